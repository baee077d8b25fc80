import { expect } from 'vitest';
import { Hands, threadSays } from '../support/hands-story.ts';
import { asksForCode, opensMyNumber } from '../support/number-story.ts';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung, ringsBob, WITHOUT_HOST } from '../support/tries-story.ts';
import { placings } from '../support/twilio-requests.ts';

/** Point 5 of issue 5: carriers block a caller who rings one number too often. */
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
}, { settings: WITHOUT_HOST });

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
}, { settings: { ...WITHOUT_HOST, MAX_CONFERENCE_MINUTES: '2' } });

scenario('Ina has Bob rung again whose phone was rung a moment ago, and Alice hangs up before it may ring: the conference is over, and Bob is not rung into an empty room', async (story) => {
  const { slack, phones, world } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  const general = slack.channel('general');
  await general.card('Review').shows('Bob Berg: line busy');
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Ring again');
  await general.card('Review').shows('Bob Berg: rung too often of late, rings a while later', 'next try at 18:0');
  await general.thread('Review').says('Alice joined', "Bob's line was busy", 'The host had Bob rung again');
  await general.thread('Review').saysLike(/^Bob's phone was rung too often of late: it rings in \d+ s$/u);
  await alice.hangsUp();
  await general.card('Review').shows('Ended after', 'everyone left', 'Bob Berg: not rung, the conference ended first');
  await general.thread('Review').says('Alice left');
  await general.thread('Review').saysLike(/^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\)\. Never joined: Bob \(not rung, the conference ended first\)\.$/u);
  await world.passes(5 * 60_000);
  expect(phones.callsTo('bob')).toBe(1);
}, { settings: WITHOUT_HOST });

scenario('Twilio refuses the calls to Bob until its account is in order: no phone rang, so he is rung at once when Ina presses Ring again', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('Twilio refused a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', body: '+14155550102', times: 2, fault: { kind: 'status', status: 403, body: { status: 403, code: 20005, message: 'Account not active' } } });
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const general = slack.channel('general');
  await general.card('Review').shows('Bob Berg: could not be reached (Twilio does not accept our account.');
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Ring the missing');
  await world.until(() => placings(world).length === 3, 'Twilio is asked for Bob’s call once more');
  await general.card('Review').shows('Bob Berg: could not be reached (Twilio does not accept our account.');
  const pressedAt = world.clock.now();
  await ina.choosesOnCard('Ring the missing');
  const bob = await phones.of('bob').answers();
  expect(world.clock.now() - pressedAt).toBeLessThan(10_000);
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story);
}, { settings: WITHOUT_HOST });

scenario('Twilio refuses a call with a code to the phone on Bob’s desk: it did not ring, so it does at once for a conference', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('Twilio refused a call with a code');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 403, body: { status: 403, code: 20005, message: 'Account not active' } } });
  const form = await asksForCode(await opensMyNumber(story, 'alice'), NUMBERS.bob);
  await form.shows('Twilio does not accept our account.');
  const askedAt = world.clock.now();
  await ringsBob(story);
  const bob = await phones.of('bob').answers();
  expect(world.clock.now() - askedAt).toBeLessThan(10_000);
  await slack.channel('general').card('Review').shows('Bob Berg: in the room');
  await bob.hangsUp();
  await threadSays(story);
}, { settings: WITHOUT_HOST });
