import type { Context } from './context.ts';
import { expandInvitees } from './expand-invitees.ts';
import type { Finding, FoundPerson } from './find-people.ts';
import { findPeople } from './find-people.ts';
import type { Invited } from './ports.ts';
import { refuseDoubles } from './refuse-doubles.ts';
import { rememberNumbers, withTypedNumbers } from './typed-numbers.ts';

export type FoundInvited =
  | { readonly kind: 'found'; readonly people: readonly FoundPerson[] }
  /** Groups are opened up: more than `MAX_PARTICIPANTS`. */
  | { readonly kind: 'too-many'; readonly count: number };

/**
 * The people of a conference with their numbers, those rung among them once each.
 * @throws RateLimited or Unavailable when Slack cannot say who they are.
 */
export async function findInvited(context: Context, finding: Finding, invited: Invited): Promise<FoundInvited> {
  const targets = await expandInvitees(context, finding, invited);
  const count = targets.filter(({ kind }) => kind !== 'nobody').length;
  if (count > context.rules.maxParticipants) return { kind: 'too-many', count };
  const found = await findPeople(context, finding, targets);
  return { kind: 'found', people: refuseDoubles(await withTypedNumbers(context, finding.teamId, found, invited.typedNumbers)) };
}

/** Keeps the numbers the host typed and wants to be remembered, before people are looked up to be rung. */
export async function rememberTyped(context: Context, finding: Finding, invited: Invited): Promise<void> {
  if (invited.rememberNumbers !== true) return;
  const found = await findPeople(context, finding, await expandInvitees(context, finding, invited));
  await rememberNumbers(context, finding, found, invited.typedNumbers);
}
