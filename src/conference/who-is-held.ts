import type { Conference } from '../domain/conference.ts';
import type { Held, Window } from '../domain/quiet-hours.ts';
import { whyHeld } from '../domain/quiet-hours.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import type { FoundPerson } from './find-people.ts';
import { inTime } from './in-time.ts';

/** What Slack can tell of Do Not Disturb and of the host's clock is not worth more of everybody's time than this. */
const SLACK_WITHIN_MS = 1_000;

/** Whom a conference is for, and whether it cannot wait. */
export interface NightWatch {
  readonly conference: Pick<Conference, 'id' | 'teamId' | 'hostUserId'>;
  readonly urgent: boolean;
}

/**
 * Who among these people is not rung before the host says so, and why (`whyHeld`), by their key. Never the host; nor outside contacts, whose
 * time nobody knows. A Slack that refuses, rate limits or is slow to say holds nobody up: then their clocks alone count.
 */
export async function whoIsHeld(context: Context, { conference, urgent }: NightWatch, found: readonly FoundPerson[]): Promise<ReadonlyMap<string, Held>> {
  const { rules, clock } = context;
  const rung = found.filter(({ slackUserId, isHost, notCalled }) => slackUserId !== null && !isHost && notCalled === null);
  if (urgent || rung.length === 0) return new Map();
  const at = clock.now();
  const windows = rules.quietHours === 'off' ? NO_WINDOWS : await doNotDisturb(context, conference, rung);
  const heldWhile = (hostTimeZone: string | null): ReadonlyMap<string, Held> => new Map(rung.flatMap(({ key, slackUserId, timeZone, quietHours }) => {
    const person = { timeZone, quietHours, doNotDisturb: windows.get(slackUserId ?? '') ?? null };
    const held = whyHeld({ at, person, host: { timeZone: hostTimeZone }, defaultQuietHours: rules.quietHours, urgent });
    return held === null ? [] : [[key, held] as const];
  }));
  const host = found.find(({ isHost }) => isHost);
  const held = heldWhile(host?.timeZone ?? null);
  // The host's clock is asked for only when it matters.
  if (host !== undefined || ![...held.values()].some(({ reason }) => reason === 'night')) return held;
  return heldWhile(await hostTimeZone(context, conference));
}

const NO_WINDOWS: ReadonlyMap<string, Window> = new Map();

async function doNotDisturb(context: Context, conference: NightWatch['conference'], people: readonly FoundPerson[]): Promise<ReadonlyMap<string, Window>> {
  const userIds = people.flatMap(({ slackUserId }) => slackUserId ?? []);
  return (await unlessSlackIsAway(context, conference, context.directory.doNotDisturb(conference.teamId, userIds))) ?? NO_WINDOWS;
}

async function hostTimeZone(context: Context, conference: NightWatch['conference']): Promise<string | null> {
  const host = await unlessSlackIsAway(context, conference, context.directory.person(conference.teamId, conference.hostUserId, false));
  return host?.kind === 'person' ? host.timeZone : null;
}

async function unlessSlackIsAway<Answer>({ clock, log }: Context, { id }: NightWatch['conference'], asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await inTime(clock, asking, SLACK_WITHIN_MS, undefined);
  } catch (error) {
    if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
    log.info({ conferenceId: id, error }, 'Slack could not say whom not to disturb; their phones ring');
    return undefined;
  }
}
