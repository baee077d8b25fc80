import { aloneSince } from '../domain/alone.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';

/**
 * Ends a conference in which one person has been alone for `ALONE_MINUTES`; nothing when that is 0, or when somebody came, or may come still. Who
 * is alone is looked at under the row lock, so that nobody is cut off who has company.
 * @throws NotYet as long as they have not been alone for long enough.
 */
export async function endWhenAlone({ store, clock, rules: { aloneMs } }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  if (aloneMs === 0) return;
  const now = clock.now();
  const waits = await store.change<number | null>(conferenceId, (conference) => {
    const since = aloneSince(conference);
    if (since === null) return { events: [], result: null };
    const left = since + aloneMs - now;
    return left > 0 ? { events: [], result: left } : { events: [{ kind: 'end-decided', at: now, reason: 'alone' }], result: null };
  });
  if (typeof waits === 'number') throw new NotYet('Somebody may come', waits);
}
