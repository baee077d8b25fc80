import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import type { AppConfig } from '../../src/config/config.ts';
import { withPublicAddress } from '../../src/tunnel/public-address.ts';
import type { OpenTunnel } from '../../src/tunnel/tunnel.ts';
import { startApp } from '../../src/app.ts';
import { startFront } from '../support/front.ts';
import { databaseKind, freshDatabase } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { doctorLooksAt, settingsOf } from '../support/doctor-story.ts';
import { scenario } from '../support/scenario.ts';
import { CapturedLog } from '../support/captured-log.ts';
import twilio from 'twilio';

/** A tunnel as ngrok gives one, on this machine: no test reaches the real one. */
function tunnelsHere() {
  const open: { close(): Promise<void> }[] = [];
  const openTunnel: OpenTunnel = async (port) => {
    const front = await startFront(() => port);
    open.push(front);
    return { url: front.url, close: front.close };
  };
  return { openTunnel, close: () => Promise.all(open.map((one) => one.close())) };
}

scenario('A developer sets an authtoken and no address: the app is behind a tunnel, and takes what is signed for its address', async ({ world }) => {
  const { API_URL: _none, ...settings } = settingsOf(world);
  const { config } = loadConfig({ ...settings, PORT: String(await freePort()), NGROK_AUTHTOKEN: 'a-made-up-authtoken' });
  expect(config?.mode).toBe('app');
  const tunnels = tunnelsHere();
  const database = await freshDatabase();
  try {
    const { config: reached, tunnel } = await withPublicAddress(config as AppConfig, tunnels.openTunnel);
    const app = await startApp(reached, { log: new CapturedLog(), database: database.location });
    try {
      expect(reached.http.apiUrl).toBe(tunnel?.url);
      const path = '/api/conference/twiml/nobody?call=nobody';
      const signature = twilio.getExpectedTwilioSignature(reached.twilio.authToken, `${tunnel?.url}${path}`, {});
      const answer = await fetch(`${tunnel?.url}${path}`, { method: 'POST', headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
      // The doctor, who has no API_URL either, asks the app where its tunnel is.
      const word = await doctorLooksAt(world, { settings: { API_URL: undefined, PORT: String(reached.http.port), NGROK_AUTHTOKEN: 'a-made-up-authtoken' } });
      expect([word.of('app-running').verdict, word.of('reaches-us').found, word.of('twiml').verdict]).toEqual(['ok', 'It leads to this process.', 'ok']);
    } finally {
      await app.stop(0);
    }
  } finally {
    await tunnels.close();
    await database.drop();
  }
});

test(`A tunnel to any free port is refused: nobody knows where it would lead [${databaseKind}]`, async () => {
  const { config } = loadConfig({
    PORT: '0', NGROK_AUTHTOKEN: 'a-made-up-authtoken', SLACK_BOT_TOKEN: 'xoxb-x', SLACK_SIGNING_SECRET: 'not-a-real-one', TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'not-a-real-one', TWILIO_PHONE_NUMBER: '+14155550100', ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const never: OpenTunnel = () => Promise.reject(new Error('nobody may ask'));
  await expect(withPublicAddress(config as AppConfig, never)).rejects.toThrow('Set PORT, for example to 5000');
});

scenario('With an address of its own no tunnel is opened', async ({ world }) => {
  const never: OpenTunnel = () => Promise.reject(new Error('nobody may ask'));
  expect(await withPublicAddress(world.config, never)).toEqual({ config: world.config, tunnel: undefined });
});
