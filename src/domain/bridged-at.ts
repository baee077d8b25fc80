import type { Call } from './call.ts';
import type { Conference } from './conference.ts';

/**
 * When two people were in the room for the first time, epoch milliseconds; null as long as they were not. Read off the facts, so whoever
 * starts after a crash finds the same; and once known it stays: somebody taken for a person as they came in counts, also when Twilio
 * takes them for a machine later.
 */
export function bridgedAt({ participants }: Conference): number | null {
  const joins = participants.flatMap(({ calls }) => {
    const times = calls.flatMap((call) => joinedAsPersonAt(call) ?? []);
    return times.length === 0 ? [] : [Math.min(...times)];
  });
  return joins.toSorted((one, other) => one - other)[1] ?? null;
}

function joinedAsPersonAt({ presence, machine, passedAt }: Call): number | undefined {
  const known = machine?.at ?? Infinity;
  return presence.find(({ kind, at }) => kind === 'join' && (at < known || (passedAt !== null && at >= passedAt)))?.at;
}
