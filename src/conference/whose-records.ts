import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import type { OfPerson, Whose } from './ports.ts';

/** What somebody may read of what was talked and what it cost. */
export type Sees =
  /** Everybody's: they are an admin or owner of the workspace. */
  | 'all'
  /** Their own. */
  | 'own'
  /** Their own, for Slack does not say just now whether they are an admin. */
  | 'own-for-now';

/**
 * Whether a Slack user sees everybody's conferences.
 * @throws RateLimited or Unavailable when Slack cannot say who they are.
 */
export async function seesAll({ directory }: Pick<Context, 'directory'>, { teamId, slackUserId }: OfPerson): Promise<boolean> {
  const person = await directory.person(teamId, slackUserId, false);
  return person.kind === 'person' && person.isAdmin;
}

/** What somebody sees who waits for it: where Slack does not answer, what is theirs at any rate. */
export async function whatTheySee(context: Pick<Context, 'directory' | 'log'>, person: OfPerson): Promise<Sees> {
  try {
    return (await seesAll(context, person)) ? 'all' : 'own';
  } catch (error) {
    if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
    context.log.info({ error }, 'Slack did not say whether somebody is an admin; they see what is theirs');
    return 'own-for-now';
  }
}

/** Whose records that makes. */
export function whose({ teamId, slackUserId }: OfPerson, ofAll: boolean): Whose {
  return { teamId, slackUserId: ofAll ? null : slackUserId };
}
