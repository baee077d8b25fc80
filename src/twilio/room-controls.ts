import type { ControlOutcome, InRoom, RoomControls } from '../conference/ports/room-controls.ts';
import { announcementUrl } from './addresses.ts';
import type { Client } from './client.ts';
import { asking } from './asking.ts';
import { isOverAlready } from './refusals.ts';
import twilio from 'twilio';

/** Reaching into rooms through Twilio's REST API (docs voice/api/conference-participant-resource, conference-resource). */
export function createRoomControls(client: Client, { publicUrl }: { readonly publicUrl: string }): RoomControls {
  const participant = ({ roomSid, callSid }: InRoom) => client.conferences(roomSid).participants(callSid);
  return {
    mute: (who, muted) => reaching('Participant update', () => participant(who).update({ muted })),
    hold: (who, hold) => reaching('Participant update', () => participant(who).update({ hold })),
    announce: (roomSid, announcementId) => reaching('Conference update', () =>
      client.conferences(roomSid).update({ announceUrl: announcementUrl(publicUrl, announcementId), announceMethod: 'POST' })),
  };
}

/** Whoever has just left is no error: they are where they were to be taken, or out of reach. */
function reaching(what: string, reach: () => Promise<unknown>): Promise<ControlOutcome> {
  return asking(what, async () => {
    try {
      await reach();
      return 'done';
    } catch (error) {
      if (error instanceof twilio.RestException && isOverAlready(error.code, error.status)) return 'gone';
      throw error;
    }
  });
}
