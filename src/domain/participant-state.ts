import type { Call } from './call.ts';
import { presenceOf } from './call.ts';
import { callState } from './call-state.ts';
import { somebodyCameIn } from './carry-on.ts';
import type { Conference } from './conference.ts';
import { roomEndedAt } from './conference.ts';
import { isHeld } from './held.ts';
import type { Participant, ParticipantState } from './participant.ts';
import { latestCall } from './participant.ts';
import { nextCall, wasHeldBack } from './ring-plan.ts';

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
  // They would have been rung on, or once their phone might ring, but for the decision to end it. Where people were in the room, they are what kept it going.
  if (wasHeldBack(call) && somebodyCameIn(conference)) return undefined;
  if (conference.decidedEnd !== null && nextCall(conference, participant) !== null && !somebodyCameIn(conference)) return conference.decidedEnd.at;
  if (call.placing === 'abandoned') return participant.held?.decided?.decision === 'leave-out' ? participant.held.decided.at : call.removedAt ?? conference.decidedEnd?.at;
  if (call.challengedAt !== null) return call.endedAt ?? undefined;
  const last = call.presence.at(-1);
  if (last?.kind === 'leave') return last.at;
  if (last !== undefined) return roomEndedAt(conference, last) ?? call.endedAt ?? undefined;
  return call.endedAt ?? call.refusal?.at;
}
