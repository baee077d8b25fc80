import type { AddPeopleResult } from './add-people.ts';
import { addPeople } from './add-people.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import { findInvited } from './find-invited.ts';
import type { Invited } from './ports.ts';
import type { Press, Refusal } from './reach-into.ts';
import { lookInto } from './reach-into.ts';
import { whoIsHeld } from './who-is-held.ts';

/** Somebody chooses people to be rung into a conference that goes on. */
export interface AddMorePeople extends Press {
  readonly invited: Invited;
  /** The form's: submitted twice, it rings nobody twice. */
  readonly pressId: string;
}

export type AddMorePeopleResult = Refusal | AddPeopleResult | { readonly kind: 'slack-is-away' } | { readonly kind: 'too-many'; readonly count: number; readonly limit: number };

/** Looks people up and has them rung; whoever is there already is left alone, and about whom it is night for the host is asked. @throws only what the database throws. */
export async function addMorePeople(context: Context, { teamId, conferenceId, userId, invited, pressId }: AddMorePeople): Promise<AddMorePeopleResult> {
  const looked = await lookInto(context, { teamId, conferenceId, userId });
  if (looked.kind !== 'seen') return looked;
  const { conference } = looked;
  try {
    const found = await findInvited(context, { teamId, hostUserId: conference.hostUserId, keptFor: conferenceId }, invited);
    if (found.kind === 'too-many') return { kind: 'too-many', count: found.count, limit: context.rules.maxParticipants };
    await context.foundSoFar.forget(conferenceId);
    const held = await whoIsHeld(context, { conference, urgent: invited.urgent }, found.people);
    return await addPeople(context, { teamId, conferenceId, by: userId, pressId, people: found.people.map((person) => ({ ...person, held: held.get(person.key) ?? null })) });
  } catch (error) {
    if (error instanceof RateLimited || error instanceof Unavailable) return { kind: 'slack-is-away' };
    throw error;
  }
}
