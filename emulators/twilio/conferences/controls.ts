import type { Conference, Method, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { Interrupted } from '../core/world.ts';
import { hear } from '../phones/hear.ts';
import type { Line } from '../phones/leg.ts';
import { DocumentFailure } from '../twiml/fetch.ts';
import { playDocument } from '../twiml/play-document.ts';
import { reportConference } from './events.ts';
import { roomHears } from './room.ts';
import { letHold, stopPlaying } from './waiting.ts';

/** Mutes or unmutes; nothing is told when it was so already. */
export function setMuted(world: World, conference: Conference, participant: Participant, muted: boolean): void {
  if (participant.muted === muted) return;
  participant.muted = muted;
  participant.updatedAt = world.clock.now();
  reportConference(world, conference, muted ? 'participant-mute' : 'participant-unmute', participant);
}

/** Puts on hold, where they hear the HoldUrl or Twilio's music and nobody else, or brings back. */
export function setHold(world: World, conference: Conference, participant: Participant, hold: boolean, source: { url: string | undefined; method: Method }): void {
  if (participant.hold === hold) return;
  participant.hold = hold;
  participant.updatedAt = world.clock.now();
  if (hold) letHold(world, conference, participant, source);
  else stopPlaying(participant);
  reportConference(world, conference, hold ? 'participant-hold' : 'participant-unhold', participant);
}

/** Changes what else may change: told as one participant-modify. */
export function modify(
  world: World,
  conference: Conference,
  participant: Participant,
  changes: Partial<Pick<Participant, 'endConferenceOnExit' | 'beepOnExit' | 'coaching' | 'wait'>>,
): void {
  if (Object.keys(changes).length === 0) return;
  Object.assign(participant, changes);
  participant.updatedAt = world.clock.now();
  reportConference(world, conference, 'participant-modify', participant);
}

/** Plays a document to one participant or to the whole room, and tells when it has ended. A document that cannot be had is an alert only. */
export function announce(world: World, conference: Conference, source: { url: string; method: Method }, participant?: Participant): void {
  const tellRoom = (line: Omit<Line, 'at'>): void => roomHears(world, conference, line);
  const tellOne = (line: Omit<Line, 'at'>): void => void (participant !== undefined && hear(world, participant.call, line));
  const audience = { about: participant?.callSid ?? conference.sid, hear: participant === undefined ? tellRoom : tellOne };
  const params = { AccountSid: world.settings.accountSid, ConferenceSid: conference.sid, ...(participant === undefined ? {} : { CallSid: participant.callSid }) };
  playDocument(world, source, params, audience, new AbortController().signal)
    .then(() => {
      // Who left meanwhile is not described any more.
      const present = participant !== undefined && conference.participants.includes(participant) ? participant : undefined;
      reportConference(world, conference, 'announcement-end', present, { AnnounceUrl: source.url });
    })
    .catch((error: unknown) => {
      if (!(error instanceof DocumentFailure || error instanceof Interrupted)) world.surprises.note('crash', String(error));
    });
}
