import type { Conference } from '../conference.ts';
import { liveFor } from '../conference.ts';
import { costOf } from '../cost.ts';
import type { Participant } from '../participant.ts';
import { timeInRoom } from '../participant-state.ts';
import { maskPhoneNumber } from '../phone-number.ts';
import { moneyCells, timeCell } from './cells.ts';

export const HISTORY_TITLES = [
  'conference', 'started (UTC)', 'ended (UTC)', 'minutes live', 'host', 'host id', 'channel id', 'end', 'person', 'number', 'state', 'minutes in the room', 'minutes on the phone', 'cost', 'currency', 'calls not priced',
] as const;

/** A conference as lines of a file, one for each person, whose number is masked to its last two digits. @param hostName empty when nobody knows it. @param now epoch milliseconds. */
export function historyRows(conference: Conference, hostName: string, now: number): readonly (readonly string[])[] {
  const { name, requestedAt, end, hostUserId, channelId, state, participants } = conference;
  const until = end?.at ?? now;
  const shared = [
    name ?? 'Conference', timeCell(requestedAt), timeCell(end?.at ?? null), minutes(liveFor(conference, until)), hostName, hostUserId,
    /^[CG]/u.test(channelId) ? channelId : 'direct messages', end?.reason ?? state,
  ];
  if (participants.length === 0) return [[...shared, '', '', '', '', '', '', '', '']];
  return participants.map((person) => [...shared, ...personCells(conference, person, until)]);
}

function personCells(conference: Conference, person: Participant, until: number): string[] {
  const cost = costOf({ ...conference, participants: [person] }, until);
  return [
    person.name, numberOf(person), person.state, minutes(timeInRoom(conference, person, until)), String(cost.minutes), ...moneyCells(cost.known), String(cost.unpriced),
  ];
}

/** One sealed with a key nobody has any more is lost; the rest of the history is not. */
function numberOf(person: Participant): string {
  try {
    return person.number === null ? '' : maskPhoneNumber(person.number.e164);
  } catch {
    return 'not readable';
  }
}

/** To a tenth. */
function minutes(ms: number): string {
  return (ms / 60_000).toFixed(1);
}
