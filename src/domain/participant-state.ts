import type { Call, FinalCallStatus } from './call.ts';
import { isFinal, isTakenForMachine, presenceOf } from './call.ts';
import type { Conference } from './conference.ts';
import { roomEndedAt } from './conference.ts';
import { isHeld } from './held.ts';
import type { Participant, ParticipantState } from './participant.ts';
import { latestCall } from './participant.ts';

/** SIP 603 Decline: the person, not the network, said no (RFC 3261 §21.6.2). */
const DECLINED = 603;

/**
 * What a participant is living through, read off everything known of their latest call. A function of what is known and not of the
 * order it came in: that is what makes `transition` converge.
 */
export function participantState(conference: Conference, participant: Participant): ParticipantState {
  if (participant.notCalled !== null) return 'not-called';
  const call = latestCall(participant);
  if (call === undefined) return 'waiting';
  return isHeld(participant) ? 'held' : callState(conference, call);
}

function callState(conference: Conference, call: Call): ParticipantState {
  if (call.removedAt !== null && !isInRoom(conference, call)) return call.removedThemselves && call.presence.length > 0 ? 'left' : 'removed';
  if (isFinal(call.status)) return stateAfter(call.status, call);
  if (call.refusal !== null) return call.refusal.becomes;
  // Nobody is shown in the room who may be a machine. Having left it by itself, it is gone; taken out to be asked, it is not.
  if (isTakenForMachine(call)) return call.challengedAt === null && call.presence.length > 0 && !isInRoom(conference, call) ? 'voicemail' : 'answered';
  if (isInRoom(conference, call)) return 'joined';
  // Who pressed 1 is on the way back into the room, and has left when the call is over.
  if (call.challengedAt !== null) return 'answered';
  if (call.presence.length > 0) return 'left';
  if (call.status === 'in-progress') return 'answered';
  if (call.status === 'ringing' || call.status === 'initiated') return 'ringing';
  return call.placing === 'abandoned' ? 'cancelled' : 'waiting';
}

function stateAfter(status: FinalCallStatus, call: Call): ParticipantState {
  if (isTakenForMachine(call)) return 'voicemail';
  // Whoever was in the room has left it, whatever the carrier calls the end of the call.
  if (call.presence.length > 0) return 'left';
  switch (status) {
    case 'completed': return 'left';
    case 'busy': return call.sipResponseCode === DECLINED ? 'declined' : 'busy';
    case 'no-answer': return 'no-answer';
    case 'failed': return call.sipResponseCode === DECLINED ? 'declined' : 'unreachable';
    case 'canceled': return 'cancelled';
  }
}

function isInRoom(conference: Conference, call: Call): boolean {
  const last = call.presence.at(-1);
  return last !== undefined && last.kind === 'join' && roomEndedAt(conference, last) === undefined;
}

/** How long somebody was in the room over all their calls, in milliseconds, up to `now` while they are in it. */
export function timeInRoom(conference: Conference, participant: Participant, now: number): number {
  return participant.calls.reduce((sum, call) => sum + callTimeInRoom(conference, call, now), 0);
}

function callTimeInRoom(conference: Conference, call: Call, now: number): number {
  let total = 0;
  let joined: number | null = null;
  const presence = presenceOf(call);
  for (const mark of presence) {
    if (mark.kind === 'join') joined ??= mark.at;
    else if (joined !== null) {
      total += mark.at - joined;
      joined = null;
    }
  }
  const last = presence.at(-1);
  if (joined === null || last === undefined) return total;
  return total + Math.max(0, (roomEndedAt(conference, last) ?? call.endedAt ?? now) - joined);
}

/** When whoever is in the room came into it, the last time; undefined for whoever is not. */
export function inRoomSince(participant: Participant): number | undefined {
  const presence = latestCall(participant)?.presence ?? [];
  return presence[presence.findLastIndex(({ kind }) => kind === 'leave') + 1]?.at;
}

/** When their part was over: the moment they left or their call came to its end; undefined while it is not, or nobody said when. */
export function partEndedAt(conference: Conference, participant: Participant): number | undefined {
  const call = latestCall(participant);
  if (call === undefined) return undefined;
  if (call.placing === 'abandoned') return participant.held?.decided?.decision === 'leave-out' ? participant.held.decided.at : call.removedAt ?? conference.decidedEnd?.at;
  if (call.challengedAt !== null) return call.endedAt ?? undefined;
  const last = call.presence.at(-1);
  if (last?.kind === 'leave') return last.at;
  if (last !== undefined) return roomEndedAt(conference, last) ?? call.endedAt ?? undefined;
  return call.endedAt ?? call.refusal?.at;
}
