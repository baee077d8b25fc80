import type { Context } from './context.ts';

/** Ends a conference that has lasted `MAX_CONFERENCE_MINUTES`; nothing when it ended before. */
export async function endAtLimit({ store, clock }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const at = clock.now();
  await store.change(conferenceId, ({ state }) => ({
    events: state === 'ended' ? [] : [{ kind: 'end-decided', at, reason: 'time-limit' }],
    result: undefined,
  }));
}
