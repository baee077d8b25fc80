import type { Conference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import type { Participant } from './participant.ts';
import { latestCall } from './participant.ts';
import type { PersonLine } from './thread-line.ts';

/** The lines of the thread that say whose wish it was that somebody is rung now, or is not. */
export function wishes(before: Conference, after: Conference, event: ConferenceEvent): Effect[] {
  if (event.kind !== 'people-added' && event.kind !== 'ring-again' && event.kind !== 'held-decided') return [];
  const { at, by } = event;
  const known = new Map(before.participants.map((participant) => [participant.id, participant]));
  return after.participants.flatMap((participant): Effect[] => {
    const { id, slackUserId } = participant;
    const kind = wishAbout(known.get(id), participant);
    if (kind === null) return [];
    const own = by !== null && by === slackUserId && kind !== 'left-out';
    const line = { key: `${id}:${latestCall(participant)?.id ?? ''}:${kind}`, kind: own ? 'asked-to-be-rung' as const : kind, participantId: id, at, by };
    return [{ effect: 'say-in-thread', line }];
  });
}

function wishAbout(before: Participant | undefined, after: Participant): Extract<PersonLine, 'added' | 'rung-again' | 'rung-anyway' | 'left-out'> | null {
  if (before === undefined) return 'added';
  if (before.held?.decided !== after.held?.decided) return after.held?.decided?.decision === 'leave-out' ? 'left-out' : 'rung-anyway';
  return before.calls.length < after.calls.length ? 'rung-again' : null;
}
