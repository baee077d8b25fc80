import type { ParticipantState } from '../domain/participant.ts';
import type { AddPeopleResult } from './add-people.ts';
import { addPeople } from './add-people.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import type { FoundPerson } from './find-people.ts';
import { findPeople } from './find-people.ts';

/** Somebody presses Join: their own phone is to be rung into a conference that goes on. */
export interface JoinConference {
  /** The workspace the presser belongs to. */
  readonly teamId: string;
  readonly conferenceId: string;
  readonly userId: string;
  /** Slack's trigger_id of the press: delivered twice, it rings once. */
  readonly pressId: string;
}

export type JoinResult =
  /** Their phone rings within moments; the thread says that they asked for it. */
  | { readonly kind: 'rung'; readonly conferenceName: string }
  | { readonly kind: 'there-already'; readonly conferenceName: string; readonly state: ParticipantState }
  /** No such conference in their workspace. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ended' }
  /** Its own people are still being looked for: in a moment. */
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'full'; readonly limit: number }
  /** Somebody of another organisation, whose number Slack does not tell. */
  | { readonly kind: 'foreign' }
  /** Neither proved nor set, nor (readably) in their profile. */
  | { readonly kind: 'no-number' }
  /** There is a number, and we may not ring it. */
  | { readonly kind: 'not-called'; readonly sentence: string }
  /** The phone rings, or is in the room, for somebody else. */
  | { readonly kind: 'same-phone'; readonly as: string }
  /** Slack cannot say just now who they are; nobody was rung. */
  | { readonly kind: 'slack-is-away' };

/** What `findPeople` says of somebody without a number. */
const WITHOUT_NUMBER: ReadonlySet<string> = new Set(['no-number', 'profile-number-unreadable']);

/**
 * Rings whoever presses Join, whatever their clock shows and also with "do not ring me" on: it is their own wish. Refusals are values.
 * @throws only what the database throws.
 */
export async function joinConference(context: Context, { teamId, conferenceId, userId, pressId }: JoinConference): Promise<JoinResult> {
  const conference = await context.store.read(conferenceId);
  // Before Slack is asked about anybody: an id of another workspace finds nothing.
  if (conference === null || conference.teamId !== teamId) return { kind: 'unknown' };
  if (conference.state === 'ended') return { kind: 'ended' };
  const found = await findPresser(context, conference, userId);
  if (found === undefined) return { kind: 'slack-is-away' };
  return joined(await addPeople(context, { teamId, conferenceId, by: userId, pressId, people: [{ ...found, held: null }] }));
}

async function findPresser(context: Context, conference: { readonly teamId: string; readonly hostUserId: string }, userId: string): Promise<FoundPerson | undefined> {
  try {
    const [found] = await findPeople(context, conference, [{ kind: 'slack-user', userId, addedAsHost: false, byOwnWish: true }]);
    return found;
  } catch (error) {
    if (error instanceof RateLimited || error instanceof Unavailable) return undefined;
    throw error;
  }
}

function joined(result: AddPeopleResult): JoinResult {
  if (result.kind !== 'done') return result;
  const [person] = result.people;
  if (person === undefined) return { kind: 'unknown' };
  const { became } = person;
  const { conferenceName } = result;
  switch (became.kind) {
    case 'rung': case 'held': return { kind: 'rung', conferenceName };
    case 'there-already': return { kind: 'there-already', conferenceName, state: became.state };
    case 'same-phone': return became;
    case 'not-called':
      if (WITHOUT_NUMBER.has(became.code)) return { kind: 'no-number' };
      return became.code === 'foreign-team' ? { kind: 'foreign' } : { kind: 'not-called', sentence: became.sentence };
  }
}
