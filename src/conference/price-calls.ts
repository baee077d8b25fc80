import type { Conference } from '../domain/conference.ts';
import { isSettled } from '../domain/conference.ts';
import { isPriced, unpricedCalls } from '../domain/cost.ts';
import type { Money } from '../domain/money.ts';
import type { Context } from './context.ts';
import { NotYet, RateLimited, Unavailable } from './errors.ts';
import { inTurn } from './in-turn.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * When Twilio is asked for the prices of a conference, counted from its end: they come "at some time after the call" (docs
 * voice/api/call-resource: price), mostly within a minute or two. After the last time what is missing stays unknown.
 */
export const PRICES_ASKED_AT_MS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/** A Twilio that never answers about prices (a wrong token, say) is asked no longer than this. */
const LONGEST_MS = 7 * 24 * HOUR;

/** Requests to Twilio at once for one conference. */
const ASKED_AT_ONCE = 5;

/**
 * Asks Twilio what the calls of a conference cost, each one by itself: it lists calls only by day and number, with those of all other
 * conferences and programs of the account among them, and what answers for two calls of ours may be pages of hundreds. Only calls somebody
 * answered are asked for, and each until its price is known.
 * @throws NotYet as long as prices are missing and there is hope; RateLimited or Unavailable when Twilio could not say even at the last time.
 */
export async function priceCalls(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, clock, log } = context;
  const conference = await store.read(conferenceId);
  if (conference === null || conference.end === null || !isSettled(conference) || isPriced(conference)) return;
  const age = clock.now() - conference.end.at;
  const next = PRICES_ASKED_AT_MS.find((mark) => mark > age);
  const { prices, failure } = await askPrices(context, conference);
  // With one that Twilio would not speak about nothing is given up: it was not asked in earnest.
  const isLast = next === undefined && (failure === null || age > LONGEST_MS);
  await store.change(conferenceId, () => ({ events: [{ kind: 'calls-priced', at: clock.now(), prices, isLast }], result: undefined }));
  const missing = unpricedCalls(conference).length - prices.size;
  if (missing === 0) return;
  if (next !== undefined) throw new NotYet('Twilio has not named all prices', next - age);
  if (failure !== null && !isLast) throw failure;
  log.info({ conferenceId, missing }, 'Twilio never named the price of some calls; their cost stays unknown');
}

/** What Twilio names now, by our call ids; and why it did not answer for some. */
async function askPrices({ telephony }: Context, conference: Conference): Promise<{ readonly prices: ReadonlyMap<string, Money>; readonly failure: RateLimited | Unavailable | null }> {
  const prices = new Map<string, Money>();
  let failure: RateLimited | Unavailable | null = null;
  await inTurn(unpricedCalls(conference), ASKED_AT_ONCE, async ({ id, sid }) => {
    // When it would not answer for one, it is not pressed for the others.
    if (sid === null || failure !== null) return;
    try {
      const price = await telephony.callPrice(sid);
      if (price !== null) prices.set(id, price);
    } catch (error) {
      if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
      failure = error;
    }
  });
  return { prices, failure };
}
