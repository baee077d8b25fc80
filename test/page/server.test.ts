import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { RunningSlackEmulator } from '../../emulators/slack/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { RunningTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import { listen } from '../../emulators/shared/listen.ts';
import type { Listening } from '../../emulators/shared/listen.ts';
import { openSandbox } from '../../sandbox/open-sandbox.ts';
import { startFeed } from '../../sandbox/page-server/feed.ts';
import type { Feed } from '../../sandbox/page-server/feed.ts';
import { pageServer } from '../../sandbox/page-server/page-server.ts';
import { emptyFolder } from '../support/folders.ts';
import { freePort } from '../support/free-port.ts';

const WHY = 'The folder of the database is in use by another process.';
const APP_THAT_CANNOT_START = { state: 'stopped', pid: undefined, start: async () => Promise.reject(new Error(WHY)), kill: async () => undefined, stop: async () => undefined } as const;

describe('the server of the page', () => {
  let slack: RunningSlackEmulator;
  let twilio: RunningTwilioEmulator;
  let app: Listening;
  let front: Listening;
  let feed: Feed;
  beforeAll(async () => {
    [slack, twilio] = await Promise.all([startSlackEmulator(), startTwilioEmulator()]);
    app = await listen((_request, response) => void response.end('the app'));
    feed = await startFeed({ slackUrl: slack.url, twilioUrl: twilio.url });
    const page = Promise.reject<string>(new Error('The page could not be built. `npm ci` installs what it needs.'));
    page.catch(() => undefined);
    front = await listen(pageServer({ slackUrl: slack.url, twilioUrl: twilio.url, appUrl: app.url, app: APP_THAT_CANNOT_START, feed, page, shortcuts: [], fresh: APP_THAT_CANNOT_START.start }));
  });
  afterAll(async () => {
    feed.stop();
    await Promise.all([front.close(), slack.close(), twilio.close()]);
  });

  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<[number, string]> => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => request(`${front.url}${path}`, { method, headers }, resolve).once('error', reject).end(body));
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return [answer.statusCode ?? 0, text];
  };

  test('refuses names that were pointed here, and what other pages ask for', async () => {
    const refused = [403, 'The sandbox answers only pages of its own, on this machine.\n'];
    expect(await ask('/sandbox/api/cast', { Host: 'evil.example' })).toEqual(refused);
    expect(await ask('/sandbox/slack/reset', { Origin: 'https://evil.example' }, 'POST')).toEqual(refused);
    expect(await ask('/ready', { Host: 'evil.example' })).toEqual(refused);
    expect((await ask('/sandbox/slack/reset', { Origin: front.url }, 'POST'))[0]).toBe(200);
    expect((await ask('/sandbox/api/cast', { Host: `localhost:${front.port}` }))[0]).toBe(200);
  });

  test('hands on to the emulators and the app, and says when one is not there', async () => {
    expect(await ask('/ready')).toEqual([200, 'the app']);
    expect(JSON.parse((await ask('/sandbox/slack/as/ina/screen'))[1])).toMatchObject({ user: { name: 'ina' } });
    expect(JSON.parse((await ask('/sandbox/twilio/phones/%2B14155550101'))[1])).toMatchObject({ number: '+14155550101', state: 'idle' });
    expect((await ask('/'))[0]).toBe(302);
    await app.close();
    expect(await ask('/ready')).toEqual([502, '{"error":"It does not answer. Is the app stopped?"}']);
  });

  test('says what to do when there is no page, and what it does not understand', async () => {
    const [status, text] = await ask('/sandbox/');
    expect([status, text]).toEqual([503, expect.stringContaining('`npm ci` installs what it needs.')]);
    expect(text).toContain('npm run sandbox -- help');
    expect(await ask('/sandbox/api/app', {}, 'POST')).toEqual([400, JSON.stringify({ error: 'Say { "do": "kill" }, "start" or "restart".' })]);
  });

  test('an app that cannot start says why, and what is no JSON is called that', async () => {
    const json = { 'Content-Type': 'application/json' };
    for (const what of ['start', 'restart']) expect(await ask('/sandbox/api/app', json, 'POST', JSON.stringify({ do: what }))).toEqual([500, JSON.stringify({ error: WHY })]);
    expect(await ask('/sandbox/api/fresh', json, 'POST')).toEqual([500, JSON.stringify({ error: WHY })]);
    expect(await ask('/sandbox/api/app', json, 'POST', '{')).toEqual([400, expect.stringMatching(/^\{"error":".+ JSON .+"\}$/u)]);
  });

  test('greets whoever follows it with what was asked before, then tells what comes', async () => {
    await slack.as('ina').types('/conference x');
    const answer = await fetch(`${front.url}/sandbox/feed`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const hello = (await reader?.read())?.value ?? '';
    expect(hello).toContain('event: hello');
    expect(hello).toContain('command /conference');
    await slack.as('ina').types('Good morning');
    expect((await reader?.read())?.value).toContain('event: slack');
    await reader?.cancel();
  });
});

test('the page is there once the app takes commands, and not before: the first answer anybody gets is not that the app is away', async () => {
  const [port, database] = await Promise.all([freePort(), emptyFolder()]);
  const opening = openSandbox({ port, database: join(database, 'database'), settings: {}, onLog: () => undefined, page: Promise.resolve(database) });
  try {
    expect((await firstAnswer(`http://127.0.0.1:${port}/ready`, opening)).status).toBe(200);
  } finally {
    await (await opening).stop();
  }
});

/** Asks until something listens there. */
async function firstAnswer(url: string, opening: Promise<unknown>): Promise<Response> {
  let isOpen = false;
  void opening.then(() => (isOpen = true), () => (isOpen = true));
  for (;;) {
    const wasOpen = isOpen;
    try {
      return await fetch(url);
    } catch (error) {
      if (wasOpen) throw error;
    }
  }
}

test('a sandbox with a page is refused in production, and with settings that make no sense', async () => {
  const options = { port: 0, database: `${await emptyFolder()}/database`, onLog: () => undefined, page: Promise.resolve('') };
  await expect(openSandbox({ ...options, settings: { NODE_ENV: 'production' } })).rejects.toThrow('never run with NODE_ENV=production');
  await expect(openSandbox({ ...options, settings: { RING_SECONDS: 'long' } })).rejects.toThrow('RING_SECONDS');
});
