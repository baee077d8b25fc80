import type { Conference, Participant } from '../core/entities.ts';
import { rfc2822 } from '../core/time.ts';
import type { World } from '../core/world.ts';
import { report } from '../webhooks/callbacks.ts';

/** StatusCallbackEvent values, with the word of statusCallbackEvent that subscribes to each (docs voice/twiml/conference). */
const SUBSCRIPTIONS = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'participant-speech-start': 'speaker',
  'participant-speech-stop': 'speaker',
  'announcement-end': 'announcement',
} as const;

export type ConferenceEventName = keyof typeof SUBSCRIPTIONS;

/**
 * Tells whoever the first participant named of something in the room. SequenceNumber counts the conference's callbacks from 0.
 * @param participant whom it is about, for every event but start, end and a whole room's announcement.
 */
export function reportConference(
  world: World,
  conference: Conference,
  event: ConferenceEventName,
  participant?: Participant,
  extra: Readonly<Record<string, string>> = {},
): void {
  world.journal.write({
    direction: 'world',
    what: `conference.${event}`,
    request: { conferenceSid: conference.sid, friendlyName: conference.friendlyName, callSid: participant?.callSid, label: participant?.label, ...extra },
  });
  const { reporting } = conference;
  if (reporting === undefined || !reporting.events.has(SUBSCRIPTIONS[event])) return;
  const params = {
    AccountSid: world.settings.accountSid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.friendlyName,
    SequenceNumber: String(conference.sequence++),
    StatusCallbackEvent: event,
    Timestamp: rfc2822(world.clock.now()),
    ...(participant === undefined ? {} : participantParams(participant)),
    ...extra,
  };
  report(world, { url: reporting.url, method: reporting.method, params, event, about: conference.sid });
}

function participantParams(participant: Participant): Record<string, string> {
  return {
    CallSid: participant.callSid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coaching !== undefined),
    EndConferenceOnExit: String(participant.endConferenceOnExit),
    StartConferenceOnEnter: String(participant.startConferenceOnEnter),
    ...(participant.label === undefined ? {} : { ParticipantLabel: participant.label }),
  };
}
