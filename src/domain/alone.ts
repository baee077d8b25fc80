import type { Conference } from './conference.ts';
import type { Participant } from './participant.ts';
import { everJoined, isUnsettled } from './participant.ts';
import { inRoomSince, partEndedAt } from './participant-state.ts';

/**
 * Since when one person is in the room and nobody else can come any more, epoch milliseconds; null while it is otherwise. Whoever is rung, held, or
 * asked to press 1 may still come. Read off everything known, and not of the order it came in; each end of somebody else's part begins it anew.
 */
export function aloneSince(conference: Conference): number | null {
  if (conference.state !== 'live' || conference.decidedEnd !== null) return null;
  const { participants } = conference;
  const [one, ...others] = participants.filter(({ state }) => isUnsettled(state) || state === 'held');
  const since = one?.state === 'joined' && others.length === 0 ? inRoomSince(one) : undefined;
  if (one === undefined || since === undefined) return null;
  return Math.max(since, ...participants.flatMap((participant) => (participant === one ? [] : partEndedAt(conference, participant) ?? [])));
}

/** Whoever was in the room last; undefined when nobody ever was. */
export function lastOneIn({ participants }: Pick<Conference, 'participants'>): Participant | undefined {
  return participants.filter(everJoined).toSorted((a, b) => outAt(b) - outAt(a))[0];
}

/** When they went out of the room, the last time; they are in it still when nobody said so. */
function outAt({ calls }: Participant): number {
  const last = calls.flatMap(({ presence }) => presence).at(-1);
  return last?.kind === 'leave' ? last.at : Infinity;
}
