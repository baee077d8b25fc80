import { describe, expect, test } from 'vitest';
import type { CallStatus } from './call.ts';
import type { Conference } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent, ResolvedPerson } from './events.ts';
import type { ParticipantState } from './participant.ts';
import type { Held } from './quiet-hours.ts';
import { transition } from './transition.ts';

const NIGHT: Held = { reason: 'night', localTime: '03:10' };
const KNOWN_AT = Date.parse('2030-01-07T18:00:00Z');
const MINUTE = 60_000;

function person(name: string, more: Partial<ResolvedPerson> = {}): ResolvedPerson {
  return {
    participantId: name, callId: `call of ${name}`, slackUserId: `U${name}`, name: `${name} Ames`, shortName: name, isHost: name === 'Ina',
    number: { e164: '+14155550101', extension: null }, numberSource: 'profile', held: null, notCalled: null, ...more,
  };
}

const asleep = (name: string): ResolvedPerson => person(name, { held: NIGHT });
const unknown = (name: string): ResolvedPerson => person(name, { callId: null, number: null, numberSource: null, notCalled: { code: 'no-number', sentence: 'No number.' } });

/** A conference told in words; each is one event, a second after the one before. */
class Night {
  conference: Conference = requestedConference({
    id: 'c', teamId: 'T1', hostUserId: 'UIna', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: KNOWN_AT, confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 },
  });
  #effects: readonly Effect[] = [];
  #at = KNOWN_AT;

  constructor(...people: ResolvedPerson[]) {
    this.tell({ kind: 'people-resolved', at: KNOWN_AT, name: 'Review', people });
  }

  tell(event: ConferenceEvent): this {
    const { conference, effects } = transition(this.conference, event);
    expect(transition(conference, event).conference).toBe(conference);
    this.conference = conference;
    this.#effects = effects;
    return this;
  }

  decides(decision: 'ring' | 'leave-out', by: string | null, ...participantIds: string[]): this {
    return this.tell({ kind: 'held-decided', at: this.#tick(), by, decision, participantIds });
  }

  asksToBeRung(who: string, callId = `own call of ${who}`): this {
    return this.tell({ kind: 'ring-again', at: this.#tick(), by: `U${who}`, participantId: who, callId, number: { e164: '+14155550109', extension: null }, numberSource: 'proved' });
  }

  comes(name: string, by = `U${name}`): this {
    return this.tell({ kind: 'people-added', at: this.#tick(), by, people: [person(name)] });
  }

  rings(who: string): this {
    this.tell({ kind: 'call-leased', at: this.#tick(), callId: `call of ${who}` });
    return this.tell({ kind: 'call-placed', at: this.#tick(), callId: `call of ${who}`, sid: `CA ${who}` });
  }

  hears(who: string, status: CallStatus): this {
    return this.tell({ kind: 'call-progressed', at: this.#tick(), callId: `call of ${who}`, sid: `CA ${who}`, status, sipResponseCode: null });
  }

  ends(): this {
    return this.tell({ kind: 'end-decided', at: this.#tick(), reason: 'time-limit' });
  }

  later(ms: number): this {
    this.#at += ms;
    return this;
  }

  get states(): readonly ParticipantState[] {
    return this.conference.participants.map(({ state }) => state);
  }

  get end(): string | undefined {
    return this.conference.end?.reason;
  }

  get todo(): string[] {
    return this.#effects.map((effect) => {
      if (effect.effect === 'ring' || effect.effect === 'hang-up') return `${effect.effect} ${effect.callId}`;
      if (effect.effect !== 'say-in-thread') return effect.effect;
      return `say ${effect.line.kind}${'participantId' in effect.line ? ` ${effect.line.participantId}` : ''}`;
    });
  }

  #tick(): number {
    this.#at += 1_000;
    return this.#at;
  }
}

describe('somebody for whom it is night', () => {
  test('keeps a conference open whose only other one was taken out while Twilio was being asked for their call: an end could be taken back', () => {
    const night = new Night(person('Alice'), asleep('Bob'));
    night.tell({ kind: 'call-leased', at: KNOWN_AT + 1_000, callId: 'call of Alice' }).tell({ kind: 'removal-decided', at: KNOWN_AT + 2_000, by: 'UIna', callId: 'call of Alice' });
    expect([night.states, night.end]).toEqual([['removed', 'held'], undefined]);
    night.tell({ kind: 'call-released', at: KNOWN_AT + 3_000, callId: 'call of Alice' });
    expect([night.states, night.end]).toEqual([['removed', 'held'], undefined]);
  });

  test('is held while the others ring, and the host is asked', () => {
    const night = new Night(person('Alice'), asleep('Bob'), person('Ina'));
    expect(night.todo).toEqual(['tell-host', 'watch', 'ask-host', 'ring call of Alice', 'ring call of Ina', 'refresh-card']);
    expect(night.states).toEqual(['waiting', 'held', 'waiting']);
  });

  test('is rung when the host says so, which the thread tells', () => {
    const night = new Night(person('Alice'), asleep('Bob')).decides('ring', 'UIna', 'Bob');
    expect(night.todo).toEqual(['ring call of Bob', 'say rung-anyway Bob', 'refresh-card']);
    expect(night.states).toEqual(['waiting', 'waiting']);
    expect(night.rings('Bob').hears('Bob', 'busy').states).toEqual(['waiting', 'busy']);
  });

  test('is left out when the host says so, with the reason, and never rung', () => {
    const night = new Night(person('Alice'), asleep('Bob')).decides('leave-out', 'UIna', 'Bob');
    expect(night.todo).toEqual(['say left-out Bob', 'refresh-card']);
    expect(night.states).toEqual(['waiting', 'not-called']);
    expect(night.conference.participants[1]?.notCalled).toEqual({ code: 'left-out', sentence: 'It was 03:10 for them, and the host left them out.' });
  });

  test('is decided about once: a second word changes nothing, whichever it is', () => {
    const rung = new Night(person('Alice'), asleep('Bob')).decides('ring', 'UIna', 'Bob');
    expect(rung.decides('leave-out', 'UIna', 'Bob').todo).toEqual([]);
    expect(rung.decides('ring', 'UIna', 'Bob').todo).toEqual([]);
    const out = new Night(person('Alice'), asleep('Bob')).decides('leave-out', 'UIna', 'Bob');
    expect(out.decides('ring', 'UIna', 'Bob').todo).toEqual([]);
  });

  test('does not keep a conference going: it ends without them, and no word rings them any more', () => {
    const night = new Night(person('Alice'), asleep('Bob')).rings('Alice').hears('Alice', 'no-answer');
    expect([night.states, night.end]).toEqual([['no-answer', 'cancelled'], 'nobody-answered']);
    expect(night.decides('ring', 'UIna', 'Bob').todo).toEqual([]);
    expect(night.states).toEqual(['no-answer', 'cancelled']);
  });

  test('is not rung when the time limit comes first', () => {
    const night = new Night(asleep('Bob'), person('Ina')).ends();
    expect([night.states, night.end, night.todo]).toEqual([['cancelled', 'cancelled'], 'time-limit', ['say ended', 'refresh-card']]);
    expect(night.decides('ring', 'UIna', 'Bob').todo).toEqual([]);
  });

  test('is rung by their own wish, whatever the host would have said', () => {
    const night = new Night(person('Alice'), asleep('Bob')).asksToBeRung('Bob');
    expect(night.todo).toEqual(['ring own call of Bob', 'say asked-to-be-rung Bob', 'refresh-card']);
    expect(night.conference.participants[1]).toMatchObject({ state: 'waiting', numberSource: 'proved', held: { decided: { decision: 'ring', by: 'UBob' } } });
    expect(night.conference.participants[1]?.calls.map(({ placing }) => placing)).toEqual(['abandoned', 'waiting']);
    expect(night.decides('leave-out', 'UIna', 'Bob').todo).toEqual([]);
  });

  test('is rung by their own wish when they were left out before', () => {
    const night = new Night(person('Alice'), asleep('Bob')).decides('leave-out', 'UIna', 'Bob').asksToBeRung('Bob');
    expect(night.todo).toEqual(['ring own call of Bob', 'say asked-to-be-rung Bob', 'refresh-card']);
    expect(night.conference.participants[1]).toMatchObject({ state: 'waiting', notCalled: null });
  });
});

describe('when it is night for everybody but the host', () => {
  const everybodySleeps = () => new Night(asleep('Alice'), asleep('Bob'), unknown('Dora'), person('Ina'));

  test('nobody is rung: the host would sit there alone', () => {
    const night = everybodySleeps();
    expect(night.todo).toEqual(['tell-host', 'watch', 'ask-host', 'refresh-card']);
    expect([night.states, night.conference.state]).toEqual([['held', 'held', 'not-called', 'waiting'], 'starting']);
  });

  test('the first who is rung brings the host along', () => {
    const night = everybodySleeps().decides('ring', 'UIna', 'Bob');
    expect(night.todo).toEqual(['ring call of Bob', 'ring call of Ina', 'say rung-anyway Bob', 'refresh-card']);
    expect(night.states).toEqual(['held', 'waiting', 'not-called', 'waiting']);
    expect(night.decides('ring', 'UIna', 'Alice').todo).toEqual(['ring call of Alice', 'say rung-anyway Alice', 'refresh-card']);
  });

  test('somebody who joins of their own brings the host along', () => {
    expect(everybodySleeps().comes('Emil').todo).toEqual(['ring call of Ina', 'ring call of Emil', 'say asked-to-be-rung Emil', 'refresh-card']);
  });

  test('it goes on waiting until the last was left out; then it is over, and says so', () => {
    const night = everybodySleeps().decides('leave-out', 'UIna', 'Alice');
    expect([night.states, night.end]).toEqual([['not-called', 'held', 'not-called', 'waiting'], undefined]);
    night.later(3 * MINUTE).decides('leave-out', 'UIna', 'Bob');
    expect([night.states, night.end]).toEqual([['not-called', 'not-called', 'not-called', 'not-called'], 'everybody-left-out']);
    expect(night.todo).toEqual(['say left-out Bob', 'say ended', 'refresh-card']);
    expect(night.conference.end?.at).toBe(KNOWN_AT + 3 * MINUTE + 2_000);
    expect(night.conference.participants[3]?.notCalled?.code).toBe('nobody-else');
  });

  test('when nobody says anything they are left out, and the host is told', () => {
    const night = everybodySleeps().later(10 * MINUTE).decides('leave-out', null, 'Alice', 'Bob');
    expect(night.todo).toEqual(['tell-host', 'say left-out Alice', 'say left-out Bob', 'say ended', 'refresh-card']);
    expect(night.conference.participants[0]?.notCalled?.sentence).toBe('It was 03:10 for them, and nobody said in time whether to ring them anyway.');
  });

  test('with a host who is not rung it waits all the same', () => {
    const night = new Night(asleep('Alice'));
    expect([night.states, night.end]).toEqual([['held'], undefined]);
    expect(night.decides('ring', 'UIna', 'Alice').todo).toEqual(['ring call of Alice', 'say rung-anyway Alice', 'refresh-card']);
  });

  test('a host who cannot wait is rung by their own wish', () => {
    const night = everybodySleeps().asksToBeRung('Ina');
    expect(night.todo).toEqual(['ring own call of Ina', 'say asked-to-be-rung Ina', 'refresh-card']);
    expect(night.states).toEqual(['held', 'held', 'not-called', 'waiting']);
  });

  test('taking the last one out leaves the host alone too', () => {
    const night = new Night(asleep('Alice'), person('Ina')).tell({ kind: 'removal-decided', at: KNOWN_AT + MINUTE, by: 'U0', callId: 'call of Alice' });
    expect([night.states, night.conference.state]).toEqual([['removed', 'not-called'], 'ended']);
  });
});

describe('people who come later', () => {
  test('are rung, and the thread says whose wish it was', () => {
    const night = new Night(person('Alice'));
    expect(night.comes('Dora').todo).toEqual(['ring call of Dora', 'say asked-to-be-rung Dora', 'refresh-card']);
    expect(night.comes('Emil', 'UAlice').todo).toEqual(['ring call of Emil', 'say added Emil', 'refresh-card']);
  });

  test('come once, by whatever id', () => {
    const night = new Night(person('Alice')).comes('Dora');
    expect(night.comes('Dora').todo).toEqual([]);
    expect(night.tell({ kind: 'people-added', at: KNOWN_AT, by: 'UDora', people: [person('Dora', { participantId: 'another', callId: 'another' })] }).todo).toEqual([]);
    expect(night.conference.participants).toHaveLength(2);
  });

  test('do not come into what has ended, or is not known yet', () => {
    expect(new Night(person('Alice')).rings('Alice').hears('Alice', 'busy').comes('Dora').todo).toEqual([]);
    expect(new Night(person('Alice')).ends().comes('Dora').todo).toEqual([]);
    const asked = requestedConference({ id: 'c', teamId: 'T1', hostUserId: 'U', channelId: 'C', name: null, roomName: 'r', requestedAt: 0, confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 } });
    expect(transition(asked, { kind: 'people-added', at: 1, by: 'UDora', people: [person('Dora')] }).conference).toBe(asked);
  });

  test('share no short name with anybody: both are called by their full names then', () => {
    const night = new Night(person('Alice'), person('Bob')).tell({ kind: 'people-added', at: KNOWN_AT, by: 'U', people: [person('other', { name: 'Alice Bell', shortName: 'Alice' })] });
    expect(night.conference.participants.map(({ shortName }) => shortName)).toEqual(['Alice Ames', 'Bob', 'Alice Bell']);
  });
});

describe('somebody who is rung again', () => {
  test('gets a new call, and a story of its own', () => {
    const night = new Night(person('Alice'), person('Bob')).rings('Alice').hears('Alice', 'busy').asksToBeRung('Alice', 'second');
    expect(night.todo).toEqual(['ring second', 'say asked-to-be-rung Alice', 'refresh-card']);
    expect(night.states).toEqual(['waiting', 'waiting']);
    // What is still heard of the first is not of the second.
    expect(night.hears('Alice', 'busy').todo).toEqual([]);
    night.tell({ kind: 'call-leased', at: KNOWN_AT + MINUTE, callId: 'second' });
    const joined: ConferenceEvent = { kind: 'participant-joined', at: KNOWN_AT + MINUTE, participantId: 'Alice', sid: 'CA second', roomSid: 'CF1', sequence: 1 };
    expect(night.tell(joined).states).toEqual(['joined', 'waiting']);
    expect(night.conference.participants[0]?.calls.map(({ sid }) => sid)).toEqual(['CA Alice', 'CA second']);
  });

  test('is not while they are on the phone, or about to be', () => {
    const night = new Night(person('Alice'), person('Bob'));
    expect(night.asksToBeRung('Alice').todo).toEqual([]);
    expect(night.rings('Alice').asksToBeRung('Alice').todo).toEqual([]);
    expect(night.hears('Alice', 'in-progress').asksToBeRung('Alice').todo).toEqual([]);
  });
});
