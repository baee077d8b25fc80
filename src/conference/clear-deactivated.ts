import type { Context } from './context.ts';
import type { FoundPerson } from './find-people.ts';

/** Whoever turns out to be deactivated in Slack goes from the phone book: nobody is to be told again of a number nobody looks after. */
export async function clearDeactivated({ erasure }: Context, teamId: string, found: readonly FoundPerson[]): Promise<void> {
  const gone = found.flatMap(({ slackUserId, notCalled }) => (slackUserId !== null && notCalled?.code === 'deactivated' ? [slackUserId] : []));
  if (gone.length > 0) await erasure.fromBook(teamId, gone);
}
