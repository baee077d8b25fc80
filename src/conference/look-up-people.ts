import type { Context } from './context.ts';
import { inTurn } from './in-turn.ts';
import type { SlackPerson, ToldOfPerson } from './ports.ts';

/** Requests to Slack at once: its tiers count by the minute, and fifty at a time would be refused together. */
const LOOKUPS_AT_ONCE = 8;

/** For which conference people are looked up. */
export interface LookUp {
  readonly teamId: string;
  /**
   * The conference they are to be rung into: those found are kept for it when Slack makes us wait for the rest, and it alone is asked for the next time. Whoever
   * has found all of them has to `forget` them. Absent: whoever asks once more begins anew.
   */
  readonly keptFor?: string;
}

/**
 * What Slack tells of people, by user id. Slack tells of 100 a minute, in all conferences together (docs apis/web-api/rate-limits; users.info is of tier 4), so with many a try
 * may end before all are found; begun anew each time, it would never come further.
 * @param wanted user ids, each with whether the profile's phone is needed.
 * @throws RateLimited or Unavailable when Slack does not tell of all of them now.
 */
export async function lookUpPeople({ directory, foundSoFar }: Context, { teamId, keptFor }: LookUp, wanted: ReadonlyMap<string, boolean>): Promise<ReadonlyMap<string, SlackPerson>> {
  const before = keptFor === undefined ? NOBODY : await foundSoFar.of(keptFor);
  const found = new Map([...wanted].flatMap(([userId, wantsPhone]) => {
    const told = before.get(userId);
    return told === undefined || (wantsPhone && !told.withPhone) ? [] : [[userId, told.person] as const];
  }));
  const news: ToldOfPerson[] = [];
  let failure: { readonly why: unknown } | undefined;
  // Whoever is being asked about when Slack refuses is waited for: their answer counts in its limit, too.
  await inTurn([...wanted].filter(([userId]) => !found.has(userId)), LOOKUPS_AT_ONCE, async ([userId, withPhone]) => {
    if (failure !== undefined) return;
    try {
      const person = await directory.person(teamId, userId, withPhone);
      found.set(userId, person);
      news.push({ person, withPhone });
    } catch (error) {
      failure ??= { why: error };
    }
  });
  if (failure === undefined) return found;
  if (keptFor !== undefined && news.length > 0) await foundSoFar.keep({ id: keptFor, teamId }, news);
  throw failure.why;
}

const NOBODY: ReadonlyMap<string, ToldOfPerson> = new Map();
