import type { Call, Conference, LeaveReason, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { reportConference } from './events.ts';
import { leaveRoom } from './leave.ts';
import type { Entry } from './open.ts';
import { openConference } from './open.ts';
import { roomHears } from './room.ts';
import { letWait, stopPlaying } from './waiting.ts';

/** A place in a room, or the alert code that says why not. */
export type Joined = { readonly participant: Participant; readonly left: Promise<LeaveReason> } | { readonly refused: 16020 | 16023 | 16024 | 16025 };

const MAX_LABEL = 128;

/**
 * Lets a call into the room of that name, making the room when nobody is there. It starts with the second participant, if one of those
 * present may start it (docs voice/twiml/conference#statuscallbackevent: start).
 */
export function join(world: World, call: Call, entry: Entry): Joined {
  const conference = world.store.running.get(entry.friendlyName) ?? openConference(world, entry);
  const refused = refusal(conference, entry);
  if (refused !== undefined) return { refused };
  const now = world.clock.now();
  const { promise: left, resolve } = Promise.withResolvers<LeaveReason>();
  const participant: Participant = {
    callSid: call.sid,
    call,
    label: entry.label,
    joinedAt: now,
    updatedAt: now,
    muted: entry.muted,
    hold: false,
    coaching: entry.coaching,
    endConferenceOnExit: entry.endConferenceOnExit,
    startConferenceOnEnter: entry.startConferenceOnEnter,
    beep: entry.beep,
    beepOnExit: entry.beep === 'true' || entry.beep === 'onExit',
    wait: entry.wait,
    playing: undefined,
    leave: (reason) => {
      leaveRoom(world, conference, participant, reason);
      resolve(reason);
    },
  };
  conference.participants.push(participant);
  call.presence = { conference, participant };
  conference.visits.push({ callSid: call.sid, joinedAt: now, leftAt: undefined });
  reportConference(world, conference, 'participant-join', participant);
  if (conference.status === 'in-progress') {
    if (entry.beep === 'true' || entry.beep === 'onEnter') roomHears(world, conference, { kind: 'beep', text: 'joined' });
  } else if (mayStart(conference)) start(world, conference);
  else letWait(world, conference, participant);
  return { participant, left };
}

/** Labels are unique in the room, at most 128 long, without a slash (docs voice/twiml/conference#participantlabel; codes: facts §5). */
function refusal(conference: Conference, { label }: Entry): 16020 | 16023 | 16024 | 16025 | undefined {
  if (conference.participants.length >= conference.maxParticipants) return 16020;
  if (label === undefined) return undefined;
  if (label.includes('/')) return 16023;
  if (label.length > MAX_LABEL) return 16024;
  return conference.participants.some((other) => other.label === label) ? 16025 : undefined;
}

const mayStart = ({ participants }: Conference): boolean => participants.length >= 2 && participants.some((one) => one.startConferenceOnEnter);

function start(world: World, conference: Conference): void {
  conference.status = 'in-progress';
  conference.updatedAt = world.clock.now();
  for (const participant of conference.participants) stopPlaying(participant);
  reportConference(world, conference, 'conference-start');
  const last = conference.participants.at(-1);
  if (last?.beep === 'true' || last?.beep === 'onEnter') roomHears(world, conference, { kind: 'beep', text: 'joined' });
}
