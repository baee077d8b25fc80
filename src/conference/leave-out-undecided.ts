import { isHeld, waitsForTheHost } from '../domain/held.ts';
import type { Context } from './context.ts';

/** How long nobody's phone rings while the host says nothing about those who are held. */
export const DECIDED_WITHIN_MS = 10 * 60_000;

/**
 * Leaves out those about whom nobody said anything, where nobody was rung at all: such a conference would otherwise stand there until its time
 * limit, and ring somebody long after anybody wanted it. Where others are on the phone they stay held until it ends.
 */
export async function leaveOutUndecided({ store, clock }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const at = clock.now();
  await store.change(conferenceId, (conference) => {
    if (conference.state === 'ended' || !waitsForTheHost(conference)) return { events: [], result: undefined };
    const participantIds = conference.participants.filter(isHeld).map(({ id }) => id);
    return { events: [{ kind: 'held-decided', at, by: null, decision: 'leave-out', participantIds }], result: undefined };
  });
}
