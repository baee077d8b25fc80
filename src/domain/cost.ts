import type { Call } from './call.ts';
import { wasAnswered } from './call.ts';
import type { Conference } from './conference.ts';
import { isSettled } from './conference.ts';
import type { Money } from './money.ts';
import { moneyWords, sums } from './money.ts';
import { numberOf } from './participant.ts';

/**
 * What the calls of a conference cost. The calls themselves, as Twilio prices each: what it asks besides for minutes in its conference rooms
 * and for machine detection stands on its bill alone, and is not in here.
 */
export interface Cost {
  /** What is known, a sum for each currency. */
  readonly known: readonly Money[];
  /** Calls somebody answered. Ringing is free. */
  readonly answered: number;
  /** How many of those have no price. */
  readonly unpriced: number;
  /** Whether nothing more will be known: every price is, or Twilio never named it. */
  readonly isFinal: boolean;
  /** Minutes on the phone as the bill counts them: each call's own, rounded up. */
  readonly minutes: number;
}

/** What a conference that goes on costs so far, by the price list. */
export interface RunningCost {
  /** In the room at this moment. */
  readonly people: number;
  /** Minutes on the phone as the bill counts them: each call's own, rounded up. */
  readonly minutes: number;
  /** Of the calls whose price is known or on the list, a sum for each currency. */
  readonly estimate: readonly Money[];
  /** Calls somebody answered. */
  readonly answered: number;
  /** How many of those nobody can say the price of. */
  readonly unknown: number;
}

/** What a minute to a number (E.164) costs; null when nobody can say. */
export type PerMinute = (number: string) => Money | null;

const MINUTE_MS = 60_000;

/** What is known by now of the cost. @param now until when calls that go on are counted, epoch milliseconds. */
export function costOf(conference: Conference, now: number): Cost {
  const answered = callsOf(conference).filter(wasAnswered);
  const prices = answered.flatMap(({ price }) => price ?? []);
  return {
    known: sums(prices), answered: answered.length, unpriced: answered.length - prices.length, isFinal: isPriced(conference),
    minutes: answered.reduce((sum, call) => sum + billedMinutes(call, now), 0),
  };
}

/** What it costs up to `now` (epoch milliseconds), each call's minutes rounded up as the bill does: never less than the bill for the same prices. */
export function runningCost(conference: Conference, now: number, perMinute: PerMinute): RunningCost {
  const answered = conference.participants.flatMap((person) => person.calls.filter(wasAnswered).map((call) => ({ number: numberOf(person, call), call })));
  const known = answered.flatMap(({ number, call }): Money[] => {
    if (call.price !== null) return [call.price];
    const rate = number === null ? null : perMinute(number.e164);
    return rate === null ? [] : [{ ...rate, millionths: rate.millionths * billedMinutes(call, now) }];
  });
  return {
    people: conference.participants.filter(({ state }) => state === 'joined').length, minutes: answered.reduce((sum, { call }) => sum + billedMinutes(call, now), 0),
    estimate: sums(known), answered: answered.length, unknown: answered.length - known.length,
  };
}

/** Whether nothing is left to ask about prices. */
export function isPriced(conference: Conference): boolean {
  return isSettled(conference) && (conference.pricesGivenUp || unpricedCalls(conference).length === 0);
}

/** Calls that cost something Twilio has not named yet. */
export function unpricedCalls(conference: Conference): readonly Call[] {
  return callsOf(conference).filter((call) => wasAnswered(call) && call.price === null);
}

/** "$0.12", "$0.08 so far", "at least $0.08", "not known yet", "not known", "nothing". */
export function costWords({ known, answered, unpriced, isFinal }: Cost): string {
  const sum = known.map(moneyWords).join(' and ');
  if (answered === 0) return 'nothing';
  if (unpriced === 0) return isFinal ? sum : `${sum} so far`;
  if (known.length === 0) return isFinal ? 'not known' : 'not known yet';
  return isFinal ? `at least ${sum}` : `${sum} so far`;
}

/** From the answer to the end. With every callback lost nobody told of the answer, and the first sign of them in the room is the nearest to it. */
function billedMinutes({ answeredAt, presence, endedAt }: Call, now: number): number {
  const from = answeredAt ?? presence[0]?.at;
  if (from === undefined) return 0;
  return Math.max(0, Math.ceil(((endedAt ?? now) - from) / MINUTE_MS));
}

function callsOf({ participants }: Conference): readonly Call[] {
  return participants.flatMap(({ calls }) => calls);
}
