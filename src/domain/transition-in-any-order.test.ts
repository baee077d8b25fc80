import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { bridgedAt } from './bridged-at.ts';
import { callOutcome } from './call-outcome.ts';
import { findCall } from './conference.ts';
import type { Conference } from './conference.ts';
import { isFinal } from './call.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import type { ParticipantState } from './participant.ts';
import { isUnsettled } from './participant.ts';
import type { Fate, History, PersonPlan, Plan, Ring } from './transition-histories/plan.ts';
import { asked, historyOf } from './transition-histories.ts';
import { transition, transitionAll } from './transition.ts';

const seconds = (max: number) => fc.integer({ min: 0, max });
const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constant('not-reached' as const), status: fc.constantFrom('busy', 'no-answer', 'failed'), sip: fc.constantFrom(null, 486, 603, 404), ringsFor: seconds(35),
  }),
  fc.record({ kind: fc.constant('hangs-up-at-once' as const), ringsFor: seconds(30), listensFor: seconds(6) }),
  fc.record({ kind: fc.constant('joins' as const), ringsFor: seconds(30), listensFor: seconds(6), staysFor: seconds(60) }),
  fc.record({
    kind: fc.constant('sounds-like-a-machine' as const), ringsFor: seconds(30), listensFor: seconds(6), staysFor: seconds(60), pressesAfter: fc.option(seconds(15)), isGoneByThen: fc.boolean(),
  }),
);
const ring: fc.Arbitrary<Ring> = fc.record({
  fate,
  asking: fc.constantFrom('answered', 'answered-late', 'answer-lost', 'throttled-once', 'refused', 'refused-for-the-number'),
  told: fc.record({
    lost: fc.constantFrom('nothing', 'nothing', 'nothing', 'all-but-the-last-status', 'the-room', 'the-leave', 'all'),
    skips: fc.subarray(['queued', 'initiated', 'ringing', 'in-progress'] as const),
  }),
});
const person: fc.Arbitrary<PersonPlan> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<PersonPlan>({ kind: 'no-number' }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('rung' as const), rings: fc.tuple(ring, ring, ring), hasSecondNumber: fc.boolean(), heldBackFor: fc.option(fc.integer({ min: 1, max: 90 }), { freq: 2 }) }) },
);
const plan: fc.Arbitrary<Plan> = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  // Often in the very moment in which a call is being placed: forty milliseconds after its turn.
  limitAfter: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 4 }).map((turn) => turn + 0.04)),
  endsAs: fc.constantFrom('time-limit', 'alone'),
  warnedAfter: fc.option(fc.integer({ min: 1, max: 90 })),
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

const callsOf = (effects: readonly Effect[], kind: 'ring' | 'hang-up'): string[] =>
  effects.flatMap((effect) => (effect.effect === kind || (kind === 'hang-up' && effect.effect === 'say-goodbye') ? [effect.callId] : []));

type Claim = (history: History, events: readonly ConferenceEvent[], drawn: readonly number[]) => void;

/** Holds something against ever new histories, each told in an order of its own. */
function always(claim: Claim, plans = plan): void {
  fc.assert(fc.property(plans, chances, (planned, drawn) => {
    const history = historyOf(planned);
    claim(history, anyOrder(history, drawn), drawn);
  }), { numRuns: 600 });
}

/** A call that was to follow and is not wanted any more is as if it had never been: who hears first that they declined makes none. */
function withoutWithdrawn(conference: Conference): Conference {
  return { ...conference, participants: conference.participants.map((one) => ({ ...one, calls: one.calls.filter(({ placing }) => placing !== 'withdrawn') })) };
}

/** The same, where at least the end of every call was told. */
function onceAllIsTold(claim: Claim): void {
  always(claim, plan.filter((planned) => historyOf(planned).isComplete));
}

describe('whatever happens, in whatever order it is heard of', () => {
  test('the end is the same, with any repeats', () => {
    always((history, events, drawn) => {
      expect(withoutWithdrawn(endOf(anyOrder(history, drawn.toReversed())))).toEqual(withoutWithdrawn(endOf(events)));
    });
  });

  test('hearing everything once more changes nothing and asks for nothing', () => {
    always((_history, events) => {
      const end = endOf(events);
      const again = transitionAll(end, events);
      expect(again.conference).toBe(end);
      expect(again.effects).toEqual([]);
    });
  });

  test('the story ends as it did on the phones', () => {
    onceAllIsTold((history, events) => {
      const end = endOf(events);
      expect(Object.fromEntries(end.participants.map(({ id, state }) => [id, state]))).toEqual(Object.fromEntries(history.states));
      expect(end.state).toBe('ended');
      expect(end.end?.reason).toBe(history.reason ?? end.end?.reason);
    });
  });

  test('nobody is left waiting, ringing or in the room once all is told', () => {
    onceAllIsTold((_history, events) => {
      expect(endOf(events).participants.filter(({ state }) => isUnsettled(state))).toEqual([]);
    });
  });

  test('an ended conference stays ended', () => {
    always((_history, events) => {
      const states = walk(events).map(({ after }) => after.state);
      const first = states.indexOf('ended');
      expect(states.slice(first === -1 ? states.length : first).every((state) => state === 'ended')).toBe(true);
    });
  });

  test('how a call ended never changes, but that a busy line turns out to have been a decline, and who left to have been a machine', () => {
    const ends: ReadonlySet<ParticipantState> = new Set(['busy', 'no-answer', 'unreachable', 'declined', 'cancelled', 'left', 'voicemail', 'not-called']);
    always((_history, events) => {
      for (const { before, after } of walk(events)) {
        const over = before.participants.filter(({ state }) => ends.has(state));
        const told = over.map(({ id, state }) => {
          const now = stateOf(after, id);
          return (now === 'declined' && (state === 'busy' || state === 'unreachable')) || (now === 'voicemail' && state === 'left') ? state : now;
        });
        expect(told).toEqual(over.map(({ state }) => state));
      }
    });
  });

  test('a phone is rung when its call begins to wait, and once more only when Twilio certainly never got it', () => {
    always((history, events) => {
      const rung = new Map<string, number>();
      for (const { after, effects } of walk(events)) {
        for (const callId of callsOf(effects, 'ring')) {
          expect(findCall(after, callId)?.call.placing).toBe('waiting');
          expect(after.state).not.toBe('ended');
          rung.set(callId, (rung.get(callId) ?? 0) + 1);
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
        for (const callId of callsOf(effects, 'hang-up')) {
          const call = findCall(after, callId)?.call;
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
      const hungUp = new Set(steps.flatMap(({ effects }) => callsOf(effects, 'hang-up')));
      const goingOn = steps.filter(({ after }) => after.state === 'ended').flatMap(({ after }) => after.participants.flatMap(({ calls }) => calls))
        .filter(({ sid, status, presence }) => sid !== null && !isFinal(status) && presence.at(-1)?.kind !== 'leave');
      expect(goingOn.filter(({ id }) => !hungUp.has(id))).toEqual([]);
    });
  });

  test('when two people were in the room, and what became of a call, is news once: whoever counts by the difference counts it once', () => {
    always((_history, events) => {
      const steps = walk(events);
      expect(steps.filter(({ before, after }) => bridgedAt(before) === null && bridgedAt(after) !== null).length).toBe(steps.some(({ after }) => bridgedAt(after) !== null) ? 1 : 0);
      expect(steps.filter(({ before, after }) => bridgedAt(before) !== null && bridgedAt(after) === null)).toEqual([]);
      const callsAt = (conference: Conference) => conference.participants.flatMap(({ calls }) => calls);
      const takenBack = steps.flatMap(({ before, after }) => callsAt(before).filter((call) => callOutcome(call) !== null && callOutcome(findCall(after, call.id)?.call ?? call) === null));
      expect(takenBack).toEqual([]);
    });
  });

  test('the card is written anew whenever it would look different', () => {
    always((_history, events) => {
      for (const { before, after, effects } of walk(events)) {
        const looksOther = before.participants.some(({ state }, index) => state !== after.participants[index]?.state) || before.state !== after.state;
        const isShown = after.participants.some(({ calls }) => calls.length > 0);
        expect(effects.some(({ effect }) => effect === 'refresh-card') || !looksOther || !isShown).toBe(true);
      }
    });
  });

  test('what tells nothing new leaves the very same conference, and nothing to do', () => {
    always((_history, events) => {
      for (const { event, before, after, effects } of walk(events)) {
        expect(isDeepStrictEqual(after, before)).toBe(after === before);
        expect(effects).toEqual(after === before ? [] : effects);
        expect(transition(after, event).conference).toBe(after);
      }
    });
  });
});
