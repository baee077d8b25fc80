import type { Conference, EndReason, LeaveReason, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { reportConference } from './events.ts';
import { roomHears } from './room.ts';
import { stopPlaying } from './waiting.ts';

/**
 * Takes a participant out of the room, and ends the conference when that was the last one, or one whose leaving ends it. Does nothing
 * for somebody who left before.
 */
export function leaveRoom(world: World, conference: Conference, participant: Participant, reason: LeaveReason): void {
  const at = conference.participants.indexOf(participant);
  if (at === -1) return;
  conference.participants.splice(at, 1);
  participant.call.presence = undefined;
  stopPlaying(participant);
  const now = world.clock.now();
  participant.updatedAt = now;
  const visit = conference.visits.findLast((one) => one.callSid === participant.callSid);
  if (visit !== undefined) visit.leftAt = now;
  const kicked = reason === 'participant_updated_via_api';
  const tellLeave = (): void => reportLeave(world, conference, participant, reason);
  if (conference.status === 'completed') return tellLeave();
  if (participant.endConferenceOnExit) {
    const why = kicked ? 'participant-with-end-conference-on-exit-kicked' : 'participant-with-end-conference-on-exit-left';
    return endConference(world, conference, why, participant, 'moderator_ended_conference', tellLeave);
  }
  if (conference.participants.length === 0) {
    const why = kicked ? 'last-participant-kicked' : 'last-participant-left';
    return endConference(world, conference, why, participant, reason, tellLeave);
  }
  tellLeave();
  if (participant.beepOnExit && conference.status === 'in-progress') roomHears(world, conference, { kind: 'beep', text: 'left' });
}

/**
 * Ends a conference: everybody still in leaves it. Whether the leaves or the end are told first is open at Twilio, and an option here.
 * @param by who ended it by leaving, if somebody did.
 * @param tellFirst tells of a leave that came before and belongs to the end.
 */
export function endConference(
  world: World,
  conference: Conference,
  why: EndReason,
  by: Participant | undefined,
  othersLeaveBecause: LeaveReason,
  tellFirst: () => void = () => undefined,
): void {
  if (conference.status === 'completed') return;
  conference.status = 'completed';
  conference.updatedAt = world.clock.now();
  conference.endReason = why;
  conference.endedBy = by;
  world.store.running.delete(conference.friendlyName);
  const tellEnd = (): void => reportConference(world, conference, 'conference-end', undefined, endParams(why, by));
  const { conferenceEndOrder: order } = world.settings;
  const endFirst = order === 'end-first' || (order === 'either' && world.random() < 0.5);
  if (endFirst) tellEnd();
  tellFirst();
  for (const other of [...conference.participants]) other.leave(othersLeaveBecause);
  if (!endFirst) tellEnd();
}

function endParams(why: EndReason, by: Participant | undefined): Record<string, string> {
  return {
    ReasonConferenceEnded: why,
    Reason: by === undefined ? 'Conference ended via API' : `Participant ${by.callSid} left`,
    ...(by === undefined ? {} : { CallSidEndingConference: by.callSid }),
    ...(by?.label === undefined ? {} : { ParticipantLabelEndingConference: by.label }),
  };
}

function reportLeave(world: World, conference: Conference, participant: Participant, reason: LeaveReason): void {
  const stays = reason !== 'participant_hung_up';
  reportConference(world, conference, 'participant-leave', participant, {
    ParticipantCallStatus: stays ? 'in-progress' : 'completed',
    ReasonParticipantLeft: reason,
  });
}
