import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** What Slack asks for; the other channel must be served long before. */
const RETRY_AFTER_SECONDS = 60;

scenario('Slack lets one channel wait a minute, and the card of another conference comes to its channel at once', async ({ slack, phones, world }) => {
  const general = world.slack.channel('general').id;
  world.slack.faults.plant({ path: 'chat.postMessage', body: general, times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: RETRY_AFTER_SECONDS } });
  await slack.as('ina').types('/conference Waits @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const asked = world.clock.now();
  await slack.as('carol').in('board').types('/conference Goes @bob');
  await slack.as('carol').reads('Ringing @Bob Berg, and you.');

  await slack.channel('board').card('Goes').shows('Bob Berg');
  expect(world.clock.now() - asked).toBeLessThan(2_000);

  for (const who of ['alice', 'bob', 'carol', 'ina'] as const) await phones.of(who).answers();
  await slack.channel('general').card('Waits').shows('Alice Ames: in the room', 'Ina Ito: in the room');
  expect(world.clock.now() - asked).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS * 1_000);
  const threads = [slack.channel('general').thread('Waits'), slack.channel('board').thread('Goes')];
  await threads[1]?.says('Bob joined', 'Carol joined');
  await threads[0]?.says('Alice and Ina joined');
}, { settings: { TWILIO_CPS: '10' } });
