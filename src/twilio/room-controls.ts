import type { ControlOutcome, InRoom, RoomControls } from '../conference/ports/room-controls.ts';
import { announcementUrl } from './addresses.ts';
import type { Client } from './client.ts';
import { asking } from './asking.ts';
import { isOfIdleRoom, isOverAlready } from './refusals.ts';
import twilio from 'twilio';

/** Reaching into rooms through Twilio's REST API (docs voice/api/conference-participant-resource, conference-resource). */
export function createRoomControls(client: Client, { publicUrl }: { readonly publicUrl: string }): RoomControls {
  const participant = ({ roomSid, callSid }: InRoom) => client.conferences(roomSid).participants(callSid);
  const reaching = (what: string, roomSid: string, reach: () => Promise<unknown>): Promise<ControlOutcome> => asking(what, () => outcomeOf(client, roomSid, reach));
  return {
    mute: (who, muted) => reaching('Participant update', who.roomSid, () => participant(who).update({ muted })),
    hold: (who, hold) => reaching('Participant update', who.roomSid, () => participant(who).update({ hold })),
    announce: (roomSid, announcementId) => reaching('Conference update', roomSid, () =>
      client.conferences(roomSid).update({ announceUrl: announcementUrl(publicUrl, announcementId), announceMethod: 'POST' })),
  };
}

/**
 * Whoever has just left is no error: they are where they were to be taken, or out of reach. Nor is a room that has not started; Twilio's codes are the
 * same for one that has ended, so it is asked which of the two it is.
 */
async function outcomeOf(client: Client, roomSid: string, reach: () => Promise<unknown>): Promise<ControlOutcome> {
  try {
    await reach();
    return 'done';
  } catch (error) {
    if (!(error instanceof twilio.RestException)) throw error;
    if (isOfIdleRoom(error.code)) return (await hasEnded(client, roomSid)) ? 'gone' : 'too-early';
    if (isOverAlready(error.code, error.status)) return 'gone';
    throw error;
  }
}

async function hasEnded(client: Client, roomSid: string): Promise<boolean> {
  try {
    return (await client.conferences(roomSid).fetch()).status === 'completed';
  } catch (error) {
    if (error instanceof twilio.RestException && isOverAlready(error.code, error.status)) return true;
    throw error;
  }
}
