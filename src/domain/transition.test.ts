import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { bridgedAt } from './bridged-at.ts';
import { callOutcome } from './call-outcome.ts';
import { findCall } from './conference.ts';
import type { Conference } from './conference.ts';
import { isFinal } from './call.ts';
import type { CallStatus } from './call.ts';
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
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('rung' as const), rings: fc.tuple(ring, ring, ring), hasSecondNumber: fc.boolean() }) },
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

/** The id of one of somebody's calls. */
function callOf(who: string, nth: number): string {
  return `call of ${who}${nth === 1 ? '' : `.${nth}`}`;
}

/** A conference told in words: each call of `says` is one event, a second after the one before unless it says otherwise. */
class Telling {
  #conference: Conference;
  #effects: readonly Effect[] = [];
  #at = asked.requestedAt;

  /** @param attempts how often people are rung who are not reached, a minute apart. */
  constructor(attempts = 1) {
    this.#conference = { ...asked, ringPlan: { attempts, pauseMs: 60_000 } };
  }

  /** Everybody by name; a name in brackets has no number, one with a plus has two. */
  finds(...names: string[]): this {
    return this.#tell({
      kind: 'people-resolved', at: this.#tick(), name: 'Conference with Bob',
      people: names.map((name, index) => {
        const id = name.replaceAll(/[()+]/g, '');
        const isRung = !name.startsWith('(');
        return {
          participantId: id, callId: isRung ? `call of ${id}` : null, slackUserId: `U${id}`, name: id, shortName: id, isHost: index === 0,
          number: isRung ? { e164: '+14155550100', extension: null } : null, numberSource: isRung ? 'profile' : null, held: null,
          secondNumber: name.endsWith('+') ? { e164: '+14155550199', extension: null } : null,
          notCalled: isRung ? null : { code: 'no-number', sentence: 'No number.' },
        };
      }),
    });
  }

  asksTwilioFor(who: string): this {
    return this.#tell({ kind: 'call-leased', at: this.#tick(), callId: `call of ${who}` });
  }

  isThrottledFor(who: string): this {
    return this.#tell({ kind: 'call-released', at: this.#tick(), callId: `call of ${who}` });
  }

  isRefused(who: string, becomes: 'unreachable' | 'not-called' = 'unreachable'): this {
    return this.#tell({ kind: 'call-refused', at: this.#tick(), callId: `call of ${who}`, refusal: { code: 'twilio-1', sentence: 'No.', becomes } });
  }

  /** @param nth 1 for the first call, 2 for the one at the second number, 3 for the next attempt. */
  places(who: string, nth = 1): this {
    this.#tell({ kind: 'call-leased', at: this.#tick(), callId: callOf(who, nth) });
    return this.#tell({ kind: 'call-placed', at: this.#tick(), callId: callOf(who, nth), sid: `CA ${callOf(who, nth)}` });
  }

  hears(who: string, status: CallStatus, sipResponseCode: number | null = null, nth = 1): this {
    return this.#tell({ kind: 'call-progressed', at: this.#tick(), callId: callOf(who, nth), sid: `CA ${callOf(who, nth)}`, status, sipResponseCode });
  }

  sees(who: string, move: 'join' | 'leave', sequence: number, room = 'CF1'): this {
    const kind = move === 'join' ? 'participant-joined' : 'participant-left';
    return this.#tell({ kind, at: this.#tick(), participantId: who, sid: `CA call of ${who}`, roomSid: room, sequence });
  }

  soundsLike(who: string, machine: 'machine' | 'fax' = 'machine'): this {
    return this.#tell({ kind: 'machine-answered', at: this.#tick(), callId: `call of ${who}`, sid: `CA call of ${who}`, machine });
  }

  isAskedToPress1(who: string): this {
    return this.#tell({ kind: 'challenge-decided', at: this.#tick(), callId: `call of ${who}` });
  }

  presses1(who: string): this {
    return this.#tell({ kind: 'challenge-passed', at: this.#tick(), callId: `call of ${who}` });
  }

  seesTheRoomEnd(room = 'CF1'): this {
    return this.#tell({ kind: 'room-ended', at: this.#tick(), roomSid: room });
  }

  reachesItsTimeLimit(): this {
    return this.#tell({ kind: 'end-decided', at: this.#tick(), reason: 'time-limit' });
  }

  /** Twilio names what somebody's call cost, in millionths of a dollar. */
  isTold(prices: Readonly<Record<string, number>>, isLast = false): this {
    const known = Object.entries(prices).map(([who, millionths]) => [`call of ${who}`, { currency: 'USD', millionths }] as const);
    return this.#tell({ kind: 'calls-priced', at: this.#tick(), prices: new Map(known), isLast });
  }

  later(minutes: number): this {
    this.#at += minutes * 60_000;
    return this;
  }

  get conference(): Conference {
    return this.#conference;
  }

  /** What has to be done because of the last event, in a few words. */
  get todo(): string[] {
    return this.#effects.map((effect) => {
      switch (effect.effect) {
        case 'ring': return `ring ${effect.callId}${effect.pauseUntil === undefined ? '' : ` in ${(effect.pauseUntil - this.#at) / 1_000} s`}`;
        case 'hang-up': case 'say-goodbye': case 'control': case 'ask-to-press-1': return `${effect.effect} ${effect.callId}`;
        case 'say-in-thread': return `say ${effect.line.kind}${'participantId' in effect.line ? ` ${effect.line.participantId}` : ''}`;
        case 'refresh-card': case 'tell-host': case 'watch': case 'ask-host': case 'ask-prices': case 'announce': case 'watch-alone': case 'offer-extension': return effect.effect;
      }
    });
  }

  of(who: string): ParticipantState | undefined {
    return stateOf(this.#conference, who);
  }

  #tick(): number {
    this.#at += 1_000;
    return this.#at;
  }

  #tell(event: ConferenceEvent): this {
    const { conference, effects } = transition(this.#conference, event);
    this.#conference = conference;
    this.#effects = effects;
    return this;
  }
}

describe('a conference from beginning to end', () => {
  test('once its people are known, their phones are rung in their order', () => {
    const told = new Telling().finds('Alice', 'Bob');
    expect(told.todo).toEqual(['tell-host', 'watch', 'ring call of Alice', 'ring call of Bob', 'refresh-card']);
    expect([told.of('Alice'), told.of('Bob'), told.conference.state]).toEqual(['waiting', 'waiting', 'starting']);
  });

  test('a call goes from waiting by ringing and answered to joined and left, and with the last one the conference ends', () => {
    const told = new Telling().finds('Alice').places('Alice');
    expect(told.of('Alice')).toBe('waiting');
    expect(told.hears('Alice', 'initiated').of('Alice')).toBe('ringing');
    expect(told.hears('Alice', 'ringing').todo).toEqual(['refresh-card']);
    expect(told.hears('Alice', 'in-progress').of('Alice')).toBe('answered');
    expect(told.sees('Alice', 'join', 1).todo).toEqual(['say joined Alice', 'watch-alone', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state]).toEqual(['joined', 'live']);
    expect(told.sees('Alice', 'leave', 2).todo).toEqual(['say left Alice', 'say ended', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state, told.conference.end?.reason]).toEqual(['left', 'ended', 'everyone-left']);
    expect(told.hears('Alice', 'completed').todo).toEqual(['ask-prices', 'refresh-card']);
  });

  test('it goes on as long as somebody still rings', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Bob', 'ringing').sees('Alice', 'join', 1).sees('Alice', 'leave', 2);
    expect([told.of('Alice'), told.conference.state]).toEqual(['left', 'live']);
    expect(told.sees('Bob', 'join', 1, 'CF2').conference.state).toBe('live');
    expect(told.sees('Bob', 'leave', 2, 'CF2').conference.end?.reason).toBe('everyone-left');
  });

  test('it ends when nobody answers', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Alice', 'no-answer');
    expect(told.todo).toEqual(['say no-answer Alice', 'refresh-card']);
    expect(told.hears('Bob', 'busy', 486).conference.end?.reason).toBe('nobody-answered');
    expect(told.conference.liveAt).toBeNull();
  });

  test('with nobody to ring it never began: the host alone is told', () => {
    const told = new Telling().finds('(Alice)', '(Bob)');
    expect(told.todo).toEqual(['tell-host']);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['not-called', 'nobody-to-ring']);
  });

  test('when Twilio refuses everybody, the card that stands there tells the end', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').isRefused('Alice', 'not-called');
    expect(told.todo).toEqual(['say ended', 'refresh-card']);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['not-called', 'no-call-placed']);
  });

  test('its time limit hangs up everybody who is on the phone, and rings nobody any more', () => {
    const told = new Telling().finds('Alice', 'Bob', 'Carol').places('Alice').sees('Alice', 'join', 1).places('Bob').hears('Bob', 'ringing').later(240).reachesItsTimeLimit();
    expect(told.todo).toEqual(['say ended', 'hang-up call of Alice', 'hang-up call of Bob', 'refresh-card']);
    expect([told.of('Carol'), told.conference.end?.reason]).toEqual(['cancelled', 'time-limit']);
    told.sees('Alice', 'leave', 2).hears('Alice', 'completed').hears('Bob', 'canceled');
    expect([told.of('Alice'), told.of('Bob'), told.conference.end?.reason]).toEqual(['left', 'cancelled', 'time-limit']);
  });

  test('a call whose answer comes after the end is hung up as soon as it is known', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').reachesItsTimeLimit();
    expect(told.todo).toEqual(['say ended', 'refresh-card']);
    expect(told.hears('Alice', 'ringing').todo).toEqual(['hang-up call of Alice', 'refresh-card']);
  });

  test('people found only after the end was decided are not rung', () => {
    const told = new Telling().reachesItsTimeLimit().finds('Alice');
    expect(told.todo).toEqual([]);
    expect(told.conference.participants).toEqual([]);
  });

  test('people are found once: a second finding changes nothing', () => {
    const told = new Telling().finds('Alice');
    expect(told.finds('Alice', 'Bob').todo).toEqual([]);
    expect(told.conference.participants).toHaveLength(1);
  });

  test('the host named it, or it is called after its people', () => {
    const unnamed = transition({ ...asked, name: null }, { kind: 'people-resolved', at: 1, name: 'Conference with Bob', people: [] });
    expect(unnamed.conference.name).toBe('Conference with Bob');
    expect(new Telling().finds('Bob').conference.name).toBe('Review');
  });
});

describe('what a conference cost', () => {
  const over = () => new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Alice', 'completed').hears('Bob', 'completed');
  const prices = (told: Telling) => told.conference.participants.flatMap(({ calls }) => calls.map(({ price }) => price?.millionths ?? null));

  test('is asked for once, when nothing else can be learnt of its calls, and not when nobody picked up', () => {
    expect(over().todo).toContain('ask-prices');
    expect(over().hears('Bob', 'completed').todo).toEqual([]);
    expect(new Telling().finds('Alice').places('Alice').hears('Alice', 'no-answer').todo).not.toContain('ask-prices');
  });

  test('comes bit by bit, shows on the card, and the first price named stays', () => {
    const told = over().isTold({ Alice: 14_000 });
    expect([told.todo, prices(told)]).toEqual([['refresh-card'], [14_000, null]]);
    expect(prices(told.isTold({ Alice: 28_000, Bob: 14_000 }))).toEqual([14_000, 14_000]);
    expect(told.isTold({ Alice: 28_000 }).todo).toEqual([]);
    expect(told.conference.state).toBe('ended');
  });

  test('is given up once', () => {
    const told = over().isTold({}, true);
    expect([told.todo, told.conference.pricesGivenUp]).toEqual([['refresh-card'], true]);
    expect(told.isTold({}, true).todo).toEqual([]);
  });
});

describe('a call', () => {
  const ended = (status: CallStatus, sip: number | null = null) => new Telling().finds('Alice').places('Alice').hears('Alice', status, sip).of('Alice');

  test('ends as the network says: busy, unanswered, out of reach', () => {
    expect([ended('busy', 486), ended('no-answer'), ended('failed', 404)]).toEqual(['busy', 'no-answer', 'unreachable']);
  });

  test('was declined when the person pressed the red button, whichever status Twilio makes of it', () => {
    expect([ended('busy', 603), ended('failed', 603)]).toEqual(['declined', 'declined']);
  });

  test('that was picked up and hung up before the others could hear anything is told apart', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress').hears('Alice', 'completed');
    expect(told.todo).toEqual(['say left-before-joining Alice', 'say ended', 'ask-prices', 'refresh-card']);
    expect(told.conference.end?.reason).toBe('nobody-answered');
  });

  test('Twilio would not place is over, with the reason', () => {
    const told = new Telling().finds('Alice', 'Bob').asksTwilioFor('Alice').isRefused('Alice');
    expect(told.todo).toEqual(['say unreachable Alice', 'refresh-card']);
    expect(told.of('Alice')).toBe('unreachable');
  });

  test('Twilio was too busy for takes a new turn', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').isThrottledFor('Alice');
    expect(told.todo).toEqual(['ring call of Alice', 'refresh-card']);
    expect(told.of('Alice')).toBe('waiting');
  });
});

describe('a machine that picks up', () => {
  const inTheRoom = () => new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').sees('Alice', 'join', 1).hears('Alice', 'in-progress').sees('Bob', 'join', 2);

  test('is taken out of the room to be asked, is shown in it no more, and is voicemail once its call is over', () => {
    const told = inTheRoom().soundsLike('Bob');
    expect(told.todo).toEqual(['ask-to-press-1 call of Bob', 'refresh-card']);
    expect(told.isAskedToPress1('Bob').todo).toEqual(['say challenged Bob', 'refresh-card']);
    expect([told.of('Alice'), told.of('Bob')]).toEqual(['joined', 'answered']);
    expect(told.sees('Bob', 'leave', 3).of('Bob')).toBe('answered');
    expect(told.hears('Bob', 'completed').todo).toEqual(['say voicemail Bob', 'watch-alone', 'refresh-card']);
    expect([told.of('Bob'), told.conference.state]).toEqual(['voicemail', 'live']);
  });

  test('is a person who presses 1: back in the room, gone when the call is', () => {
    const told = inTheRoom().soundsLike('Bob').isAskedToPress1('Bob').sees('Bob', 'leave', 3).presses1('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['answered', ['refresh-card']]);
    expect(told.sees('Bob', 'join', 4).todo).toEqual(['say passed Bob', 'refresh-card']);
    expect(told.sees('Bob', 'leave', 5).of('Bob')).toBe('answered');
    expect(told.hears('Bob', 'completed').todo).toEqual(['say left Bob', 'watch-alone', 'refresh-card']);
    expect(told.presses1('Bob').soundsLike('Bob').todo).toEqual([]);
  });

  test('is asked while the welcome is still being said to it', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Bob').hears('Bob', 'in-progress').soundsLike('Bob', 'fax');
    expect(told.todo).toContain('ask-to-press-1 call of Bob');
    expect(told.hears('Bob', 'completed').of('Bob')).toBe('voicemail');
  });

  test('alone was nobody: the conference did not begin, and ends with nobody having answered', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress').sees('Alice', 'join', 1);
    expect(told.conference.state).toBe('live');
    expect([told.soundsLike('Alice').conference.state, told.conference.liveAt]).toEqual(['starting', null]);
    told.isAskedToPress1('Alice').sees('Alice', 'leave', 2).seesTheRoomEnd();
    expect(told.conference.state).toBe('starting');
    expect(told.hears('Alice', 'completed').conference.end?.reason).toBe('nobody-answered');
  });

  test('that left before anybody asked it is gone, whichever was heard first', () => {
    const told = inTheRoom().sees('Bob', 'leave', 3).soundsLike('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['voicemail', ['say voicemail Bob', 'refresh-card']]);
    expect(inTheRoom().soundsLike('Bob').sees('Bob', 'leave', 3).of('Bob')).toBe('voicemail');
  });

  test('that hung up before the verdict was heard is asked nothing', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Bob', 'completed').soundsLike('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['voicemail', ['say voicemail Bob', 'refresh-card']]);
  });

  test('is hung up on when the conference ends while it is asked outside of the room', () => {
    const told = inTheRoom().soundsLike('Bob').isAskedToPress1('Bob').sees('Bob', 'leave', 3).reachesItsTimeLimit();
    expect(told.todo).toContain('hang-up call of Bob');
  });
});

describe('whoever is not reached', () => {
  const rung = (attempts: number, hasSecond: boolean) => new Telling(attempts).finds(hasSecond ? 'Alice+' : 'Alice', 'Bob');

  test('is rung at their second number at once, and what the first came to is told', () => {
    const told = rung(1, true).places('Alice').hears('Alice', 'busy', 486);
    expect(told.todo).toEqual(['ring call of Alice.2', 'say busy Alice', 'say tries-second-number Alice', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state]).toEqual(['waiting', 'starting']);
  });

  test('is rung again a minute after the last call of an attempt, and once the plan is used up no more', () => {
    const told = rung(2, false).places('Alice').hears('Alice', 'no-answer');
    expect(told.todo).toEqual(['ring call of Alice.3 in 60 s', 'say no-answer Alice', 'say tries-again Alice', 'refresh-card']);
    told.later(1).places('Alice', 3).hears('Alice', 'no-answer', null, 3);
    expect([told.of('Alice'), told.todo]).toEqual(['no-answer', ['say no-answer Alice', 'refresh-card']]);
  });

  test('whose number Twilio takes for none is rung at the second, and never again at the first', () => {
    const told = rung(2, true).asksTwilioFor('Alice').isRefused('Alice', 'not-called');
    expect(told.todo).toEqual(['ring call of Alice.2', 'say tries-second-number Alice', 'refresh-card']);
    expect(told.places('Alice', 2).hears('Alice', 'busy', 486, 2).todo).toContain('ring call of Alice.4 in 60 s');
  });

  test('but declined, which is heard a moment after "busy", is not rung on after all', () => {
    const told = rung(2, true).places('Alice').hears('Alice', 'busy').hears('Alice', 'busy', 603);
    expect([told.of('Alice'), told.todo]).toEqual(['declined', ['say declined Alice', 'refresh-card']]);
  });

  test('is rung on as long as nobody ever was in the room, and then only for company', () => {
    const told = rung(2, false).places('Alice').places('Bob').hears('Alice', 'busy', 486);
    expect(told.of('Alice')).toBe('waiting');
    told.sees('Bob', 'join', 1).sees('Bob', 'leave', 2);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['busy', 'everyone-left']);
  });

  test('ends with the decision to end it, whether it was heard before or after that nobody answered', () => {
    const before = rung(2, false).places('Alice').places('Bob').hears('Bob', 'no-answer').hears('Alice', 'busy', 486).later(0.5).reachesItsTimeLimit();
    expect([before.of('Alice'), before.of('Bob'), before.conference.end?.reason]).toEqual(['busy', 'no-answer', 'time-limit']);
    expect(before.todo).toEqual(['say ended', 'refresh-card']);
  });
});

describe('news out of order', () => {
  test('an older status never replaces a newer one', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress');
    expect(told.hears('Alice', 'ringing').of('Alice')).toBe('answered');
    expect(told.hears('Alice', 'completed').hears('Alice', 'in-progress').of('Alice')).toBe('left');
  });

  test('a join heard of before the answer to our own request is that call', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').sees('Alice', 'join', 1);
    expect(told.of('Alice')).toBe('joined');
    expect(findCall(told.conference, 'call of Alice')?.call.sid).toBe('CA call of Alice');
  });

  test('a leave heard of before its join leaves nobody in the room', () => {
    const told = new Telling().finds('Alice').places('Alice').sees('Alice', 'leave', 2);
    const { conference } = told;
    expect(transition(conference, {
      kind: 'participant-joined', at: asked.requestedAt, participantId: 'Alice', sid: 'CA call of Alice', roomSid: 'CF1', sequence: 1,
    }).conference.participants[0]?.state).toBe('left');
  });

  test('the end of the room says that everybody left, when their leaves never come', () => {
    const told = new Telling().finds('Alice').places('Alice').sees('Alice', 'join', 1).seesTheRoomEnd();
    expect([told.of('Alice'), told.conference.state]).toEqual(['left', 'ended']);
    expect(told.sees('Alice', 'leave', 2).conference.end?.reason).toBe('everyone-left');
  });

  test('a status under another CallSid is not this call', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'ringing');
    const { conference } = told;
    const strange = transition(conference, { kind: 'call-progressed', at: 0, callId: 'call of Alice', sid: 'CA strange', status: 'completed', sipResponseCode: null });
    expect(strange.conference).toBe(conference);
  });

  test('news of nobody and nothing we know changes nothing', () => {
    const { conference } = new Telling().finds('Alice');
    expect(transition(conference, { kind: 'call-progressed', at: 0, callId: 'nobody', sid: 'CA', status: 'ringing', sipResponseCode: null }).conference).toBe(conference);
    expect(transition(conference, { kind: 'participant-joined', at: 0, participantId: 'nobody', sid: 'CA', roomSid: 'CF1', sequence: 1 }).conference).toBe(conference);
  });
});

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
