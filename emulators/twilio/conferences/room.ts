import type { Call, Conference, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { hear } from '../phones/hear.ts';
import type { Line } from '../phones/leg.ts';

/** The conference of that name that has not ended: there is at most one (docs voice/twiml/conference). */
export function runningConference(world: World, friendlyName: string): Conference | undefined {
  for (const conference of world.store.conferences.values()) {
    if (conference.friendlyName === friendlyName && conference.status !== 'completed') return conference;
  }
  return undefined;
}

/** Where a call is, if it is in a room. */
export function presenceOf(world: World, call: Call): { conference: Conference; participant: Participant } | undefined {
  for (const conference of world.store.conferences.values()) {
    if (conference.status === 'completed') continue;
    const participant = conference.participants.find((one) => one.callSid === call.sid);
    if (participant !== undefined) return { conference, participant };
  }
  return undefined;
}

/** Lets everybody in the room hear something, except those on hold and `except`. */
export function roomHears(world: World, conference: Conference, line: Omit<Line, 'at'>, except?: Participant): void {
  for (const participant of conference.participants) {
    if (participant !== except && !participant.hold) hear(world, participant.call, line);
  }
}
