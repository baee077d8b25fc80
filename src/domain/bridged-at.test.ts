import { expect, test } from 'vitest';
import { bridgedAt } from './bridged-at.ts';
import type { Call, PresenceMark } from './call.ts';
import { newCall } from './call.ts';
import { exampleConference } from './conference-examples.ts';
import type { Conference } from './conference.ts';

const join = (at: number): PresenceMark => ({ kind: 'join', roomSid: 'CF1', sequence: at, at });

/** Alice, who has been in since 10, and somebody else. */
function aliceAnd(other: Partial<Call>): Conference {
  const conference = exampleConference([{ name: 'Alice Ames', state: 'joined' }, { name: 'Bob Berg', state: 'ringing' }]);
  const calls: readonly Partial<Call>[] = [{ presence: [join(10)] }, other];
  return { ...conference, participants: conference.participants.map((participant, index) => ({ ...participant, calls: [{ ...newCall(`${index}`), ...calls[index] }] })) };
}

test('one alone is no conversation', () => expect(bridgedAt(aliceAnd({}))).toBeNull());
test('it is when the second came in, whoever that was, and coming back changes nothing', () => {
  expect(bridgedAt(aliceAnd({ presence: [join(7)] }))).toBe(10);
  expect(bridgedAt(aliceAnd({ presence: [join(17), { ...join(20), kind: 'leave' }, join(30)] }))).toBe(17);
});
test('a machine is nobody to talk to, a person taken for one is when they are back', () => {
  expect(bridgedAt(aliceAnd({ presence: [join(17)], machine: { kind: 'machine', at: 15 } }))).toBeNull();
  expect(bridgedAt(aliceAnd({ presence: [join(17), join(30)], machine: { kind: 'machine', at: 15 }, passedAt: 25 }))).toBe(30);
});
test('who was taken for a person as they came in was counted, and stays so', () => {
  expect(bridgedAt(aliceAnd({ presence: [join(17)], machine: { kind: 'machine', at: 21 } }))).toBe(17);
});
