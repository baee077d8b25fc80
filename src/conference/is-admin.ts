import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import { inTime } from './in-time.ts';
import type { OfPerson } from './ports.ts';

/** Whether somebody is an admin or owner of the workspace; `not-known` while Slack does not say. */
export type IsAdmin = 'yes' | 'no' | 'not-known';

/**
 * Whether somebody is an admin, for who waits for it. What follows from not knowing is theirs to decide; the log notes it.
 * @param withinMs milliseconds they can wait; as long as Slack takes when absent.
 * @throws only what is no trouble of Slack's.
 */
export async function isAdmin(context: Pick<Context, 'directory' | 'clock' | 'log'>, person: OfPerson, withinMs?: number): Promise<IsAdmin> {
  try {
    const asking = askWhetherAdmin(context, person);
    const answer = withinMs === undefined ? await asking : await inTime(context.clock, asking, withinMs, null);
    return answer === null ? 'not-known' : answer ? 'yes' : 'no';
  } catch (error) {
    if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
    context.log.info({ error }, 'Slack did not say whether somebody is an admin');
    return 'not-known';
  }
}

/**
 * The same, for a job that can be tried again.
 * @throws RateLimited or Unavailable when Slack does not say.
 */
export async function askWhetherAdmin({ directory }: Pick<Context, 'directory'>, { teamId, slackUserId }: OfPerson): Promise<boolean> {
  const person = await directory.person(teamId, slackUserId, false);
  return person.kind === 'person' && person.isAdmin;
}
