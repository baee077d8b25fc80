import type { Call } from '../domain/call.ts';
import { holds, isUnderWay, wasAnswered } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { isSettled } from '../domain/conference.ts';
import type { Report } from '../domain/events.ts';
import type { Participant } from '../domain/participant.ts';
import { numberOf } from '../domain/participant.ts';
import type { Context } from './context.ts';
import { NotYet, RateLimited, Unavailable } from './errors.ts';
import { giveUpStart, isTooLateToStart } from './give-up-start.ts';
import { inTurn } from './in-turn.ts';
import type { AskedCall, ListedRoom } from './ports.ts';
import { GOODBYE_WITHIN_MS } from './say-goodbye.ts';
import { mayBeUnlisted } from './settle-call.ts';
import { detectsMachine, machineOf, mayHaveVerdict } from './verdict.ts';

/** How often Twilio is asked while it tells us nothing: with every callback lost, state and card are right well within a minute. */
export const RECONCILE_EVERY_MS = 15_000;
/** While callbacks flow they tell most of it; one may be lost all the same, so this is the longest Twilio is left unasked. */
const ASKED_AT_LEAST_EVERY_MS = 40_000;
/** Requests to Twilio at once for one conference. */
const ASKED_AT_ONCE = 5;

/**
 * Asks Twilio for the truth about a conference and applies what it says as events. Silence is not an end: as long as anything of it is
 * open this asks again, whatever the callbacks do.
 * @throws NotYet every time but the last, so that its job comes round again.
 */
export async function reconcile(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, clock } = context;
  const conference = await store.read(conferenceId);
  if (conference === null || isSettled(conference)) return;
  // Without people there is nothing at Twilio; once they are known it is enqueued anew. Where the job that finds them was lost, they never will be.
  if (conference.peopleKnownAt === null) return isTooLateToStart(conference, clock.now()) ? giveUpStart(context, { conferenceId }) : undefined;
  const { lastCallbackAt, lastAskedAt } = await store.heardFrom(conferenceId);
  const now = clock.now();
  const isQuiet = now - Math.max(lastCallbackAt, conference.requestedAt) >= RECONCILE_EVERY_MS;
  if (isQuiet || now - Math.max(lastAskedAt, conference.requestedAt) >= ASKED_AT_LEAST_EVERY_MS) await ask(context, conference, lastAskedAt);
  const after = await store.read(conferenceId);
  if (after !== null && !isSettled(after)) throw new NotYet('The conference goes on', RECONCILE_EVERY_MS);
}

async function ask(context: Context, conference: Conference, lastAskedAt: number): Promise<void> {
  const { store, telephony, clock, log, rules } = context;
  const conferenceId = conference.id;
  const askedAt = clock.now();
  try {
    const rooms = await telephony.rooms(conference.roomName);
    const present = new Map(rooms.flatMap((room) => room.participants.map((one) => [one.callSid, room] as const)));
    // Whoever is in a room needs no question, unless nobody should be there any more.
    const open = callsUnderWay(conference).filter((call) => isToBeOver(conference, call) || !present.has(call.sid));
    const fetched = await inTurn(open, ASKED_AT_ONCE, async (call) => {
      const state = await telephony.callState(call.sid) ?? overUnlessJustPlaced(rules, call, askedAt);
      // Twilio still has it up, or may have: whoever should have hung up never did.
      if (isToBeOver(conference, call) && (state === null || !isOver(state.status)) && !hearsGoodbye(conference, clock.now())) await telephony.hangUp(call.sid);
      return { call, state };
    });
    const known = fetched.flatMap(({ call, state }) => (state === null || isHalfKnown(state, clock.now()) ? [] : [{ call, state }]));
    const unheard = await answeredUnheard(context, conference, { present, lastAskedAt });
    const events: Report[] = [
      // Before anybody is told of as having come in: nobody is shown in the room who is a machine.
      ...[...fetched, ...unheard].flatMap(({ call, state }) => verdict(call, state, clock.now())),
      ...rooms.flatMap((room) => joins(conference, room)),
      ...rooms.flatMap((room) => marks(conference, room, askedAt)),
      ...known.map(({ call, state }): Report => ({
        kind: 'call-progressed', at: state.endedAt ?? clock.now(), callId: call.id, sid: call.sid, status: state.status, sipResponseCode: null,
      })),
      ...rooms.flatMap(({ sid, endedAt }): Report[] => (endedAt === null ? [] : [{ kind: 'room-ended', at: endedAt, roomSid: sid }])),
    ];
    await store.change(conferenceId, () => ({ events, result: undefined }));
    await store.markAsked(conferenceId, clock.now());
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof RateLimited)) throw error;
    log.info({ conferenceId, error }, 'Twilio could not be asked about a conference; it is asked again');
  }
}

/** Whether its conference is over, or they were taken out of it. */
function isToBeOver({ state }: Conference, { removedAt }: Call): boolean {
  return state === 'ended' || removedAt !== null;
}

/** Whoever was alone is just being told that it ends. */
function hearsGoodbye({ end }: Conference, now: number): boolean {
  return end?.reason === 'alone' && now - end.at < GOODBYE_WITHIN_MS;
}

type KnownCall = Call & { readonly sid: string };

interface FetchedCall {
  readonly call: KnownCall;
  readonly state: AskedCall | null;
}

function callsUnderWay(conference: Conference): KnownCall[] {
  return knownCalls(conference.participants).filter(isUnderWay);
}

function knownCalls(participants: readonly Participant[]): KnownCall[] {
  return participants.flatMap(({ calls }) => calls).flatMap((call) => (call.sid === null ? [] : [{ ...call, sid: call.sid }]));
}

/**
 * Calls that were answered, and nobody told us by whom: those in a room, for a voicemail box would stay in it, and those that are over, for the card
 * would call it somebody who left. A conference that has ended is not told of otherwise any more.
 */
async function answeredUnheard(
  { store, telephony, rules }: Context, conference: Conference,
  { present, lastAskedAt }: { readonly present: ReadonlyMap<string, ListedRoom>; readonly lastAskedAt: number },
): Promise<readonly FetchedCall[]> {
  if (conference.state === 'ended') return [];
  const detected = conference.participants.flatMap((participant) => knownCalls([participant]).filter((call) => detectsMachine(rules, conference, numberOf(participant, call))));
  const answered = detected.filter((call) => call.machine === null && (present.has(call.sid) || (!isUnderWay(call) && wasAnswered(call))));
  const askable = answered.filter((call) => mayHaveVerdict(call, lastAskedAt));
  if (askable.length === 0) return [];
  const heard = await store.verdictsHeard(conference.id);
  return inTurn(askable.filter(({ id }) => !heard.has(id)), ASKED_AT_ONCE, async (call) => ({ call, state: await telephony.callState(call.sid) }));
}

/** Twilio names no time of it; its callback is taken to be of when it came, too. */
function verdict({ id: callId, sid }: KnownCall, state: AskedCall | null, at: number): Report[] {
  const machine = state === null || state.answeredBy === null ? undefined : machineOf(state.answeredBy);
  return machine === undefined ? [] : [{ kind: 'machine-answered', at, callId, sid, machine }];
}

/**
 * What a call is of which Twilio knows nothing: over, since it is not known any more; but a call just placed it may not know yet, and then nothing is
 * said by that. An end is never taken back, so this one waits as long as a call whose answer was lost.
 */
function overUnlessJustPlaced(rules: Context['rules'], { leasedAt }: Call, askedAt: number): AskedCall | null {
  return mayBeUnlisted(rules, leasedAt ?? 0, askedAt) ? null : { status: 'completed', endedAt: null, answeredBy: null };
}

/** How long the callback of a call's end may be on its way before what Twilio says when asked has to do. */
const CALLBACK_WITHIN_MS = 10_000;

/** Asked, Twilio does not name the SIP code, which alone tells a decline from a busy line. Its callback does, and is on its way as a rule. */
function isHalfKnown({ status, endedAt }: AskedCall, now: number): boolean {
  return (status === 'busy' || status === 'failed') && endedAt !== null && now - endedAt < CALLBACK_WITHIN_MS;
}

function isOver(status: string): boolean {
  return !['queued', 'initiated', 'ringing', 'in-progress'].includes(status);
}

/** Twilio lists who is in a room without its numbering; that mark is one of its own, once a room. */
const LISTED = -1;

/** Who is muted or on hold otherwise than is known; it was so when Twilio was asked. */
function marks(conference: Conference, room: ListedRoom, at: number): Report[] {
  return room.participants.flatMap(({ callSid, label, muted, onHold }): Report[] => {
    const participant = conference.participants.find(({ id, calls }) => id === label || calls.some(({ sid }) => sid === callSid));
    const call = participant?.calls.find(({ sid }) => sid === callSid);
    if (participant === undefined || call === undefined) return [];
    const told = { kind: 'participant-marked', at, participantId: participant.id, sid: callSid, roomSid: room.sid, sequence: LISTED } as const;
    return [
      ...(holds(call.muted, call) === muted ? [] : [{ ...told, mark: 'muted', on: muted } as const]),
      ...(holds(call.onHold, call) === onHold ? [] : [{ ...told, mark: 'onHold', on: onHold } as const]),
    ];
  });
}

function joins(conference: Conference, room: ListedRoom): Report[] {
  return room.participants.flatMap(({ callSid, label, joinedAt }): Report[] => {
    const participant = conference.participants.find(({ id, calls }) => id === label || calls.some(({ sid }) => sid === callSid));
    if (participant === undefined) return [];
    return [{ kind: 'participant-joined', at: joinedAt, participantId: participant.id, sid: callSid, roomSid: room.sid, sequence: LISTED }];
  });
}
