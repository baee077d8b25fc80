import { expect } from 'vitest';
import { Hands } from '../support/hands-story.ts';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung, BOBS_SECOND, bobHasASecondNumber, placedAt, ringsBob, WITHOUT_HOST } from '../support/tries-story.ts';

/** Point 5 of issue 5: whoever is not reached is rung at their second number, and again after a pause; whoever said no is not. */
const TWICE = { ...WITHOUT_HOST, RING_ATTEMPTS: '2' };

scenario("Bob's line is busy: his second number rings at once, and he answers there", async (story) => {
  const { slack, phones } = story;
  await bobHasASecondNumber(story);
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  const second = await phones.of(BOBS_SECOND).rings();
  const general = slack.channel('general');
  await general.card('Review').shows('Bob Berg: ringing, at their second number');
  await second.answers();
  await second.hears('Welcome to Review. You are being connected to the conference.');
  await general.card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await second.hangsUp();
  await slack.channel('general').thread('Review').says('Bob left');
  await alice.hangsUp();
  await general.thread('Review').says('Alice joined', "Bob's line was busy", "Trying Bob's second number", 'Bob joined', 'Alice left');
  await general.thread('Review').saysLike(/^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\) and Bob \(\d+ s\)\.$/u);
  await general.card('Review').shows('Ended');
  expect([phones.callsTo('bob'), phones.callsTo(BOBS_SECOND)]).toEqual([1, 1]);
}, { settings: WITHOUT_HOST });

scenario('Bob answers neither phone: nobody is rung any more, and the conference has ended', async (story) => {
  const { slack, phones } = story;
  await bobHasASecondNumber(story);
  await ringsBob(story);
  await phones.of('bob').doesNotAnswer();
  await phones.of(BOBS_SECOND).doesNotAnswer();
  const general = slack.channel('general');
  await general.card('Review').shows('Ended: nobody answered', 'Bob Berg: did not answer');
  await general.thread('Review').says('Bob did not answer', "Trying Bob's second number", 'Bob did not answer', 'Ended: nobody answered. Never joined: Bob (did not answer).');
}, { settings: WITHOUT_HOST });

scenario('Bob does not answer, a minute later he does; meanwhile the card says that he is tried again, and when', async (story) => {
  const { slack, phones, world } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.doesNotAnswer();
  const general = slack.channel('general');
  await general.card('Review').shows('Bob Berg: did not answer, is tried again', 'next try at 18:01 UTC');
  await general.thread('Review').says('Alice joined', 'Bob did not answer', 'Trying Bob again in 1 min');
  const stoppedAt = world.clock.now();
  await bob.rings();
  expect(world.clock.now() - stoppedAt).toBeGreaterThan(58_000);
  expect(world.clock.now() - stoppedAt).toBeLessThan(63_000);
  await bob.answers();
  await general.card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await bob.hangsUp();
  await general.thread('Review').says('Bob left');
  await alice.hangsUp();
  await general.thread('Review').says('Bob joined', 'Alice left');
  await general.thread('Review').saysLike(/^Ended after/u);
  expect(phones.callsTo('bob')).toBe(2);
}, { settings: TWICE });

scenario('Two attempts at two numbers are four calls, each in its turn', async (story) => {
  const { slack, phones } = story;
  await bobHasASecondNumber(story);
  await ringsBob(story);
  await phones.of('bob').isBusy();
  await phones.of(BOBS_SECOND).isUnreachable();
  await phones.of('bob').isBusy();
  await phones.of(BOBS_SECOND).isBusy();
  const general = slack.channel('general');
  await general.card('Review').shows('Ended: nobody answered');
  await general.thread('Review').says(
    "Bob's line was busy", "Trying Bob's second number", 'Trying Bob again in 1 min', "Bob's line was busy", "Trying Bob's second number", "Bob's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy).',
  );
  await general.thread('Review').saysLike(/^Bob could not be reached/u);
  const [first, again] = [placedAt(story, NUMBERS.bob), placedAt(story, BOBS_SECOND)];
  expect(again[0]).toBeLessThan(5_000);
  expect((first[1] ?? 0) - (again[0] ?? 0)).toBeGreaterThanOrEqual(60_000);
  expect((again[1] ?? 0) - (first[1] ?? 0)).toBeLessThan(5_000);
  expect([first.length, again.length]).toEqual([2, 2]);
}, { settings: TWICE });

scenario('Nobody is tried again who said no: Bob declines, and nothing more rings', async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story);
  await ringsBob(story);
  await phones.of('bob').declines();
  const general = slack.channel('general');
  await general.card('Review').shows('Ended: nobody answered', 'Bob Berg: declined');
  await general.thread('Review').says('Bob declined', 'Ended: nobody answered. Never joined: Bob (declined).');
  await world.passes(120_000);
  expect(phones.callsTo(BOBS_SECOND)).toBe(0);
}, { settings: TWICE });

scenario('A voicemail box at the first number: it is hung up on, and the second number rings', async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story);
  await world.twilio.phone(NUMBERS.bob).will('voicemail');
  await ringsBob(story);
  await phones.of('bob').hears('Nobody pressed 1, so you are not in the conference. Goodbye.');
  const second = await phones.of(BOBS_SECOND).answers();
  await slack.channel('general').card('Review').shows('Bob Berg: in the room');
  await second.hangsUp();
  await slack.channel('general').thread('Review').says(
    'Bob joined', "Bob's phone sounds like voicemail: whoever is there is asked to press 1", 'Bob has voicemail on', "Trying Bob's second number", 'Bob joined', 'Bob left',
  );
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario('Ina ends the conference in the pause: Bob is not rung any more, and his line was busy', async (story) => {
  const { slack, phones, world } = story;
  await ringsBob(story);
  await phones.of('bob').isBusy();
  const general = slack.channel('general');
  await general.card('Review').shows('Bob Berg: line busy, is tried again');
  await world.passes(20_000);
  await new Hands(story, 'ina').presses('End for all');
  await general.card('Review').shows('Ended by', 'Bob Berg: line busy');
  await general.thread('Review').says("Bob's line was busy", 'Trying Bob again in 1 min', 'The host ended the conference for everyone before anybody was in it. Never joined: Bob (line busy).');
  await world.passes(120_000);
  expect(phones.callsTo('bob')).toBe(1);
}, { settings: TWICE });

scenario('Ina presses Ring again in a long pause: Bob rings now, and not once more when the pause is over', async (story) => {
  const { slack, phones, world } = story;
  const general = slack.channel('general');
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.doesNotAnswer();
  await world.passes(60_000);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.sees('Bob Berg: did not answer, is tried again');
  expect(ina.menuOf('Bob Berg')).toEqual(['Ring again', 'Remove']);
  const pressedAt = world.clock.now();
  await ina.chooses('Bob Berg', 'Ring again');
  await bob.rings();
  expect(world.clock.now() - pressedAt).toBeLessThan(3_000);
  await bob.answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await world.passes(10 * 60_000);
  await bob.hangsUp();
  await general.thread('Review').says('Bob left');
  await alice.hangsUp();
  await general.thread('Review').says('Alice joined', 'Bob did not answer', 'Trying Bob again in 5 min', 'The host had Bob rung again', 'Bob joined', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
  await slack.channel('general').card('Review').shows('Ended');
  expect(phones.callsTo('bob')).toBe(2);
}, { settings: { ...TWICE, RING_PAUSE_SECONDS: '300' } });

scenario('Ina takes Bob out in the pause: he is not rung again', async (story) => {
  const { slack, phones, world } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Remove');
  await ina.form.submits();
  await slack.channel('general').card('Review').shows('Bob Berg: removed');
  await world.passes(120_000);
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", 'Trying Bob again in 1 min', 'The host took Bob out', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after .+Never joined: Bob \(removed\)\.$/u);
  await slack.channel('general').card('Review').shows('Ended');
  expect(phones.callsTo('bob')).toBe(1);
}, { settings: TWICE });

scenario('Everybody left in the pause: nobody is rung to sit alone in the room', async (story) => {
  const { slack, phones, world } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy, is tried again');
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after', 'everyone left', 'Bob Berg: line busy');
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", 'Trying Bob again in 1 min', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after .+Never joined: Bob \(line busy\)\.$/u);
  await world.passes(120_000);
  expect(phones.callsTo('bob')).toBe(1);
}, { settings: TWICE });

scenario("Ring again by hand tries the second number, too, after Bob's first", async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story);
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.declines();
  await world.passes(60_000);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Ring again');
  await bob.isBusy();
  const second = await phones.of(BOBS_SECOND).answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await second.hangsUp();
  await slack.channel('general').thread('Review').says('Bob left');
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says(
    'Alice joined', 'Bob declined', 'The host had Bob rung again', "Bob's line was busy", "Trying Bob's second number", 'Bob joined', 'Alice left',
  );
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });
