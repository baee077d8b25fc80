import type { Conference } from '../domain/conference.ts';
import type { Presser } from '../domain/may-control.ts';
import { mayControl } from '../domain/may-control.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import type { Decision } from './ports.ts';

/** Somebody reaches into a conference from Slack. */
export interface Press {
  /** The workspace they belong to. */
  readonly teamId: string;
  readonly conferenceId: string;
  readonly userId: string;
}

/** Why nothing was done. */
export type Refusal =
  /** No such conference in their workspace. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-allowed'; readonly hostUserId: string };

/**
 * Lets somebody change a conference that goes on, if they may; looked at anew under its lock, for a press can come late. Refusals are values.
 * @throws only what the database throws.
 */
export async function reachInto<Result>(
  context: Context, { teamId, conferenceId, userId }: Press, may: (conference: Conference, presser: Presser) => boolean, decide: (conference: Conference) => Decision<Result>,
): Promise<Result | Refusal> {
  const seen = await context.store.read(conferenceId);
  // Before Slack is asked about anybody: an id of another workspace finds nothing.
  if (seen === null || seen.teamId !== teamId) return { kind: 'unknown' };
  const presser = await presserOf(context, seen, userId);
  return (await context.store.change<Result | Refusal>(conferenceId, (conference) => {
    if (isOver(conference)) return { events: [], result: { kind: 'ended' } };
    if (!may(conference, presser)) return { events: [], result: { kind: 'not-allowed', hostUserId: conference.hostUserId } };
    return decide(conference);
  })) ?? { kind: 'unknown' };
}

/** Whether nobody can do anything in it any more. */
export function isOver({ state, decidedEnd }: Pick<Conference, 'state' | 'decidedEnd'>): boolean {
  return state === 'ended' || decidedEnd !== null;
}

/** Who somebody is to a conference of their workspace. Slack is asked only where it matters; where it does not say, they are no admin for now. */
export async function presserOf({ directory, rules, log }: Pick<Context, 'directory' | 'rules' | 'log'>, conference: Conference, userId: string): Promise<Presser> {
  if (mayControl(rules.controls, conference, { userId, isAdmin: false })) return { userId, isAdmin: false };
  try {
    const person = await directory.person(conference.teamId, userId, false);
    return { userId, isAdmin: person.kind === 'person' && person.isAdmin };
  } catch (error) {
    if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
    log.info({ error }, 'Slack did not say whether somebody is an admin; for now they are none');
    return { userId, isAdmin: false };
  }
}
