import { expect, test } from 'vitest';
import fc from 'fast-check';
import { aloneSince, lastOneIn } from './alone.ts';
import type { ExamplePerson } from './conference-examples.ts';
import { exampleConference, SIX_O_CLOCK } from './conference-examples.ts';
import type { Fate, Told } from './transition-histories/plan.ts';
import { asked, historyOf } from './transition-histories.ts';
import { transition, transitionAll } from './transition.ts';

const ALICE: ExamplePerson = { name: 'Alice Ames', state: 'joined' };
const MINUTE = 60_000;
/** Minutes after six o'clock; null for not alone. */
function since(...people: ExamplePerson[]): number | null {
  const at = aloneSince(exampleConference(people));
  return at === null ? null : (at - SIX_O_CLOCK) / MINUTE;
}

test('somebody is alone from when they came in, or the last of the others was over', () => {
  expect(since(ALICE)).toBe(0);
  expect(since(ALICE, { name: 'Bob Berg', state: 'left', minutes: 7 }, { name: 'Carol Cruz', state: 'left', minutes: 3 })).toBe(7);
  expect(since(ALICE, { name: 'Dora Dorn', state: 'not-called' })).toBe(0);
});

test.each(['waiting', 'ringing', 'answered', 'joined', 'held'] as const)('not while another one is %s', (state) => {
  expect(since(ALICE, { name: 'Bob Berg', state })).toBeNull();
});

test('nobody is alone where nobody is in, or in what is over or about to be', () => {
  expect(since({ name: 'Bob Berg', state: 'ringing' })).toBeNull();
  expect(since({ name: 'Bob Berg', state: 'left', minutes: 1 })).toBeNull();
  const alone = exampleConference([ALICE]);
  const { conference, effects } = transition(alone, { kind: 'end-decided', at: SIX_O_CLOCK + 10 * MINUTE, reason: 'alone' });
  expect([aloneSince(conference), conference.state, conference.end?.reason]).toEqual([null, 'ended', 'alone']);
  expect(effects).toContainEqual({ effect: 'say-goodbye', callId: 'call 0' });
  expect(effects.some(({ effect }) => effect === 'hang-up')).toBe(false);
});

test('the last one in is whoever is in it still, or left last', () => {
  expect(lastOneIn(exampleConference([{ name: 'Bob Berg', state: 'left', minutes: 9 }, ALICE]))?.name).toBe('Alice Ames');
  expect(lastOneIn(exampleConference([{ name: 'Bob Berg', state: 'left', minutes: 9 }, { name: 'Carol Cruz', state: 'left', minutes: 3 }]))?.name).toBe('Bob Berg');
  expect(lastOneIn(exampleConference([{ name: 'Bob Berg', state: 'busy' }]))).toBeUndefined();
});

const fate: fc.Arbitrary<Exclude<Fate, { kind: 'sounds-like-a-machine' }>> = fc.oneof(
  fc.record({ kind: fc.constant('not-reached' as const), status: fc.constantFrom('busy', 'no-answer', 'failed'), sip: fc.constant(null), ringsFor: fc.nat({ max: 30 }) }),
  fc.record({ kind: fc.constant('hangs-up-at-once' as const), ringsFor: fc.nat({ max: 30 }), listensFor: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constant('joins' as const), ringsFor: fc.nat({ max: 30 }), listensFor: fc.nat({ max: 6 }), staysFor: fc.integer({ min: 1, max: 60 }) }),
);
/** Nobody is rung on. */
const ONCE = { ...asked, ringPlan: { ...asked.ringPlan, attempts: 1 } };
const EVERYTHING: Told = { lost: 'nothing', skips: [] };

/** What a fate looks like from outside, in whole seconds after people were known: on the way until, in the room until. */
function livesOf(one: Exclude<Fate, { kind: 'sounds-like-a-machine' }>, turn: number): { readonly onTheWayUntil: number; readonly inUntil: number } {
  // A phone rings a moment after its turn, which is in the next second of the clock.
  const over = turn + 1 + one.ringsFor + (one.kind === 'not-reached' ? 0 : one.listensFor);
  return { onTheWayUntil: over, inUntil: one.kind === 'joins' ? over + one.staysFor : over };
}

test('at every moment, and in whatever order it is heard of: who is alone, and since when, is as it is on the phones', () => {
  let times = 0;
  fc.assert(fc.property(fc.array(fate, { minLength: 1, maxLength: 4 }), fc.nat({ max: 100 }), fc.infiniteStream(fc.nat({ max: 9_999 })), (fates, second, drawn) => {
    const { decisions, reports } = historyOf({ people: fates.map((one) => ({ kind: 'rung', rings: [{ asking: 'answered', fate: one, told: EVERYTHING }], hasSecondNumber: false, heldBackFor: null })), limitAfter: null, endsAs: 'alone', warnedAfter: null, roomEndSkew: 0 });
    const known = Math.floor((decisions[0]?.at ?? 0) / 1_000) * 1_000;
    const now = known + second * 1_000 + 990;
    const heard = reports.map(({ report }) => report).filter(({ at }) => at <= now);
    const shuffled = [...heard, ...heard].map((report) => ({ report, at: drawn.next().value ?? 0 })).sort((a, b) => a.at - b.at).map(({ report }) => report);
    const { conference } = transitionAll(ONCE, [...decisions.filter(({ at }) => at <= now), ...shuffled]);
    const lives = fates.map((one, index) => livesOf(one, index));
    const present = lives.filter(({ onTheWayUntil, inUntil }) => onTheWayUntil <= second && second < inUntil);
    const isAlone = present.length === 1 && lives.every(({ onTheWayUntil }) => onTheWayUntil <= second);
    const expected = isAlone ? Math.max(...lives.map((life) => (present.includes(life) ? life.onTheWayUntil : life.inUntil))) : null;
    const since = aloneSince(conference);
    if (isAlone) times += 1;
    expect(since === null ? null : (since - known) / 1_000).toBe(expected);
  }), { numRuns: 2_000 });
  // Nothing was held against nothing.
  expect(times).toBeGreaterThan(100);
});
