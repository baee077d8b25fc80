import { expect, test } from 'vitest';
import type { NgrokModule } from './ngrok.ts';
import { ngrokTunnels } from './ngrok.ts';

const TOKEN = 'a-made-up-authtoken';

/** An ngrok that gives an address, and remembers what it was asked for. */
function standIn(url: string | null) {
  const asked: unknown[] = [];
  let closed = 0;
  const ngrok: NgrokModule = {
    forward: async (settings) => {
      asked.push(settings);
      return { url: () => url, close: async () => void (closed += 1) };
    },
  };
  return { ngrok, asked, closed: () => closed };
}

test('a tunnel leads to the port, with the token, and on the domain when there is one', async () => {
  const { ngrok, asked, closed } = standIn('https://calm-otter.ngrok-free.app/');
  const open = ngrokTunnels(async () => ngrok);
  const tunnel = await open(5000, { authtoken: TOKEN, domain: undefined });
  await open(5000, { authtoken: TOKEN, domain: 'calm-otter.ngrok-free.app' });
  expect(tunnel.url).toBe('https://calm-otter.ngrok-free.app');
  expect(asked).toEqual([{ addr: '127.0.0.1:5000', authtoken: TOKEN }, { addr: '127.0.0.1:5000', authtoken: TOKEN, domain: 'calm-otter.ngrok-free.app' }]);
  await tunnel.close();
  expect(closed()).toBe(1);
});

test('without the package it says what to do', async () => {
  const open = ngrokTunnels(() => Promise.reject(new Error('Cannot find package')));
  await expect(open(5000, { authtoken: TOKEN, domain: undefined })).rejects.toThrow(/@ngrok\/ngrok is not there for this machine\. `npm ci` installs it.*Set API_URL/u);
});

test('what ngrok complains of is told, and the token is not', async () => {
  const open = ngrokTunnels(async () => ({ forward: () => Promise.reject(new Error(`ERR_NGROK_105: ${TOKEN} is no authtoken`)) }));
  await expect(open(5000, { authtoken: TOKEN, domain: undefined })).rejects.toThrow('ngrok opened no tunnel: ERR_NGROK_105: ••• is no authtoken. Set API_URL');
});

test('a tunnel without an address is closed again', async () => {
  const { ngrok, closed } = standIn(null);
  await expect(ngrokTunnels(async () => ngrok)(5000, { authtoken: TOKEN, domain: undefined })).rejects.toThrow('without an address');
  expect(closed()).toBe(1);
});

test('the real package is the one that is loaded, where it is installed: it has what is used of it', async () => {
  const { default: ngrok } = await import('@ngrok/ngrok');
  expect(typeof ngrok.forward).toBe('function');
});
