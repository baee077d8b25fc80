import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import type { Subject } from './ports.ts';

/** How often a conference somebody is in is looked at until it is settled. */
const AGAIN_MS = 60_000;

/**
 * Erases somebody from phone book and history. What goes on is waited for: the phones of a conference cannot do without their numbers.
 * @throws NotYet as long as they are in a conference that is not settled.
 */
export async function erasePerson({ erasure, log }: Context, { teamId, subject }: { readonly teamId: string; readonly subject: Subject }): Promise<void> {
  const { unsettled } = await erasure.erase(teamId, subject);
  if (unsettled > 0) throw new NotYet('Somebody who is to be erased is in a conference that goes on', AGAIN_MS);
  log.info({ team: teamId }, 'Somebody was erased from phone book and history');
}
