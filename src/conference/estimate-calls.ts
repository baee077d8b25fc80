import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';
import { findInvited } from './find-invited.ts';
import { inTime } from './in-time.ts';
import { inTurn } from './in-turn.ts';
import type { Invited, Price } from './ports.ts';

/** What starting it now would mean. */
export type CallEstimate =
  | { readonly kind: 'too-many'; readonly count: number }
  | {
      readonly kind: 'phones';
      readonly phones: number;
      /** Names of those who would not be rung. */
      readonly notRung: readonly string[];
      /** What a minute costs while all of them talk, as far as it is known: for `ofPhones` of them. Null when for none. */
      readonly perMinute: (Price & { readonly ofPhones: number }) | null;
    };

/** Requests to Twilio at once; its answers are remembered for a day. */
const PRICES_AT_ONCE = 8;
/** Somebody waits for the line, and can do without the price. */
const PRICES_WITHIN_MS = 1_500;

/**
 * How many phones would ring, and what a minute would cost.
 * @throws RateLimited or Unavailable when Slack cannot say who people are; never because of a price.
 */
export async function estimateCalls(context: Context, conference: Pick<Conference, 'teamId' | 'hostUserId'>, invited: Invited): Promise<CallEstimate> {
  const found = await findInvited(context, conference, invited);
  if (found.kind === 'too-many') return found;
  const ringable = found.people.filter(({ number, notCalled }) => number !== null && notCalled === null);
  // Whoever starts it is not rung to sit alone in a room.
  const rung = ringable.every(({ addedAsHost }) => addedAsHost) ? [] : ringable.flatMap(({ number }) => number?.e164 ?? []);
  const asking = inTurn(rung, PRICES_AT_ONCE, (number) => context.prices.perMinute(number));
  const prices: readonly (Price | null)[] = await inTime(context.clock, asking, PRICES_WITHIN_MS, []);
  const known = prices.filter((price) => price !== null);
  return { kind: 'phones', phones: rung.length, notRung: found.people.filter(({ notCalled }) => notCalled !== null).map(({ fullName }) => fullName), perMinute: sum(known) };
}

/** Twilio charges an account in one currency; amounts of several could not be added up. */
function sum(prices: readonly Price[]): (Price & { readonly ofPhones: number }) | null {
  const [first] = prices;
  if (first === undefined || prices.some(({ currency }) => currency !== first.currency)) return null;
  return { currency: first.currency, amount: prices.reduce((total, { amount }) => total + amount, 0), ofPhones: prices.length };
}
