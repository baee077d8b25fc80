import type { Conference } from '../domain/conference.ts';
import { wasAnswered } from '../domain/call.ts';
import type { RunningCost } from '../domain/cost.ts';
import { runningCost } from '../domain/cost.ts';
import { moneyOf } from '../domain/money.ts';
import { numberOf } from '../domain/participant.ts';
import type { Context } from './context.ts';
import { inTime } from './in-time.ts';
import { inTurn } from './in-turn.ts';

/** Before a minute is over there is little to tell, and most that go wrong are over by then: nobody asks Twilio for prices. */
export const TOLD_AFTER_MS = 60_000;
/** Requests to Twilio at once; its answers are remembered for a day. */
const PRICES_AT_ONCE = 8;
/** The card is not held up for them. */
const PRICES_WITHIN_MS = 1_500;

/** What a conference costs so far, for its card; null when it is not live, or not for a minute yet. Never throws because of a price. */
export async function findRunningCost({ prices, clock }: Pick<Context, 'prices' | 'clock'>, conference: Conference): Promise<RunningCost | null> {
  const { liveAt, end, participants } = conference;
  if (liveAt === null || end !== null || clock.now() - liveAt < TOLD_AFTER_MS) return null;
  const numbers = [...new Set(participants.flatMap((person) => person.calls.filter(wasAnswered).flatMap((call) => numberOf(person, call)?.e164 ?? [])))];
  const asking = inTurn(numbers, PRICES_AT_ONCE, async (number) => [number, await prices.perMinute(number)] as const);
  const found = new Map(await inTime(clock, asking, PRICES_WITHIN_MS, []));
  return runningCost(conference, clock.now(), (number) => {
    const price = found.get(number) ?? null;
    return price === null ? null : moneyOf(price.amount, price.currency);
  });
}
