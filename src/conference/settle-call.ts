import { isLeasedSince } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { Context, Rules } from './context.ts';
import { NotYet, Unavailable } from './errors.ts';
import type { ListedCall } from './ports.ts';

/** How soon Twilio is asked after an answer was lost, and how often from then on. */
export const ASK_TWILIO_AFTER_MS = 3_000;

/**
 * How long Twilio may take to list a call it has: "GET is eventually consistent" (docs voice/api/call-resource), without a figure.
 * Placing it again too soon would ring a person twice; so long a wait, after an answer was lost, costs them half a minute.
 */
export const TWILIO_LISTS_WITHIN_MS = 30_000;
/** What of it Twilio has at the least when it took the request at the last moment before we gave up on an answer. */
const LISTS_AT_LEAST_MS = 20_000;

/** While Twilio cannot be asked. A wait and no failure: however long it lasts, the question stays open until it is answered. */
const ASK_AGAIN_AFTER_MS = 30_000;

/** Twilio stamps calls in whole seconds, and its clock is not ours. */
const CLOCK_TOLERANCE_MS = 5_000;

export interface SettleCall {
  readonly conferenceId: string;
  readonly callId: string;
  /** E.164. */
  readonly number: string;
  /** Epoch milliseconds. */
  readonly leasedAt: number;
}

/**
 * Finds out what became of a call whose placing was never answered: one of Twilio's calls to that number since then that is none of our
 * others is it. Only when Twilio had its time, also for a request that reached it at the last moment, and lists none is the call free to be placed again.
 * @throws NotYet as long as that is open.
 */
export async function settleCall(context: Context, { conferenceId, callId, number, leasedAt }: SettleCall): Promise<void> {
  const { store, numberProofs, clock, log, rules } = context;
  const listed = await listedSince(context, number, leasedAt - CLOCK_TOLERANCE_MS);
  const sids = listed.map(({ sid }) => sid);
  const [ours, withCodes] = await Promise.all([store.knownSids(sids), numberProofs.knownSids(sids)]);
  const candidates = listed.filter(({ sid, startedAt }) => !ours.has(sid) && !withCodes.has(sid) && (startedAt === null || startedAt >= leasedAt - CLOCK_TOLERANCE_MS));
  const at = clock.now();
  const [found] = candidates.sort(oldestFirst);
  if (found !== undefined) {
    log.info({ conferenceId, callId, callSid: found.sid }, 'Twilio has the call whose answer was lost');
    await store.change(conferenceId, () => ({ events: [{ kind: 'call-placed', at, callId, sid: found.sid }], result: undefined }));
    return;
  }
  if (mayBeUnlisted(rules, leasedAt, at)) throw new NotYet('Twilio does not list the call yet', ASK_TWILIO_AFTER_MS);
  await store.change(conferenceId, (conference) => {
    const call = findCall(conference, callId)?.call;
    // Only the lease that was asked about: another worker may have settled it meanwhile.
    const stillOpen = call !== undefined && isLeasedSince(call, leasedAt);
    return { events: stillOpen ? [{ kind: 'call-released', at, callId }] : [], result: undefined };
  });
  log.info({ conferenceId, callId }, 'Twilio never got the call; it takes a new turn');
}

/**
 * Whether Twilio may have a call and not say so yet, when asked for it or for all to its number.
 * @param leasedAt when it was leased to be placed, epoch milliseconds: from then on the request may have been on its way for as long as its answer is waited for.
 */
export function mayBeUnlisted({ twilioTimeoutMs }: Pick<Rules, 'twilioTimeoutMs'>, leasedAt: number, now: number): boolean {
  return now - leasedAt < Math.max(TWILIO_LISTS_WITHIN_MS, twilioTimeoutMs + LISTS_AT_LEAST_MS);
}

async function listedSince({ telephony, log }: Context, number: string, since: number): Promise<readonly ListedCall[]> {
  try {
    return await telephony.callsTo(number, since);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    log.info({ error }, 'Twilio cannot be asked what became of a call; it is asked again');
    throw new NotYet('Twilio cannot be asked what became of the call', ASK_AGAIN_AFTER_MS);
  }
}

function oldestFirst(a: ListedCall, b: ListedCall): number {
  return (a.startedAt ?? 0) - (b.startedAt ?? 0);
}
