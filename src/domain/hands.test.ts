import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { holds, isWanted } from './call.ts';
import type { Conference } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { ConferenceEvent } from './events.ts';
import { transition, transitionAll } from './transition.ts';

/** What the host's hands do to a call: mute, hold, take out. */
const AT = Date.parse('2030-01-07T18:00:00Z');
const ALICE = { participantId: 'alice', sid: 'CA1', roomSid: 'CF1' };
const asked = requestedConference({ id: 'c', teamId: 'T1', hostUserId: 'U0', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: AT, confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 } });
const person = (id: string) => ({
  participantId: id, callId: `call of ${id}`, slackUserId: `U${id}`, name: id, shortName: id, isHost: false, number: { e164: '+14155550101', extension: null },
  numberSource: 'book' as const, held: null, notCalled: null,
});
const found: ConferenceEvent = { kind: 'people-resolved', at: AT, name: 'Review', people: [person('alice'), person('bob')] };
const placed = (who: string, sid: string): ConferenceEvent[] => [
  { kind: 'call-leased', at: AT, callId: `call of ${who}` }, { kind: 'call-placed', at: AT, callId: `call of ${who}`, sid },
];
const joined: ConferenceEvent = { kind: 'participant-joined', ...ALICE, at: AT + 5_000, sequence: 1 };
const removed = (who: string): ConferenceEvent => ({ kind: 'removal-decided', at: AT + 9_000, by: 'U0', callId: `call of ${who}` });
const after = (...events: readonly ConferenceEvent[]): Conference => transitionAll(asked, [found, ...placed('alice', 'CA1'), ...placed('bob', 'CA2'), ...events]).conference;
const alice = (conference: Conference) => conference.participants[0];
const callOf = (conference: Conference) => alice(conference)?.calls[0] ?? (() => { throw new Error('Alice has no call'); })();

describe('mute and hold', () => {
  test('the latest mark holds, in whatever order and however often Twilio tells', () => {
    const mark = fc.record({
      kind: fc.constant('participant-marked' as const), mark: fc.constantFrom('muted' as const, 'onHold' as const), on: fc.boolean(),
      at: fc.integer({ min: 0, max: 3 }).map((second) => AT + 6_000 + second * 1_000),
    });
    const marks = fc.array(mark, { maxLength: 8 }).map((drawn) => drawn.toSorted((a, b) => a.at - b.at).map((one, index) => ({ ...one, ...ALICE, sequence: index + 2 })));
    fc.assert(fc.property(marks.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }))), ([told, heard]) => {
      const call = callOf(after(joined, ...heard));
      const last = (mark_: 'muted' | 'onHold') => told.findLast((one) => one.mark === mark_)?.on ?? false;
      expect([holds(call.muted, call), holds(call.onHold, call)]).toEqual([last('muted'), last('onHold')]);
    }));
  });

  test('it is over with the room it was made in, and a mark heard before the join counts', () => {
    const muted: ConferenceEvent = { kind: 'participant-marked', mark: 'muted', on: true, ...ALICE, at: AT + 6_000, sequence: 2 };
    const early = callOf(after(muted, joined));
    expect(holds(early.muted, early)).toBe(true);
    const gone = callOf(after(joined, muted, { kind: 'participant-left', ...ALICE, at: AT + 7_000, sequence: 3 }));
    expect(holds(gone.muted, gone)).toBe(false);
    const back = callOf(after(joined, muted, { kind: 'participant-joined', ...ALICE, roomSid: 'CF2', at: AT + 8_000, sequence: 1 }));
    expect(holds(back.muted, back)).toBe(false);
  });
});

describe('wishes', () => {
  const BOB = { participantId: 'bob', sid: 'CA2', roomSid: 'CF1' };
  const bobJoined: ConferenceEvent = { kind: 'participant-joined', ...BOB, at: AT + 5_000, sequence: 2 };
  const wish = (on: boolean, at: number, more: object = {}): ConferenceEvent =>
    ({ kind: 'control-decided', at, by: 'U0', callIds: ['call of alice'], mark: 'muted', on, ofAll: false, seenIn: null, ...more });
  const carriedOut = (wishedAt: number, outcome: 'done' | 'gone', at = wishedAt + 100): ConferenceEvent =>
    ({ kind: 'control-carried-out', at, callId: 'call of alice', mark: 'muted', wishedAt, outcome });
  const kinds = (effects: ReturnType<typeof transition>['effects']): string[] => effects.map((effect) => (effect.effect === 'say-in-thread' ? `say ${effect.line.kind}` : effect.effect));

  test('Twilio is asked once, and the thread tells it when it is done; a second press changes nothing', () => {
    const in_ = after(joined);
    const asked_ = transition(in_, wish(true, AT + 6_000));
    expect(kinds(asked_.effects)).toEqual(['control', 'refresh-card']);
    expect(isWanted(callOf(asked_.conference), 'muted')).toBe(true);
    expect(transition(asked_.conference, wish(true, AT + 6_001)).conference).toBe(asked_.conference);
    const done = transition(asked_.conference, carriedOut(AT + 6_000, 'done'));
    expect(kinds(done.effects)).toEqual(['say muted', 'refresh-card']);
    expect(holds(callOf(done.conference).muted, callOf(done.conference))).toBe(true);
    expect(callOf(done.conference).wishes.muted?.by).toBeNull();
    expect(transition(done.conference, carriedOut(AT + 6_000, 'done')).conference).toBe(done.conference);
    expect(transition(done.conference, wish(true, AT + 7_000)).conference).toBe(done.conference);
  });

  test('who was gone was not muted, and may be muted when they are back', () => {
    const gone = transition(after(joined, wish(true, AT + 6_000)), carriedOut(AT + 6_000, 'gone'));
    expect(kinds(gone.effects)).toEqual(['refresh-card']);
    expect(holds(callOf(gone.conference).muted, callOf(gone.conference))).toBe(false);
    expect(kinds(transition(gone.conference, wish(true, AT + 8_000)).effects)).toContain('control');
  });

  test('the outcome of an earlier wish says nothing of a later one', () => {
    const later = after(joined, wish(true, AT + 6_000), wish(false, AT + 6_500));
    expect(transition(later, carriedOut(AT + 6_000, 'done')).conference).toBe(later);
    expect(isWanted(callOf(later), 'muted')).toBe(false);
  });

  test('of somebody who is not in the room nothing is wished; of everybody the thread tells once', () => {
    const nobody = after();
    expect(transition(nobody, wish(true, AT + 6_000)).conference).toBe(nobody);
    const all = transition(after(joined, bobJoined), wish(true, AT + 6_000, { callIds: ['call of alice', 'call of bob'], ofAll: true }));
    expect(kinds(all.effects)).toEqual(['control', 'control', 'say muted-everyone', 'refresh-card']);
    expect(kinds(transition(all.conference, carriedOut(AT + 6_000, 'done')).effects)).toEqual(['refresh-card']);
  });
});

describe('ended for everyone', () => {
  test('says who did, whoever hangs up at that moment', () => {
    const { conference, effects } = transition(after(joined), { kind: 'end-decided', at: AT + 9_000, reason: 'ended-by', by: 'U0' });
    expect(conference.end).toEqual({ reason: 'ended-by', at: AT + 9_000, by: 'U0' });
    expect(effects.filter(({ effect }) => effect === 'hang-up')).toHaveLength(2);
    const out = transition(conference, { kind: 'participant-left', ...ALICE, at: AT + 8_000, sequence: 2 }).conference;
    expect(out.end).toEqual({ reason: 'ended-by', at: AT + 9_000, by: 'U0' });
  });
});

describe('taken out', () => {
  test('by themselves, who was in the room has left it, and the thread says that alone', () => {
    const before = after(joined);
    const own = transition(before, { kind: 'removal-decided', at: AT + 9_000, by: 'Ualice', callId: 'call of alice' });
    expect(own.effects.map(({ effect }) => effect)).toEqual(['hang-up', 'refresh-card']);
    const out = transition(own.conference, { kind: 'participant-left', ...ALICE, at: AT + 9_500, sequence: 2 });
    expect(alice(out.conference)?.state).toBe('left');
    expect(out.effects).toContainEqual(expect.objectContaining({ effect: 'say-in-thread', line: expect.objectContaining({ kind: 'left' }) as unknown }));
  });

  test('whoever is in the room is hung up on, and is `removed` once they are out', () => {
    const before = after(joined);
    const { conference, effects } = transition(before, removed('alice'));
    expect(effects.filter(({ effect }) => effect === 'hang-up')).toEqual([{ effect: 'hang-up', callId: 'call of alice' }]);
    expect(alice(conference)?.state).toBe('joined');
    const out = transition(conference, { kind: 'participant-left', ...ALICE, at: AT + 9_500, sequence: 2 });
    expect(alice(out.conference)?.state).toBe('removed');
    expect(transition(out.conference, removed('alice')).conference).toBe(out.conference);
  });

  test('in whatever order it is heard that they are out, and whatever of it is lost, they are `removed`, and nobody says that they left', () => {
    const ends: readonly ConferenceEvent[] = [
      { kind: 'participant-left', ...ALICE, at: AT + 9_500, sequence: 2 }, { kind: 'room-ended', at: AT + 9_500, roomSid: 'CF1' },
      { kind: 'call-progressed', at: AT + 9_600, callId: 'call of alice', sid: 'CA1', status: 'completed', sipResponseCode: 200 },
    ];
    const before = transition(after(joined), removed('alice')).conference;
    fc.assert(fc.property(fc.shuffledSubarray([...ends, ...ends], { minLength: 1 }), (heard) => {
      const { conference, effects } = transitionAll(before, heard);
      expect(alice(conference)?.state).toBe('removed');
      expect(effects.filter(({ effect }) => effect === 'say-in-thread')).toEqual([]);
    }));
  });

  test('a phone that rings stops, and one that waits for its turn never rings; with the last one it is over', () => {
    const ringing = transition(after(), removed('alice'));
    expect([alice(ringing.conference)?.state, ringing.effects.map(({ effect }) => effect)]).toEqual(['removed', ['say-in-thread', 'hang-up', 'refresh-card']]);
    const waiting = transitionAll(asked, [found, removed('alice'), removed('bob')]);
    expect(waiting.conference.participants.map(({ state }) => state)).toEqual(['removed', 'removed']);
    expect(waiting.effects.filter(({ effect }) => effect === 'hang-up')).toEqual([]);
    expect(waiting.conference.end).toEqual({ reason: 'nobody-answered', at: AT + 9_000 });
  });

  test('a call whose answer is still awaited is hung up once its sid is known', () => {
    const asking = transitionAll(asked, [found, { kind: 'call-leased', at: AT, callId: 'call of alice' }, removed('alice')]);
    expect(asking.effects.filter(({ effect }) => effect === 'hang-up')).toEqual([]);
    const known = transition(asking.conference, { kind: 'call-placed', at: AT + 9_900, callId: 'call of alice', sid: 'CA1' });
    expect(known.effects).toContainEqual({ effect: 'hang-up', callId: 'call of alice' });
  });

  test('who is gone already stays what they were', () => {
    const gone = after({ kind: 'call-progressed', at: AT + 8_000, callId: 'call of alice', sid: 'CA1', status: 'no-answer', sipResponseCode: 487 });
    expect(transition(gone, removed('alice')).conference).toBe(gone);
  });
});
