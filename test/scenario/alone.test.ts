import { expect } from 'vitest';
import { aliceIsAlone, aliceWaitsForBob, aloneSinceInRow, MINUTE, WELCOME } from '../support/alone-story.ts';
import { Hands } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Whoever is alone in a room for ALONE_MINUTES is told, and the conference ends. */
const WITHOUT_HOST = { RING_HOST: 'false', RING_PACE: 'off' };
const THREE_MINUTES = { ...WITHOUT_HOST, ALONE_MINUTES: '3' };
const ALONE = 'You are alone in Review. The conference ends now. Goodbye.';

/** It ended because Alice was alone: nobody hung up, and the thread says nothing else. */
async function endedAlone({ slack }: Story, minutes: number, ...lines: string[]): Promise<void> {
  const general = slack.channel('general');
  await general.card('Review').shows(`Ended after ${minutes} min: only Alice was left`);
  await general.thread('Review').says('Alice joined', ...lines);
  await general.thread('Review').saysLike(new RegExp(`^Ended after ${minutes} min: only Alice was left\\. Was in: Alice \\(${minutes} min\\)`, 'u'));
}

scenario('Bob’s line is busy, and Alice is alone for ten minutes: she is told, and it ends', async (story) => {
  const { slack, world } = story;
  const { alice } = await aliceIsAlone(story);
  const alone = world.clock.now();
  await world.passes(10 * MINUTE - 2_000);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  await alice.hears(ALONE);
  expect(world.clock.now() - alone).toBeLessThanOrEqual(10 * MINUTE + 2_000);
  await alice.isIdle();
  await alice.hearsOnly(WELCOME, 'You are the first. Bob is being rung.', ALONE);
  await endedAlone(story, 10, "Bob's line was busy");
}, { settings: WITHOUT_HOST });

scenario('Two talked, one left, and the other stays behind', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await aliceWaitsForBob(story);
  await bob.answers();
  await world.passes(4 * MINUTE);
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Bob Berg: left');
  await world.passes(3 * MINUTE - 10_000);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  await alice.hears(ALONE);
  await alice.isIdle();
  await endedAlone(story, 7, 'Bob joined', 'Bob left');
}, { settings: THREE_MINUTES });

scenario('The line is dead once the words were said, and not before', async (story) => {
  const { world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.passes(2 * MINUTE);
  // Nothing is heard of Twilio, so it is asked every quarter of a minute, and finds a call up whose conference is over.
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await alice.hears(ALONE);
  const slowly = ALONE.length * 300;
  await world.passes(slowly - 1_000);
  expect(world.twilio.phone('+14155550101').state).toBe('talking');
  await world.passes(2_000);
  expect(world.twilio.phone('+14155550101').state).toBe('idle');
  await endedAlone(story, 3, "Bob's line was busy");
}, { settings: THREE_MINUTES, twilio: { sayMsPerCharacter: 300 } });

scenario('Bob is rung again and does not answer: from then on Alice has her time once more', async (story) => {
  const { slack, phones, world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.passes(2 * MINUTE + 30_000);
  await new Hands(story, 'ina').choosesOnCard('Ring the missing');
  expect(await aloneSinceInRow(story)).toBeNull();
  await phones.of('bob').isBusy();
  const alone = world.clock.now();
  await world.passes(2 * MINUTE + 50_000);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  await alice.hears(ALONE);
  expect(world.clock.now() - alone).toBeGreaterThanOrEqual(3 * MINUTE - 1_000);
  await endedAlone(story, 6, "Bob's line was busy", 'The host had Bob rung again', "Bob's line was busy");
}, { settings: THREE_MINUTES });

scenario('Somebody comes in before her time is over, and it goes on', async (story) => {
  const { slack, phones, world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.passes(2 * MINUTE + 30_000);
  await new Hands(story, 'ina').choosesOnCard('Ring the missing');
  const bob = await phones.of('bob').answers();
  await world.passes(5 * MINUTE);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await alice.hangsUp();
  await bob.hangsUp();
  const general = slack.channel('general');
  await general.thread('Review').says('Alice joined', "Bob's line was busy", 'The host had Bob rung again', 'Bob joined', 'Alice and Bob left');
  await general.thread('Review').saysLike(/^Ended after 8 min: everyone left\./u);
}, { settings: THREE_MINUTES });

scenario('A machine that was taken out of the room is no company', async (story) => {
  const { slack, phones, world } = story;
  await world.twilio.phone('+14155550102').will({ does: 'voicemail', afterMs: 5_000 });
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isIdle();
  await slack.channel('general').card('Review').shows('Bob Berg: voicemail');
  await world.passes(MINUTE);
  await alice.hears(ALONE);
  await endedAlone(story, 3, 'Bob joined', "Bob's phone sounds like voicemail: whoever is there is asked to press 1", 'Bob has voicemail on');
}, { settings: THREE_MINUTES });

scenario('ALONE_MINUTES=0: Alice sits there for as long as she likes', async (story) => {
  const { slack, world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.passes(12 * MINUTE);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after 12 min: everyone left\./u);
}, { settings: { ...WITHOUT_HOST, ALONE_MINUTES: '0' } });

scenario('Carol is held for the night and may still come: nobody is alone', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @carol');
  await slack.as('ina').reads('Ringing @Alice Ames and @Carol Cruz.');
  await slack.as('ina').reads('The others are being rung for “Review”.', 'It is 18:00 for Carol Cruz.', '[Ring anyway] [Leave out]');
  const alice = await phones.of('alice').answers();
  await world.passes(5 * MINUTE);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Carol Cruz');
  expect(await aloneSinceInRow(story)).toBeNull();
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after 5 min: everyone left\./u);
}, { settings: { ...THREE_MINUTES, QUIET_HOURS: '17:00-23:59' } });
