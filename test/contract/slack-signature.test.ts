import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { verifySlackRequest } from '@slack/bolt';
import * as fc from 'fast-check';
import { sign } from '../../emulators/slack/signature.ts';
import { sharedData } from '../support/shared-data.ts';
import { BUTTON, closeAll, plainApp, slackTeam, type Received } from './slack-support.ts';

afterEach(closeAll);

interface Vector {
  readonly id: string;
  readonly signing_secret: string;
  readonly timestamp: string;
  readonly raw_body: string;
  readonly signature: string;
  readonly valid?: boolean | null;
}

const file = sharedData('slack/signature-vectors.json');

if (file === undefined) {
  test('NOT RUN: ../shared/data/slack/signature-vectors.json is not on this machine', () => undefined);
} else {
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };
  describe('signatures others have made', () => {
    test.each(vectors.filter(({ valid }) => valid === true))('$id: the emulator signs it the same', ({ signing_secret, timestamp, raw_body, signature }) => {
      expect(sign(signing_secret, timestamp, raw_body)).toBe(signature);
    });

    test.each(vectors.filter(({ id }) => ['body-tampered', 'wrong-secret', 'timestamp-swapped', 'twice-encoded-body', 'reordered-body', 'wrong-version', 'truncated'].includes(id)))(
      '$id: the emulator would sign it otherwise',
      ({ signing_secret, timestamp, raw_body, signature }) => {
        expect(sign(signing_secret, timestamp, raw_body)).not.toBe(signature);
      },
    );
  });
}

function judge(received: Received, signingSecret: string, nowMilliseconds = Date.now()): void {
  verifySlackRequest({
    signingSecret,
    body: received.body,
    headers: { 'x-slack-signature': String(received.headers['x-slack-signature']), 'x-slack-request-timestamp': Number(received.headers['x-slack-request-timestamp']) },
    nowMilliseconds,
  });
}

test('whatever the body and secret, verifySlackRequest takes the signature, and no other', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ unit: 'binary' }), fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), (signingSecret, body, timestamp) => {
      const headers = { 'x-slack-signature': sign(signingSecret, timestamp, body), 'x-slack-request-timestamp': timestamp };
      verifySlackRequest({ signingSecret, body, headers, nowMilliseconds: timestamp * 1000 });
      expect(() => verifySlackRequest({ signingSecret: `${signingSecret}x`, body, headers, nowMilliseconds: timestamp * 1000 })).toThrow('Failed to verify authenticity');
    }),
  );
});

test('every kind of request to the app is signed so that verifySlackRequest takes it, with the exact content type', async () => {
  const slack = await slackTeam({ events: ['app_home_opened', 'message.channels', 'app_uninstalled', 'tokens_revoked'] });
  const received = await plainApp(slack, ({ payload }) => (payload['type'] === 'url_verification' ? { body: { challenge: payload['challenge'] } } : {}));
  const ina = slack.as('ina');
  expect(await slack.verifiesUrl()).toBe(true);
  await ina.types('/conference Übung 📞 "a & b" @alice');
  await ina.types('hello there');
  await ina.opensHome();
  await ina.opensShortcut('conf_global');
  await ina.opensShortcut('conf_message', 'hello there');
  slack.world.channels.get('C0GENERAL01')?.messages.push({ ts: '9.000001', channel: 'C0GENERAL01', user: slack.world.settings.botUserId, botId: 'B0', text: 'x', blocks: [BUTTON] });
  await ina.presses('Join');
  await ina.deletes('hello there');
  await slack.uninstallsApp();

  expect(received.map(({ payload }) => payload['type'] ?? payload['command'])).toEqual([
    'url_verification', '/conference', 'event_callback', 'event_callback', 'shortcut', 'message_action', 'block_actions', 'event_callback', 'event_callback', 'event_callback',
  ]);
  for (const one of received) {
    judge(one, slack.world.settings.signingSecret);
    expect(() => judge(one, 'another secret')).toThrow('Failed to verify authenticity');
    const isEvent = one.payload['type'] === 'event_callback' || one.payload['type'] === 'url_verification';
    expect(one.headers['content-type']).toBe(isEvent ? 'application/json' : 'application/x-www-form-urlencoded');
    expect(one.headers['user-agent']).toMatch(/^Slackbot 1\.0/);
  }
});

test('an attacker can be played: unsigned and stale requests are refused by the judge', async () => {
  const slack = await slackTeam();
  const received = await plainApp(slack);
  slack.deliveryFaults.plant({ fault: 'unsigned' });
  await slack.as('ina').types('/conference x');
  slack.deliveryFaults.plant({ fault: 'stale' });
  await slack.as('ina').types('/conference x');
  expect(received).toHaveLength(2);
  for (const one of received) expect(() => judge(one, slack.world.settings.signingSecret)).toThrow('Failed to verify authenticity');
});
