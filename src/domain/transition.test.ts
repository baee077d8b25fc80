import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCall } from './conference.ts';
import type { Conference } from './conference.ts';
import { isFinal } from './call.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import type { ParticipantState } from './participant.ts';
import { isUnsettled } from './participant.ts';
import type { Fate, History, PersonPlan, Plan } from './transition-histories.ts';
import { asked, historyOf } from './transition-histories.ts';
import { transition, transitionAll } from './transition.ts';

const seconds = (max: number) => fc.integer({ min: 0, max });
const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constant('not-reached' as const), status: fc.constantFrom('busy', 'no-answer', 'failed'), sip: fc.constantFrom(null, 486, 603, 404), ringsFor: seconds(35),
  }),
  fc.record({ kind: fc.constant('hangs-up-at-once' as const), ringsFor: seconds(30), listensFor: seconds(6) }),
  fc.record({ kind: fc.constant('joins' as const), ringsFor: seconds(30), listensFor: seconds(6), staysFor: seconds(60) }),
);
const person: fc.Arbitrary<PersonPlan> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<PersonPlan>({ kind: 'no-number' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('rung' as const), fate,
      asking: fc.constantFrom('answered', 'answered-late', 'answer-lost', 'throttled-once', 'refused', 'refused-for-the-number'),
      told: fc.record({
        lost: fc.constantFrom('nothing', 'nothing', 'nothing', 'all-but-the-last-status', 'the-room', 'the-leave', 'all'),
        skips: fc.subarray(['queued', 'initiated', 'ringing', 'in-progress'] as const),
      }),
    }),
  },
);
const plan: fc.Arbitrary<Plan> = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  limitAfter: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 90 })),
  roomEndSkew: fc.integer({ min: -1, max: 1 }),
});
/** Drawn numbers, read as where each report falls among our decisions and how often it comes. */
const chances = fc.array(fc.nat({ max: 9_999 }), { minLength: 160, maxLength: 160 });

/** Our decisions in their order, Twilio's reports anywhere behind the lease of their call, one to three times each. */
function anyOrder({ decisions, reports }: History, drawn: readonly number[]): ConferenceEvent[] {
  let next = 0;
  const draw = (below: number): number => (drawn[next++ % drawn.length] ?? 0) % below;
  const placed: { readonly event: ConferenceEvent; readonly at: number }[] = decisions.map((event, index) => ({ event, at: index }));
  for (const { report, after } of reports) {
    for (let copies = 1 + draw(3); copies > 0; copies -= 1) {
      placed.push({ event: report, at: after - 1 + (draw(1_000) + 1) / 1_001 * (decisions.length + 1 - after) });
    }
  }
  return placed.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

interface Step {
  readonly event: ConferenceEvent;
  readonly before: Conference;
  readonly after: Conference;
  readonly effects: readonly Effect[];
}

/** Every step of a history, its input frozen so that a mutation throws. */
function walk(events: readonly ConferenceEvent[]): Step[] {
  const steps: Step[] = [];
  let before = frozen(asked);
  for (const event of events) {
    const { conference: after, effects } = transition(before, frozen(event));
    steps.push({ event, before, after, effects });
    before = frozen(after);
  }
  return steps;
}

const endOf = (events: readonly ConferenceEvent[]): Conference => transitionAll(asked, events).conference;
const stateOf = (conference: Conference, id: string): ParticipantState | undefined => conference.participants.find((participant) => participant.id === id)?.state;

/** Holds something against ever new histories, each told in an order of its own. */
function always(claim: (history: History, events: readonly ConferenceEvent[], drawn: readonly number[]) => void): void {
  fc.assert(fc.property(plan, chances, (planned, drawn) => {
    const history = historyOf(planned);
    claim(history, anyOrder(history, drawn), drawn);
  }), { numRuns: 600 });
}

describe('whatever happens, in whatever order it is heard of', () => {
  test('the end is the same, with any repeats', () => {
    always((history, events, drawn) => {
      expect(endOf(anyOrder(history, drawn.toReversed()))).toEqual(endOf(events));
    });
  });

  test('hearing everything once more changes nothing and asks for nothing', () => {
    always((history, events) => {
      const end = endOf(events);
      const again = transitionAll(end, history.reports.map(({ report }) => report));
      expect(again.conference).toBe(end);
      expect(again.effects).toEqual([]);
    });
  });

  test('the story ends as it did on the phones', () => {
    always((history, events) => {
      if (!history.isComplete) return;
      const end = endOf(events);
      expect(Object.fromEntries(end.participants.map(({ id, state }) => [id, state]))).toEqual(Object.fromEntries(history.states));
      expect(end.state).toBe('ended');
      if (history.reason !== null) expect(end.end?.reason).toBe(history.reason);
    });
  });

  test('nobody is left waiting, ringing or in the room once all is told', () => {
    always((history, events) => {
      if (history.isComplete) expect(endOf(events).participants.filter(({ state }) => isUnsettled(state))).toEqual([]);
    });
  });

  test('an ended conference stays ended', () => {
    always((_history, events) => {
      const states = walk(events).map(({ after }) => after.state);
      const first = states.indexOf('ended');
      expect(states.slice(first === -1 ? states.length : first).every((state) => state === 'ended')).toBe(true);
    });
  });

  test('how a call ended never changes', () => {
    const ends: ReadonlySet<ParticipantState> = new Set(['busy', 'no-answer', 'unreachable', 'declined', 'cancelled', 'left', 'not-called']);
    always((_history, events) => {
      for (const { before, after } of walk(events)) {
        for (const { id, state } of before.participants) if (ends.has(state)) expect(stateOf(after, id)).toBe(state);
      }
    });
  });

  test('a phone is rung when its call begins to wait, and once more only when Twilio certainly never got it', () => {
    always((history, events) => {
      const rung = new Map<string, number>();
      for (const { after, effects } of walk(events)) {
        for (const effect of effects) {
          if (effect.effect !== 'ring') continue;
          expect(findCall(after, effect.callId)?.call.placing).toBe('waiting');
          expect(after.state).not.toBe('ended');
          rung.set(effect.callId, (rung.get(effect.callId) ?? 0) + 1);
        }
      }
      for (const [callId, times] of rung) {
        const released = history.decisions.filter((decision) => decision.kind === 'call-released' && decision.callId === callId).length;
        expect(times).toBeLessThanOrEqual(1 + released);
      }
    });
  });

  test('no line of the thread is said twice', () => {
    always((_history, events) => {
      const keys = walk(events).flatMap(({ effects }) => effects.flatMap((effect) => (effect.effect === 'say-in-thread' ? [effect.line.key] : [])));
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('a call is hung up only when its conference is over and it is not', () => {
    always((_history, events) => {
      for (const { after, effects } of walk(events)) {
        for (const effect of effects) {
          if (effect.effect !== 'hang-up') continue;
          const call = findCall(after, effect.callId)?.call;
          expect(after.state).toBe('ended');
          expect(call?.sid).not.toBeNull();
          expect(isFinal(call?.status ?? null)).toBe(false);
        }
      }
    });
  });

  test('no call of a conference that is over goes on without being hung up', () => {
    always((_history, events) => {
      const steps = walk(events);
      const hungUp = new Set(steps.flatMap(({ effects }) => effects.flatMap((effect) => (effect.effect === 'hang-up' ? [effect.callId] : []))));
      for (const { after } of steps) {
        if (after.state !== 'ended') continue;
        for (const call of after.participants.flatMap(({ calls }) => calls)) {
          if (call.sid !== null && !isFinal(call.status)) expect(hungUp).toContain(call.id);
        }
      }
    });
  });

  test('the card is written anew whenever it would look different', () => {
    always((_history, events) => {
      for (const { before, after, effects } of walk(events)) {
        const looksOther = before.participants.some(({ state }, index) => state !== after.participants[index]?.state) || before.state !== after.state;
        const isShown = after.participants.some(({ calls }) => calls.length > 0);
        if (looksOther && isShown) expect(effects).toContainEqual({ effect: 'refresh-card' });
      }
    });
  });

  test('what tells nothing new leaves the very same conference, and nothing to do', () => {
    always((_history, events) => {
      for (const { event, before, after, effects } of walk(events)) {
        if (after === before) expect(effects).toEqual([]);
        else expect(after).not.toEqual(before);
        expect(transition(after, event).conference).toBe(after);
      }
    });
  });
});
