import type { Conference } from '../domain/conference.ts';
import type { Presser } from '../domain/may-control.ts';
import { mayControl } from '../domain/may-control.ts';
import type { Context } from './context.ts';
import { isAdmin } from './is-admin.ts';
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

/** Whether somebody may do something to a conference as it is. */
export type May = (conference: Conference, presser: Presser) => boolean;

/**
 * Lets somebody change a conference that goes on, if they may; looked at anew under its lock, for a press can come late. Refusals are values.
 * @throws only what the database throws.
 */
export async function reachInto<Result>(context: Context, press: Press, may: May, decide: (conference: Conference) => Decision<Result>): Promise<Result | Refusal> {
  const seen = await find(context, press);
  if (seen === undefined) return { kind: 'unknown' };
  const presser = await presserOf(context, seen, press.userId);
  return (await context.store.change<Result | Refusal>(press.conferenceId, (conference) => refusalOf(conference, presser, may) ?? decide(conference))) ?? { kind: 'unknown' };
}

/**
 * The conference somebody means, as it stands; for what is looked up before anything is changed. Refusals are values.
 * @param may who controls all of it when absent.
 * @throws only what the database throws.
 */
export async function lookInto(context: Context, press: Press, may: May = mayControlAll(context)): Promise<Refusal | { readonly kind: 'seen'; readonly conference: Conference }> {
  const conference = await find(context, press);
  if (conference === undefined) return { kind: 'unknown' };
  // Before Slack is asked who they are: of what is over nobody may do anything.
  if (isOver(conference)) return { kind: 'ended' };
  return refusalOf(conference, await presserOf(context, conference, press.userId), may)?.result ?? { kind: 'seen', conference };
}

/** Whoever may do everything, by `CONTROLS`. */
export function mayControlAll({ rules }: Pick<Context, 'rules'>): May {
  return (conference, presser) => mayControl(rules.controls, conference, presser);
}

/** An id of another workspace finds nothing. */
async function find({ store }: Context, { teamId, conferenceId }: Press): Promise<Conference | undefined> {
  const conference = await store.read(conferenceId);
  return conference === null || conference.teamId !== teamId ? undefined : conference;
}

function refusalOf(conference: Conference, presser: Presser, may: May): Decision<Refusal> | undefined {
  if (isOver(conference)) return { events: [], result: { kind: 'ended' } };
  return may(conference, presser) ? undefined : { events: [], result: { kind: 'not-allowed', hostUserId: conference.hostUserId } };
}

/** Whether nobody can do anything in it any more. */
export function isOver({ state, decidedEnd }: Pick<Conference, 'state' | 'decidedEnd'>): boolean {
  return state === 'ended' || decidedEnd !== null;
}

/** Who somebody is to a conference of their workspace. Slack is asked only where it matters; where it does not say, they are no admin for now. */
export async function presserOf(context: Pick<Context, 'directory' | 'rules' | 'clock' | 'log'>, conference: Conference, userId: string): Promise<Presser> {
  if (mayControl(context.rules.controls, conference, { userId, isAdmin: false })) return { userId, isAdmin: false };
  return { userId, isAdmin: (await isAdmin(context, { teamId: conference.teamId, slackUserId: userId })) === 'yes' };
}

/** Whose rights are asked about; of somebody nobody knows, nobody's own. */
export function personOf({ participants }: Pick<Conference, 'participants'>, participantId: string): { readonly slackUserId: string | null } {
  return participants.find(({ id }) => id === participantId) ?? { slackUserId: null };
}
