import type { Call } from '../call.ts';
import { isFinal, isTakenForMachine } from '../call.ts';
import type { Conference } from '../conference.ts';
import { requestedConference } from '../conference.ts';
import type { ConferenceEvent, ResolvedPerson } from '../events.ts';
import { isHeld } from '../held.ts';
import type { Participant } from '../participant.ts';
import { isOnThePhone, isUnsettled } from '../participant.ts';
import { transition } from '../transition.ts';

/** For tests: what may happen next to a conference, as it happens on the phones and in Slack, one thing after the other. */

const START = Date.parse('2030-01-07T18:00:00Z');

/** More of them have no state that these have not. */
const MOST_PEOPLE = 3;

/** How somebody comes into it: rung, at a second number too when the first comes to nothing, held because it is night, or without a number. */
export type Kind = 'rung' | 'two-numbers' | 'held' | 'not-called';

function asked(attempts: number): Conference {
  return requestedConference({
    id: 'conference', teamId: 'T1', hostUserId: 'U0', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: START, confirmJoin: false, ringPlan: { attempts, pauseMs: 60_000 },
  });
}

function person(kind: Kind, index: number, isHost: boolean): ResolvedPerson {
  return {
    participantId: `p${index}`, callId: kind === 'not-called' ? null : `call of p${index}`, slackUserId: `U${index}`, name: `Person ${index}`, shortName: `P${index}`, isHost,
    number: kind === 'not-called' ? null : { e164: `+1415555010${index}`, extension: null }, numberSource: kind === 'not-called' ? null : 'profile',
    secondNumber: kind === 'two-numbers' ? { e164: `+1415555011${index}`, extension: null } : null,
    held: kind === 'held' ? { reason: 'night', localTime: '03:10' } : null,
    notCalled: kind === 'not-called' ? { code: 'no-number', sentence: 'No phone number is known.' } : null,
  };
}

/** Everything that may happen next. @param kinds how the people it began with come into it; the first is the host, who is never held. */
export function whatMayHappen(conference: Conference, kinds: readonly Kind[], step: number): readonly ConferenceEvent[] {
  const at = START + step * 7_000;
  if (conference.peopleKnownAt === null) {
    return [
      { kind: 'people-resolved', at, name: 'Review', people: kinds.map((kind, index) => person(index === 0 && kind === 'held' ? 'rung' : kind, index, index === 0)) },
      ...(conference.decidedEnd === null ? [{ kind: 'end-decided', at, reason: 'ended-by', by: 'U0' } as const] : []),
    ];
  }
  const ofCalls = conference.participants.flatMap((participant) => participant.calls.flatMap((call) => ofCall(conference, participant, call, at)));
  if (conference.state === 'ended') return ofCalls;
  return [
    ...ofCalls,
    ...conference.participants.filter((one) => !isOnThePhone(one)).map(({ id, calls }) =>
      ({ kind: 'ring-again', at, by: 'U0', participantId: id, callId: `call ${calls.length + 1} of ${id}`, number: { e164: '+14155550109', extension: null }, numberSource: 'book' }) as const),
    ...conference.participants.filter(isHeld).flatMap(({ id }) => (['ring', 'leave-out'] as const).map((decision) => ({ kind: 'held-decided', at, by: 'U0', decision, participantIds: [id] }) as const)),
    ...(conference.participants.length < MOST_PEOPLE ? [{ kind: 'people-added', at, by: 'U0', people: [person('rung', conference.participants.length, false)] } as const] : []),
    { kind: 'end-decided', at, reason: 'ended-by', by: 'U0' },
  ];
}

/** What Twilio says with a join or a leave. */
type PresenceReport = Omit<Extract<ConferenceEvent, { readonly sequence: number; readonly roomSid: string; readonly kind: 'participant-joined' | 'participant-left' }>, 'kind'>;

/** What may happen to one call: what its phone does, what Twilio hears, and what somebody does to it. */
function ofCall(conference: Conference, participant: Participant, call: Call, at: number): readonly ConferenceEvent[] {
  const { id: participantId } = participant;
  const { id: callId, placing, status } = call;
  const mark = { at, participantId, sid: `CA ${callId}`, roomSid: 'CF1', sequence: call.presence.length + 1 };
  const progress = (to: Extract<ConferenceEvent, { kind: 'call-progressed' }>['status'], sipResponseCode: number | null = null) =>
    ({ kind: 'call-progressed', at, callId, sid: `CA ${callId}`, status: to, sipResponseCode }) as const;
  const removal: readonly ConferenceEvent[] = conference.state === 'ended' || !(isUnsettled(participant.state) || isHeld(participant)) || call.removedAt !== null || isFinal(status) || placing === 'abandoned' || placing === 'refused' ? []
    : [{ kind: 'removal-decided', at, by: 'U0', callId }, { kind: 'removal-decided', at, by: `U${participantId.slice(1)}`, callId }];
  if (placing === 'held') return removal;
  if (placing === 'waiting') return [{ kind: 'call-leased', at, callId }, ...(call.notBefore === null ? [{ kind: 'call-held-back', at, callId, notBefore: at + 60_000 } as const] : []), ...removal];
  if (placing === 'leased') {
    return [
      { kind: 'call-placed', at, callId, sid: `CA ${callId}` }, { kind: 'call-released', at, callId }, ...removal,
      ...(['unreachable', 'not-called'] as const).map((becomes) => ({ kind: 'call-refused', at, callId, refusal: { code: 'twilio-1', sentence: 'Twilio said no.', becomes } }) as const),
    ];
  }
  if (placing !== 'placed' || isFinal(status)) return [];
  if (status !== 'in-progress') {
    return [
      ...removal, progress('failed', 404),
      ...(status === 'ringing' ? [progress('in-progress'), progress('in-progress'), progress('busy', 486), progress('busy', 603), progress('no-answer', 487), progress('failed', 603)] : [progress('ringing'), progress('ringing')]),
      // Twilio cancels what somebody asked it to.
      ...(call.removedAt !== null || conference.state === 'ended' ? [progress('canceled', 487)] : []),
    ];
  }
  return [...removal, ...inRoom(conference, participant, call, mark), ...(call.presence.at(-1)?.kind === 'join' ? [] : [progress('completed', 200)])];
}

function inRoom(conference: Conference, participant: Participant, call: Call, mark: PresenceReport): readonly ConferenceEvent[] {
  const { id: callId, presence, machine, challengedAt, passedAt, removedAt } = call;
  const isIn = presence.at(-1)?.kind === 'join';
  const { at, sid } = mark;
  const isAsked = isTakenForMachine(call) && challengedAt !== null;
  return [
    // Who is asked to press 1 comes back by pressing it; who left is gone, and who is taken out is being hung up on.
    ...(!isIn && removedAt === null && (presence.length === 0 || passedAt !== null) && !isAsked ? [{ kind: 'participant-joined', ...mark } as const] : []),
    ...(isIn ? [{ kind: 'participant-left', ...mark } as const, { kind: 'room-ended', at, roomSid: mark.roomSid } as const] : []),
    ...(machine === null ? [{ kind: 'machine-answered', at, callId, sid, machine: 'machine' } as const] : []),
    // As ask-to-press-1.ts looks at it.
    ...(machine !== null && challengedAt === null && conference.state !== 'ended' && participant.state === 'answered' ? [{ kind: 'challenge-decided', at, callId } as const] : []),
    ...(isAsked ? [{ kind: 'challenge-passed', at, callId } as const] : []),
  ];
}

const SELDOM: ReadonlySet<ConferenceEvent['kind']> = new Set(['ring-again', 'people-added', 'removal-decided', 'end-decided', 'room-ended', 'call-refused', 'call-released']);

/** Walks on, each time by what the next number drawn says. @param attempts how often whoever is not reached is rung. @returns every conference on the way. */
export function walk(kinds: readonly Kind[], attempts: number, drawn: readonly number[]): readonly Conference[] {
  const seen = [asked(attempts)];
  for (const [step, number] of drawn.entries()) {
    const before = seen.at(-1);
    if (before === undefined) break;
    const all = whatMayHappen(before, kinds, step + 1);
    // Ends and refusals come seldom, or hardly anybody would live to pick up.
    const likely = all.filter(({ kind }) => !SELDOM.has(kind));
    const seldom = all.filter(({ kind }) => SELDOM.has(kind) && (kind !== 'end-decided' || number % 5 === 0));
    const choices = (number % 6 === 0 && seldom.length > 0) || likely.length === 0 ? seldom : likely;
    const chosen = choices[Math.floor(number / 30) % Math.max(1, choices.length)];
    if (chosen === undefined) break;
    seen.push(transition(before, chosen).conference);
  }
  return seen;
}
