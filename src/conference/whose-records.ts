import type { Context } from './context.ts';
import type { IsAdmin } from './is-admin.ts';
import { isAdmin } from './is-admin.ts';
import type { OfPerson, Whose } from './ports.ts';

/** What somebody may read of what was talked and what it cost. */
export type Sees =
  /** Everybody's: they are an admin or owner of the workspace. */
  | 'all'
  /** Their own. */
  | 'own'
  /** Their own, for Slack does not say just now whether they are an admin. */
  | 'own-for-now';

const SEEN: Readonly<Record<IsAdmin, Sees>> = { yes: 'all', no: 'own', 'not-known': 'own-for-now' };

/** What somebody sees who waits for it: where Slack does not answer, what is theirs at any rate. */
export async function whatTheySee(context: Pick<Context, 'directory' | 'clock' | 'log'>, person: OfPerson): Promise<Sees> {
  return SEEN[await isAdmin(context, person)];
}

/** Whose records that makes. */
export function whose({ teamId, slackUserId }: OfPerson, ofAll: boolean): Whose {
  return { teamId, slackUserId: ofAll ? null : slackUserId };
}
