import { expect } from 'vitest';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung, BOBS_SECOND, bobHasASecondNumber, placedAt, ringsBob, WITHOUT_HOST } from '../support/tries-story.ts';

/** Point 5 of issue 5 when something is amiss: whoever is tried again is tried once each time, whatever happens to us. */
const TWICE = { ...WITHOUT_HOST, RING_ATTEMPTS: '2' };

scenario('The app dies in the pause: the next one rings Bob when it is over, once', async (story) => {
  const { slack, phones, world } = story;
  await ringsBob(story);
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy, is tried again');
  await world.restartApp({ afterMs: 20_000 });
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Ended: nobody answered');
  await slack.channel('general').thread('Review').says("Bob's line was busy", 'Trying Bob again in 1 min', "Bob's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy).');
  expect(phones.callsTo('bob')).toBe(2);
}, { settings: TWICE });

scenario('The app is away until long after the pause: Bob is rung as soon as it is back', async (story) => {
  const { slack, phones, world } = story;
  await ringsBob(story);
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy, is tried again');
  await world.restartApp({ afterMs: 10 * 60_000 });
  const backAt = world.clock.now();
  const bob = await phones.of('bob').answers();
  expect(world.clock.now() - backAt).toBeLessThan(10_000);
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after');
  await slack.channel('general').thread('Review').says("Bob's line was busy", 'Trying Bob again in 1 min', 'Bob joined', 'Bob left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
  expect(phones.callsTo('bob')).toBe(2);
}, { settings: TWICE });

scenario('Every callback comes twice: each number rings once', async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story);
  world.twilio.callbackFaults.plant({ url: '/callbacks/', fault: { kind: 'double' } });
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  await phones.of(BOBS_SECOND).isBusy();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy', 'Alice Ames: in the room');
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", "Trying Bob's second number", "Bob's line was busy", 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after .+Never joined: Bob \(line busy\)\.$/u);
  await slack.channel('general').card('Review').shows('Ended after');
  expect([phones.callsTo('bob'), phones.callsTo(BOBS_SECOND)]).toEqual([1, 1]);
}, { settings: WITHOUT_HOST });

scenario("Every callback of Bob's call is lost: Twilio is asked, and his second number rings all the same", async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story);
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', fault: { kind: 'lose' }, times: 1 });
  await bob.isBusy();
  await phones.of(BOBS_SECOND).declines();
  await slack.channel('general').card('Review').shows('Bob Berg: declined');
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", "Trying Bob's second number", 'Bob declined', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after .+Never joined: Bob \(declined\)\.$/u);
  await slack.channel('general').card('Review').shows('Ended after');
  expect(phones.callsTo(BOBS_SECOND)).toBe(1);
}, { settings: WITHOUT_HOST });

scenario('The fourth call within a quarter of an hour waits for its end, and the thread says so', async (story) => {
  const { slack, phones } = story;
  await ringsBob(story);
  for (let attempt = 1; attempt <= 3; attempt += 1) await phones.of('bob').isBusy();
  const general = slack.channel('general');
  await general.thread('Review').saysLike(/^Bob's phone was rung too often of late: it rings in 1\d min$/u);
  await general.card('Review').shows('Bob Berg: line busy, rung too often of late, rings a while later', 'next try at 18:15 UTC');
  await story.world.passes(11 * 60_000);
  await phones.of('bob').isBusy();
  await general.card('Review').shows('Ended: nobody answered');
  const times = placedAt(story, NUMBERS.bob);
  expect(times).toHaveLength(4);
  expect(times[3]).toBeGreaterThanOrEqual(15 * 60_000);
  await general.thread('Review').says(
    "Bob's line was busy", 'Trying Bob again in 1 min', "Bob's line was busy", 'Trying Bob again in 1 min', "Bob's line was busy", 'Trying Bob again in 1 min', "Bob's line was busy",
    'Ended: nobody answered. Never joined: Bob (line busy).',
  );
}, { settings: { ...WITHOUT_HOST, RING_ATTEMPTS: '4' } });

scenario('A second number in a country that may not be rung is never rung', async (story) => {
  const { slack, phones, world } = story;
  await bobHasASecondNumber(story, '+33142685300');
  await ringsBob(story);
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Ended: nobody answered', 'Bob Berg: line busy');
  await slack.channel('general').thread('Review').says("Bob's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy).');
  expect([...world.twilio.store.calls.values()]).toHaveLength(1);
}, { settings: WITHOUT_HOST });

scenario('A first number we may not ring is passed over for the second', async (story) => {
  const { slack, phones } = story;
  await bobHasASecondNumber(story, BOBS_SECOND, '+33142685300');
  await ringsBob(story);
  const second = await phones.of(BOBS_SECOND).answers();
  await second.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after');
  await slack.channel('general').thread('Review').says('Bob joined', 'Bob left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
}, { settings: WITHOUT_HOST });

scenario("Bob's second number is Alice's phone: it is not rung for him", async (story) => {
  const { slack, phones } = story;
  await bobHasASecondNumber(story, NUMBERS.alice);
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: line busy');
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', "Bob's line was busy", 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
  await slack.channel('general').card('Review').shows('Ended after');
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: WITHOUT_HOST });
