import type { Call, FinalCallStatus } from './call.ts';
import { isFinal, isTakenForMachine } from './call.ts';
import type { Conference } from './conference.ts';
import { roomEndedAt } from './conference.ts';
import type { ParticipantState } from './participant.ts';

/** SIP 603 Decline: the person, not the network, said no (RFC 3261 §21.6.2). */
const DECLINED = 603;

/** What whoever is rung by a call lives through, read off everything known of it. */
export function callState(conference: Pick<Conference, 'endedRooms'>, call: Call): ParticipantState {
  // Out of the room with the end of their call, too: Twilio may tell of it before it tells that they left, or never tell that.
  if (call.removedAt !== null && (isFinal(call.status) || !isInRoom(conference, call))) return call.removedThemselves && call.presence.length > 0 ? 'left' : 'removed';
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

/** Whether somebody or something on this call is in the room. */
export function isInRoom(conference: Pick<Conference, 'endedRooms'>, call: Call): boolean {
  const last = call.presence.at(-1);
  return last !== undefined && last.kind === 'join' && roomEndedAt(conference, last) === undefined;
}
