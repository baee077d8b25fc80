import { expect, test } from 'vitest';
import type { ExamplePerson } from './conference-examples.ts';
import { exampleConference } from './conference-examples.ts';
import type { Conference } from './conference.ts';
import { aloneSentence, endsSoonSentence, firstInSentence } from './spoken.ts';

const ALICE: ExamplePerson = { name: 'Alice Ames', state: 'answered' };
const rings = (...names: string[]): ExamplePerson[] => names.map((name) => ({ name, state: 'ringing' }));
/** What Alice hears, whose call is the first. */
const heard = (...others: ExamplePerson[]): string | null => firstInSentence(exampleConference([ALICE, ...others]), 'call 0');
const outside = (conference: Conference): Conference => ({
  ...conference, participants: conference.participants.map((person) => (person.name.startsWith('+') ? { ...person, slackUserId: null } : person)),
});

test('the first one hears who is being rung, by the names people are called by', () => {
  expect(heard(...rings('Bob Berg'))).toBe('You are the first. Bob is being rung.');
  expect(heard(...rings('Bob Berg', 'Carol Cruz'))).toBe('You are the first. Bob and Carol are being rung.');
  expect(heard({ name: 'Bob Berg', state: 'waiting' }, { name: 'Carol Cruz', state: 'answered' })).toBe('You are the first. Bob and Carol are being rung.');
});

test('of many people four are named and the others counted', () => {
  expect(heard(...rings('Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Hal'))).toBe('You are the first. Bo, Cy, Di, Ed and 3 others are being rung.');
});

test('nobody is on the way: nobody else is here yet, or any more', () => {
  expect(heard()).toBe('Nobody else is here yet.');
  expect(heard({ name: 'Bob Berg', state: 'busy' }, { name: 'Carol Cruz', state: 'not-called' }, { name: 'Dora', state: 'held' })).toBe('Nobody else is here yet.');
  expect(heard({ name: 'Bob Berg', state: 'left', minutes: 3 })).toBe('Nobody else is here now.');
  expect(heard({ name: 'Bob Berg', state: 'left', minutes: 3 }, ...rings('Carol Cruz'))).toBe('Nobody else is here now. Carol is being rung.');
});

test('whoever is not alone any more hears no sentence', () => {
  expect(heard({ name: 'Bob Berg', state: 'joined' })).toBeNull();
});

test('a number is never spoken: whoever has no name is somebody, and counted', () => {
  const said = (...names: string[]) => firstInSentence(outside(exampleConference([ALICE, ...rings(...names)])), 'call 0');
  expect(said('+1•••••••77')).toBe('You are the first. Somebody is being rung.');
  expect(said('+1•••••••77', '+1•••••••78')).toBe('You are the first. 2 people are being rung.');
  expect(said('Bob Berg', '+1•••••••77')).toBe('You are the first. Bob and somebody else are being rung.');
  expect(said('+1•••••••77', 'Bob Berg', '+1•••••••78')).toBe('You are the first. Bob and 2 others are being rung.');
  expect(said('Bo', 'Cy', 'Di', 'Ed', 'Flo', '+1•••••••78')).toBe('You are the first. Bo, Cy, Di, Ed and 2 others are being rung.');
});

test('a machine that is asked to press 1 is nobody to wait for', () => {
  const conference = exampleConference([ALICE, { name: 'Bob Berg', state: 'answered' }]);
  const participants = conference.participants.map((person, index) => (index === 0 ? person : { ...person, calls: person.calls.map((call) => ({ ...call, machine: { kind: 'machine' as const, at: 1 } })) }));
  expect(firstInSentence({ participants }, 'call 0')).toBe('Nobody else is here yet.');
});

test.each([
  [300_000, 'five minutes'], [299_000, 'five minutes'], [295_500, 'five minutes'], [280_000, 'less than five minutes'], [150_000, 'less than three minutes'], [62_000, 'one minute'],
  [58_000, '58 seconds'], [30_000, '30 seconds'], [200, 'one second'],
])('%i ms are spoken as "%s"', (ms, words) => {
  expect(endsSoonSentence(exampleConference([ALICE]), ms, false)).toBe(`This conference ends in ${words}.`);
});

test('the host can extend it, by name where they have one', () => {
  expect(endsSoonSentence(exampleConference([{ ...ALICE, isHost: true }]), 300_000, true)).toBe('This conference ends in five minutes. Alice can extend it in Slack.');
  expect(endsSoonSentence(exampleConference([ALICE]), 300_000, true)).toBe('This conference ends in five minutes. The host can extend it in Slack.');
});

test('whoever was alone is told of which conference', () => {
  expect(aloneSentence('Project Review')).toBe('You are alone in Project Review. The conference ends now. Goodbye.');
});
