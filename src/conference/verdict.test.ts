import { expect, test } from 'vitest';
import { machineOf, mayHaveVerdict } from './verdict.ts';

test('a machine is one in the words of the callback and in those of the Call, a fax is told apart where Twilio does, and nobody else is one', () => {
  expect(['machine', 'machine_start', 'machine_end_other', 'fax', 'human', 'unknown', 'constructor'].map(machineOf)).toEqual(['machine', 'machine', 'machine', 'fax', undefined, undefined, undefined]);
});

const MINUTE = 60_000;
const join = (at: number) => ({ kind: 'join', roomSid: 'CF1', sequence: 1, at } as const);

test.each([
  ['answered a moment ago, and not asked about since', { answeredAt: MINUTE, presence: [], endedAt: null }, 0, true],
  ['asked about while Twilio was still listening', { answeredAt: MINUTE, presence: [], endedAt: null }, MINUTE + 39_999, true],
  ['asked about when it had to have a verdict', { answeredAt: MINUTE, presence: [], endedAt: null }, MINUTE + 40_000, false],
  ['known from the room alone, and not asked about since', { answeredAt: null, presence: [join(MINUTE)], endedAt: null }, MINUTE, true],
  ['known from the room alone, and asked about', { answeredAt: null, presence: [join(MINUTE)], endedAt: null }, 2 * MINUTE, false],
  ['known from its end alone, and asked about', { answeredAt: null, presence: [], endedAt: MINUTE }, 2 * MINUTE, false],
  ['listed in a room, of which we have heard nothing', { answeredAt: null, presence: [], endedAt: null }, 9 * MINUTE, true],
])('a call %s', (_what, call, lastAskedAt, may) => {
  expect(mayHaveVerdict(call, lastAskedAt)).toBe(may);
});
