import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';

/** Longest time from the wish to the first ring: whoever asked waits for phones, and later has called by other means or gone home. */
export const STARTS_WITHIN_MS = 60 * 60_000;

/** Whether nobody remembers the wish: phones that rang now would startle people. @param now epoch milliseconds. */
export function isTooLateToStart({ requestedAt }: Pick<Conference, 'requestedAt'>, now: number): boolean {
  return now - requestedAt > STARTS_WITHIN_MS;
}

/**
 * Ends a conference whose people nobody could find, and lets its host know. Nothing ends it else, for nobody rings and nobody can leave; and as long as
 * it stands there, everybody of the workspace might be among its people, and nobody could be erased. Running twice changes nothing.
 */
export async function giveUpStart({ store, clock }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const at = clock.now();
  await store.change(conferenceId, ({ peopleKnownAt, state }) => ({
    events: peopleKnownAt !== null || state === 'ended' ? [] : [{ kind: 'end-decided', at, reason: 'people-unknown' }],
    result: undefined,
  }));
}
