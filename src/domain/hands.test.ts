import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holds } from './call.ts';
import type { Conference } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { ConferenceEvent } from './events.ts';
import { transition, transitionAll } from './transition.ts';

/** What the host's hands do to a call: mute, hold, take out. */
const AT = Date.parse('2030-01-07T18:00:00Z');
const ALICE = { participantId: 'alice', sid: 'CA1', roomSid: 'CF1' };
const asked = requestedConference({ id: 'c', teamId: 'T1', hostUserId: 'U0', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: AT, confirmJoin: false });
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

describe('taken out', () => {
  test('whoever is in the room is hung up on, and is `removed` once they are out', () => {
    const before = after(joined);
    const { conference, effects } = transition(before, removed('alice'));
    expect(effects.filter(({ effect }) => effect === 'hang-up')).toEqual([{ effect: 'hang-up', callId: 'call of alice' }]);
    expect(alice(conference)?.state).toBe('joined');
    const out = transition(conference, { kind: 'participant-left', ...ALICE, at: AT + 9_500, sequence: 2 });
    expect(alice(out.conference)?.state).toBe('removed');
    expect(transition(out.conference, removed('alice')).conference).toBe(out.conference);
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
