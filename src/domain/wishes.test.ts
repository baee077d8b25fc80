import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Call, CallStatus } from './call.ts';
import { isFinal } from './call.ts';
import type { Conference } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent, Decision, Report, ResolvedPerson } from './events.ts';
import { transition, transitionAll } from './transition.ts';

/**
 * What holds whatever is decided about people in whatever order: held, rung anyway, left out, rung again, added, taken out. Decisions are drawn
 * without regard to whether they make sense, for two people press at the same time and one of them is always too late.
 */
const NAMES = ['Ina', 'Alice', 'Bob', 'Alice Bell', 'Dora'] as const;
const AT = Date.parse('2030-01-07T18:00:00Z');
const asked: Conference = requestedConference({ id: 'c', teamId: 'T1', hostUserId: 'UIna', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: AT, confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 } });

type Fate = 'rung' | 'held' | 'no-number' | 'not-invited';
const who = fc.constantFrom(...NAMES);
const people = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom<Fate>('rung', 'held', 'held', 'no-number', 'not-invited')])) as Record<(typeof NAMES)[number], fc.Arbitrary<Fate>>);

/** One decision about one of them; `ring` tells the calls of one person apart. */
type Drawn = { readonly what: 'ring-anyway' | 'leave-out' | 'give-up' | 'ring-again' | 'add' | 'lease' | 'place' | 'release' | 'refuse' | 'remove' | 'end' | 'finish' | 'join'; readonly who: (typeof NAMES)[number]; readonly ring: number };
const drawn: fc.Arbitrary<Drawn> = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<Drawn['what'][]>('ring-anyway', 'leave-out', 'ring-again', 'add', 'lease', 'place', 'finish', 'join') },
    { weight: 1, arbitrary: fc.constantFrom<Drawn['what'][]>('give-up', 'release', 'refuse', 'remove', 'end') },
  ),
  who, ring: fc.nat({ max: 2 }),
});
const stories = fc.tuple(people, fc.array(drawn, { maxLength: 40 }));

function person(name: string, fate: Exclude<Fate, 'not-invited'>): ResolvedPerson {
  const number = fate === 'no-number' ? null : { e164: '+14155550101', extension: null };
  return {
    participantId: name, callId: number === null ? null : `${name} 0`, slackUserId: `U${name}`, name: `${name} Ames`, shortName: name.split(' ')[0] ?? name, isHost: name === 'Ina',
    number, numberSource: number === null ? null : 'profile', held: fate === 'held' && name !== 'Ina' ? { reason: 'night', localTime: '03:10' } : null,
    notCalled: number === null ? { code: 'no-number', sentence: 'No number.' } : null,
  };
}

function eventOf({ what, who: name, ring }: Drawn, index: number): ConferenceEvent {
  const at = AT + (index + 1) * 1_000;
  const callId = `${name} ${ring}`;
  const sid = `CA ${callId}`;
  switch (what) {
    case 'ring-anyway': return { kind: 'held-decided', at, by: 'UIna', decision: 'ring', participantIds: [name] };
    case 'leave-out': return { kind: 'held-decided', at, by: 'UIna', decision: 'leave-out', participantIds: [name] };
    case 'give-up': return { kind: 'held-decided', at, by: null, decision: 'leave-out', participantIds: [...NAMES] };
    case 'ring-again': return { kind: 'ring-again', at, by: `U${name}`, participantId: name, callId, number: { e164: '+14155550109', extension: null }, numberSource: 'proved' };
    case 'add': return { kind: 'people-added', at, by: 'UAlice', people: [person(name, ring === 0 ? 'held' : 'rung')] };
    case 'lease': return { kind: 'call-leased', at, callId };
    case 'place': return { kind: 'call-placed', at, callId, sid };
    case 'release': return { kind: 'call-released', at, callId };
    case 'refuse': return { kind: 'call-refused', at, callId, refusal: { code: 'twilio-1', sentence: 'No.', becomes: 'unreachable' } };
    case 'remove': return { kind: 'removal-decided', at, by: 'U0', callId };
    case 'end': return { kind: 'end-decided', at, reason: 'time-limit' };
    case 'finish': return { kind: 'call-progressed', at, callId, sid, status: 'no-answer', sipResponseCode: null };
    case 'join': return { kind: 'participant-joined', at, participantId: name, sid, roomSid: 'CF1', sequence: index };
  }
}

function resolved(fates: Readonly<Record<string, Fate>>): ConferenceEvent {
  return { kind: 'people-resolved', at: AT, name: 'Review', people: Object.entries(fates).flatMap(([name, fate]) => (fate === 'not-invited' ? [] : [person(name, fate)])) };
}

interface Step {
  readonly event: ConferenceEvent;
  readonly before: Conference;
  readonly after: Conference;
  readonly effects: readonly Effect[];
}

function walk(events: readonly ConferenceEvent[]): Step[] {
  let before = asked;
  return events.flatMap((event): Step[] => {
    if (!isPossible(before, event)) return [];
    const { conference: after, effects } = transition(before, event);
    const step = { event, before, after, effects };
    before = after;
    return [step];
  });
}

/** Nothing is heard of a call Twilio was not asked for. */
function isPossible({ participants }: Conference, event: ConferenceEvent): boolean {
  const callId = 'callId' in event ? event.callId : 'sid' in event ? event.sid.replace('CA ', '') : undefined;
  if (callId === undefined || event.kind === 'call-leased' || event.kind === 'ring-again' || event.kind === 'removal-decided') return true;
  const call = participants.flatMap(({ calls }) => calls).find(({ id }) => id === callId);
  return call?.placing === 'leased' || call?.placing === 'placed';
}

/** Holds something against ever new stories, step by step. */
function always(claim: (steps: readonly Step[]) => void): void {
  fc.assert(fc.property(stories, ([fates, story]) => claim(walk([resolved(fates), ...story.map(eventOf)]))), { numRuns: 1_500 });
}

function isOpen({ placing, status, removedAt }: Call): boolean {
  return (placing === 'waiting' || placing === 'leased' || placing === 'placed') && !isFinal(status) && removedAt === null;
}

const rings = (effects: readonly Effect[]): string[] => effects.flatMap((effect) => (effect.effect === 'ring' ? [effect.callId] : []));

describe('whatever is decided about people, in whatever order', () => {
  test('a phone is not rung while somebody is held, nor after they were left out, but by a new call', () => {
    always((steps) => {
      const ofHeld = steps.flatMap(({ event, before, effects }) => rings(effects).flatMap((callId) => {
        const held = before.participants.find(({ calls }) => calls.some(({ id }) => id === callId))?.held ?? null;
        return held === null || held.decided?.decision === 'ring' || event.kind === 'call-released' ? [] : [{ kind: event.kind, decided: held.decided }];
      }));
      expect(ofHeld).toEqual(ofHeld.map(() => ({ kind: 'held-decided', decided: null })));
    });
  });

  test('a call is rung once, and once more for each time Twilio certainly never got it', () => {
    always((steps) => {
      const rung = steps.flatMap(({ effects }) => rings(effects));
      const released = steps.filter(({ event, before, after }) => event.kind === 'call-released' && before !== after).length;
      expect(rung.length - new Set(rung).size).toBeLessThanOrEqual(released);
    });
  });

  test('nobody is in it twice, has two calls under way, or shares a short name with somebody else', () => {
    always((steps) => {
      for (const { after: { participants } } of steps) {
        expect(new Set(participants.map(({ id }) => id)).size).toBe(participants.length);
        for (const { calls } of participants) expect(calls.filter(isOpen).length).toBeLessThanOrEqual(1);
        // Those who were named together got their short names together; whoever comes later takes nobody's.
        const someoneCame = participants.length > (steps[0]?.after.participants.length ?? 0);
        expect(someoneCame ? new Set(participants.map(({ shortName }) => shortName)).size : participants.length).toBe(participants.length);
      }
    });
  });

  test('what was decided about somebody stays decided, and who said so too', () => {
    always((steps) => {
      for (const { before, after } of steps) {
        const decided = before.participants.filter(({ held }) => held !== null && held.decided !== null);
        expect(decided.filter(({ id, held }) => after.participants.find((participant) => participant.id === id)?.held !== held)).toEqual([]);
      }
    });
  });

  test('the host is not rung while everybody else is held, unless somebody asks for them', () => {
    always((steps) => {
      const whileOthersSleep = steps.filter(({ event, after }) => {
        const others = after.participants.filter(({ isHost }) => !isHost).map(({ state }) => state);
        return event.kind !== 'ring-again' && event.kind !== 'people-added' && others.includes('held') && others.every((state) => state === 'held' || state === 'not-called');
      });
      expect(whileOthersSleep.flatMap(({ effects }) => rings(effects)).filter((callId) => callId === 'Ina 0')).toEqual([]);
    });
  });

  test('an ended conference stays ended, nobody is held in it, and nobody is rung into it', () => {
    always((steps) => {
      for (const { after, effects } of steps.filter(({ before }) => before.state === 'ended')) expect([after.state, rings(effects)]).toEqual(['ended', []]);
      const over = steps.filter(({ after }) => after.state === 'ended');
      expect(over.flatMap(({ after }) => after.participants.filter(({ state }) => state === 'held'))).toEqual([]);
    });
  });

  test('no line is said twice, and hearing an event again changes nothing', () => {
    always((steps) => {
      const keys = steps.flatMap(({ effects }) => effects.flatMap((effect) => (effect.effect === 'say-in-thread' ? [effect.line.key] : [])));
      expect(new Set(keys).size).toBe(keys.length);
      // Leases are taken by whoever holds the row, and may be taken again once they were given back.
      for (const { event, after } of steps.filter(({ event: { kind } }) => kind !== 'call-leased' && kind !== 'call-released')) expect(transition(after, event).conference).toBe(after);
    });
  });

  test('what Twilio tells of all their calls afterwards may come in any order, any number of times: the end is the same', () => {
    const isReport = ({ what }: Drawn): boolean => what === 'finish' || what === 'join';
    const statuses = fc.constantFrom<CallStatus[]>('ringing', 'in-progress', 'completed');
    const reports = fc.array(fc.record({ who, ring: fc.nat({ max: 2 }), status: statuses, sequence: fc.integer({ min: 1, max: 6 }) }), { maxLength: 14 });
    fc.assert(fc.property(stories, reports, fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 60 }), ([fates, story], told, order) => {
      const decisions = [resolved(fates), ...story.filter((one) => !isReport(one)).map(eventOf)] as Decision[];
      const heard = told.flatMap(({ who: name, ring, status, sequence }): Report[] => {
        const at = AT + 100_000 + sequence * 1_000;
        const sid = `CA ${name} ${ring}`;
        return [
          { kind: 'call-progressed', at: status === 'completed' ? AT + 200_000 : at, callId: `${name} ${ring}`, sid, status, sipResponseCode: null },
          { kind: sequence % 2 === 1 ? 'participant-joined' : 'participant-left', at, participantId: name, sid, roomSid: `CF${ring}`, sequence },
        ];
      });
      // Only of calls Twilio has: before it answered, who joined is told by the call it is being asked for, whichever that is.
      const { conference } = transitionAll(asked, decisions);
      const known = new Set(conference.participants.flatMap(({ calls }) => calls.flatMap(({ sid }) => sid ?? [])));
      const ofKnown = heard.filter((report) => 'sid' in report && known.has(report.sid));
      const shuffled = [...ofKnown, ...ofKnown].map((report, index) => ({ report, key: order[index % order.length] ?? 0 })).sort((a, b) => a.key - b.key).map(({ report }) => report);
      expect(transitionAll(conference, shuffled).conference).toEqual(transitionAll(conference, ofKnown).conference);
    }), { numRuns: 1_500 });
  });
});
