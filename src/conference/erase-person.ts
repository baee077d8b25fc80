import type { Context } from './context.ts';
import type { Subject } from './ports.ts';

/** Erases somebody from phone book and history. What goes on is waited for: the phones of a conference cannot do without their numbers. */
export async function erasePerson({ erasure, log }: Context, { teamId, subject }: { readonly teamId: string; readonly subject: Subject }): Promise<void> {
  const { isDone } = await erasure.erase(teamId, subject);
  if (isDone) log.info({ team: teamId }, 'Somebody was erased from phone book and history');
}
