import type { Conference, Participant } from '../core/entities.ts';
import { rfc2822 } from '../core/time.ts';
import type { World } from '../core/world.ts';

/** The Conference resource (openapi: api.v2010.account.conference). */
export function conferenceFace(world: World, conference: Conference): Record<string, unknown> {
  const account = world.settings.accountSid;
  const path = `/2010-04-01/Accounts/${account}/Conferences/${conference.sid}`;
  return {
    account_sid: account,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: '2010-04-01',
    friendly_name: conference.friendlyName,
    region: conference.region,
    sid: conference.sid,
    status: conference.status,
    uri: `${path}.json`,
    subresource_uris: { participants: `${path}/Participants.json`, recordings: `${path}/Recordings.json` },
    reason_conference_ended: conference.endReason ?? null,
    call_sid_ending_conference: conference.endedBy?.callSid ?? null,
  };
}

/** What a Participant resource shows; a call on its way into the room has no place in it yet. */
export type ParticipantView = Pick<
  Participant,
  'callSid' | 'label' | 'joinedAt' | 'updatedAt' | 'muted' | 'hold' | 'coaching' | 'endConferenceOnExit' | 'startConferenceOnEnter'
>;

/** The Participant resource (openapi: api.v2010.account.conference.participant). */
export function participantFace(world: World, conference: Conference, participant: ParticipantView, status = 'connected'): Record<string, unknown> {
  const account = world.settings.accountSid;
  return {
    account_sid: account,
    call_sid: participant.callSid,
    label: participant.label ?? null,
    call_sid_to_coach: participant.coaching ?? null,
    coaching: participant.coaching !== undefined,
    conference_sid: conference.sid,
    date_created: rfc2822(participant.joinedAt),
    date_updated: rfc2822(participant.updatedAt),
    end_conference_on_exit: participant.endConferenceOnExit,
    muted: participant.muted,
    hold: participant.hold,
    start_conference_on_enter: participant.startConferenceOnEnter,
    status,
    queue_time: null,
    uri: `/2010-04-01/Accounts/${account}/Conferences/${conference.sid}/Participants/${participant.callSid}.json`,
  };
}
