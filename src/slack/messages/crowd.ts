import type { Conference } from '../../domain/conference.ts';
import type { Participant } from '../../domain/participant.ts';
import { listNames } from '../../domain/people-names.ts';
import { timeInRoom } from '../../domain/participant-state.ts';
import { STATE_ORDER, stateMark, wordsFor } from './person-state.ts';
import { capital, duration } from './text.ts';

/** More people than this nobody reads one by one in a channel: those who share a state are counted, and the details show everybody. */
const MOST_ONE_BY_ONE = 25;
/** As many of one state still get a line each: the few who are missing, with their reasons, are what a crowd is looked at for. */
const FEW = 5;
/** Names in the line of a crowd. */
export const NAMED = 10;

/** Whether the card of a conference counts people instead of showing each. */
export function isCrowd({ participants }: Conference): boolean {
  return participants.length > MOST_ONE_BY_ONE;
}

/**
 * The people of a crowd: "🟢 In the room (48): Alice Ames, Bob Berg … and 38 others", and a line of their own for the few.
 * @param lineOf the line of one person.
 */
export function crowdLines(conference: Conference, lineOf: (participant: Participant) => string): string[] {
  return STATE_ORDER.flatMap((state) => {
    const there = Map.groupBy(conference.participants.filter((participant) => participant.state === state), (participant) => wordsFor(conference, participant));
    return [...there].flatMap(([words, people]) => (people.length <= FEW
      ? people.map(lineOf)
      : [`${stateMark(state)} ${capital(words)} (${people.length}): ${listNames(people.map((person) => nameWithTime(conference, person)), { max: NAMED })}`]));
  });
}

/** A name, and at the end for how long they were in. */
export function nameWithTime(conference: Conference, participant: Participant): string {
  const time = conference.end === null ? 0 : timeInRoom(conference, participant, conference.end.at);
  return time > 0 ? `${participant.name} (${duration(time)})` : participant.name;
}
