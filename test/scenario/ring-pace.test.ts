import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Point 5 of issue 5: carriers block a caller who rings one number too often. */
const ALICE_ALONE = { RING_HOST: 'false' };

scenario('Alice is wanted again half a minute after her phone rang: it rings when the minute is over, and the thread says so', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Morning call @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  const general = slack.channel('general');
  await general.thread('Morning call').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await general.card('Morning call').shows('Ended');

  await world.passes(30_000);
  await slack.as('ina').types('/conference Second call @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const bob = await phones.of('bob').answers();
  await general.card('Second call').shows('Alice Ames: rung too often of late, rings a while later', 'Bob Berg: in the room', 'next try at 18:0');
  await general.thread('Second call').saysLike(/^Alice's phone was rung too often of late: it rings in 2\d s$/u);
  expect(phones.callsTo('alice')).toBe(1);
  const rangAt = [...world.twilio.store.calls.values()].find(({ to }) => to === '+14155550101')?.createdAt ?? 0;
  await phones.of('alice').rings();
  expect(world.clock.now() - rangAt).toBeGreaterThanOrEqual(60_000);
  expect(world.clock.now() - rangAt).toBeLessThan(63_000);
  await phones.of('alice').declines();
  await bob.hangsUp();
  await general.thread('Second call').says('Bob joined', 'Alice declined', 'Bob left');
  await general.thread('Second call').saysLike(/^Ended after /u);
  await general.card('Second call').shows('Ended');
  expect(phones.callsTo('alice')).toBe(2);
}, { settings: ALICE_ALONE });

scenario('A call that is held back is never placed once its conference is over', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Morning call @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  const general = slack.channel('general');
  await general.thread('Morning call').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await general.card('Morning call').shows('Ended');
  // The third within a quarter of an hour waits for its end.
  await world.passes(60_000);
  await slack.as('ina').types('/conference Second call @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await general.thread('Second call').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await general.card('Second call').shows('Ended');
  await world.passes(61_000);
  await slack.as('ina').types('/conference Third call @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await general.thread('Third call').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await general.card('Third call').shows('Ended');
  await world.passes(61_000);
  await slack.as('ina').types('/conference Fourth call @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await general.thread('Fourth call').saysLike(/^Alice's phone was rung too often of late: it rings in 1\d min$/u);
  await general.card('Fourth call').shows('Ended: the time limit was reached', 'Alice Ames: not rung, the conference ended first');
  await general.thread('Fourth call').saysLike(/^Ended: the time limit was reached\. Never joined: Alice /u);
  await world.passes(15 * 60_000);
  expect(phones.callsTo('alice')).toBe(3);
}, { settings: { ...ALICE_ALONE, MAX_CONFERENCE_MINUTES: '2' } });
