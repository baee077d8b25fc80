import { expect, test } from 'vitest';
import { exampleConference, SIX_O_CLOCK } from './conference-examples.ts';
import { standingWarning } from './limit-warning.ts';
import { limitOf, longestCallMs, longestMs } from './time-limit.ts';
import { transition } from './transition.ts';

const MINUTE = 60_000;
const review = exampleConference([{ name: 'Alice Ames', state: 'joined' }]);

/** Minutes after six o'clock. */
function minutes({ endsAt, warnAt, extendMs }: ReturnType<typeof limitOf>): number[] {
  return [(warnAt - SIX_O_CLOCK) / MINUTE, (endsAt - SIX_O_CLOCK) / MINUTE, extendMs / MINUTE];
}

test.each([
  [240, 0, [235, 240, 30]],
  [240, 30, [265, 270, 30]],
  [240, 240, [475, 480, 0]],
  [5, 0, [2.5, 5, 5]],
  [5, 5, [7.5, 10, 0]],
  [6, 0, [1, 6, 6]],
  [1, 0, [0.5, 1, 1]],
  [45, 0, [40, 45, 30]],
  [45, 30, [70, 75, 0]],
  [1_440, 0, [1_435, 1_440, 0]],
  [1_400, 0, [1_395, 1_400, 30]],
  [1_400, 30, [1_425, 1_430, 0]],
])('with a limit of %i min, extended by %i: told, over and extended by', (limit, extended, expected) => {
  expect(minutes(limitOf({ ...review, extendedMs: extended * MINUTE }, limit * MINUTE))).toEqual(expected);
});

test('it never lasts longer than Twilio was told, nor than Twilio lets a call last', () => {
  for (let limit = 1; limit <= 1_440; limit += 1) {
    let extendedMs = 0;
    for (let more = limitOf({ ...review, extendedMs }, limit * MINUTE).extendMs; more > 0; more = limitOf({ ...review, extendedMs }, limit * MINUTE).extendMs) extendedMs += more;
    expect(limit * MINUTE + extendedMs).toBeLessThanOrEqual(longestMs(limit * MINUTE));
    expect(longestCallMs(limit * MINUTE)).toBe(Math.min(longestMs(limit * MINUTE) + MINUTE, 24 * 60 * MINUTE));
    expect(longestMs(limit * MINUTE)).toBeLessThanOrEqual(24 * 60 * MINUTE);
  }
});

const endsAt = SIX_O_CLOCK + 240 * MINUTE;
const warn = { kind: 'limit-warned', at: endsAt - 5 * MINUTE, endsAt, extendMs: 30 * MINUTE } as const;
const extend = { kind: 'extended', at: endsAt - 4 * MINUTE, by: 'U0', endsAt } as const;
const kinds = ({ effects }: ReturnType<typeof transition>): string[] => effects.map((effect) => (effect.effect === 'say-in-thread' ? `say ${effect.line.kind}` : effect.effect));

test('everybody is told once of each end, and it is extended once for each', () => {
  const warned = transition(review, warn);
  expect(kinds(warned)).toEqual(['say ends-soon', 'offer-extension', 'refresh-card']);
  expect(transition(warned.conference, warn)).toEqual({ conference: warned.conference, effects: [] });
  const extended = transition(warned.conference, extend);
  expect(kinds(extended)).toEqual(['say extended', 'refresh-card']);
  expect([extended.conference.extendedMs, standingWarning(extended.conference)]).toEqual([30 * MINUTE, null]);
  expect(transition(extended.conference, extend)).toEqual({ conference: extended.conference, effects: [] });
});

test('an old button extends nothing, nor does one of a conference that can be extended no more', () => {
  const { conference } = transition(review, { ...warn, extendMs: 0 });
  expect(kinds(transition(review, { ...warn, extendMs: 0 }))).toEqual(['say ends-soon', 'refresh-card']);
  expect(transition(conference, extend).conference).toBe(conference);
  const warned = transition(review, warn).conference;
  expect(transition(warned, { ...extend, endsAt: endsAt - 30 * MINUTE }).conference).toBe(warned);
});

test('what is over is neither warned nor extended', () => {
  const { conference } = transition(transition(review, warn).conference, { kind: 'end-decided', at: endsAt, reason: 'time-limit' });
  expect(transition(conference, extend).conference).toBe(conference);
  expect(transition(conference, { ...warn, endsAt: endsAt + 1 }).conference).toBe(conference);
});
