import { expect } from 'vitest';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';

scenario('The answer to a hang-up is lost along with every callback, and still nobody is left on the line of an ended conference', async ({ slack, phones, world }) => {
  world.log.expects('The job failed');
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const alice = await phones.of('alice').answers();
  const ina = await phones.of('ina').answers();
  // The first hang-up never reaches Twilio.
  world.twilio.faults.plant({ path: '/Calls/', method: 'POST', body: '"Status":"completed"', times: 2, fault: { kind: 'reset' } });

  await slack.channel('general').card('Project Review').shows('the time limit was reached', 'Alice Ames: left', 'Ina Ito: left');
  await alice.isIdle();
  await ina.isIdle();
  const { thread } = { thread: slack.channel('general').thread('Project Review') };
  await thread.says(...thread.lines);
  await slack.as('ina').reads('“Project Review” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');
  expect(thread.lines.filter((line) => line.startsWith('Ended'))).toHaveLength(1);
}, { settings: { MAX_CONFERENCE_MINUTES: '2', TWILIO_TIMEOUT_MS: '10000' } });

scenario('Somebody answers in the very moment the conference ends: whoever cannot be cancelled is hung up', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').rings();
  await phones.of('ina').rings();
  await world.until(() => [...world.twilio.store.calls.values()].every(({ endedAt }) => endedAt !== undefined), 'all calls end', 240_000);
  await alice.isIdle();
  expect([...world.twilio.store.calls.values()].filter(({ to }) => to === NUMBERS.alice)).toHaveLength(1);
  const thread = slack.channel('general').thread('Project Review');
  await slack.channel('general').card('Project Review').shows('the time limit was reached');
  await thread.says(...thread.lines);
  await slack.as('ina').reads('“Project Review” ends at 18:01 UTC, for its time limit is reached then.', '[Extend by 1 min]');
}, { settings: { MAX_CONFERENCE_MINUTES: '1', RING_SECONDS: '300' } });
