import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Call } from './call.ts';
import { newCall } from './call.ts';
import type { Conference } from './conference.ts';
import { endedConference, exampleConference, SIX_O_CLOCK } from './conference-examples.ts';
import { costOf, costWords, isPriced, runningCost, unpricedCalls } from './cost.ts';
import { moneyOf } from './money.ts';

const MINUTE = 60_000;
const usd = (millionths: number) => ({ currency: 'USD', millionths });

/** A call somebody answered, `seconds` long. */
function talked(seconds: number, more: Partial<Call> = {}): Call {
  return { ...newCall('x'), sid: 'CA1', placing: 'placed', status: 'completed', answeredAt: SIX_O_CLOCK, endedAt: SIX_O_CLOCK + seconds * 1_000, ...more };
}

/** An ended conference with these calls, each somebody's. */
function over(calls: readonly Call[], more: Partial<Conference> = {}): Conference {
  const { participants, ...rest } = endedConference(calls.map((_, index) => ({ name: `Person ${index}`, state: 'left' })), 'everyone-left', 30);
  return { ...rest, participants: participants.map((person, index) => ({ ...person, calls: calls.slice(index, index + 1) })), ...more };
}

const cost = (conference: Conference) => costOf(conference, SIX_O_CLOCK + 90 * 1_000);
const words = (conference: Conference) => costWords(cost(conference));

describe('the cost of a conference', () => {
  test('is the sum of its calls, and minutes are rounded up for each, as on the bill', () => {
    expect(cost(over([talked(61, { price: usd(28_000) }), talked(60, { price: usd(14_000) }), talked(1, { price: usd(14_000) })]))).toEqual({
      known: [usd(56_000)], answered: 3, unpriced: 0, isFinal: true, minutes: 4,
    });
  });

  test('counts every ring of one person that was answered, and none that was not', () => {
    const rung = { ...newCall('y'), sid: 'CA2', placing: 'placed', status: 'no-answer' } as const;
    const conference = over([talked(10, { price: usd(14_000) })]);
    const twice = { ...conference, participants: conference.participants.map((person) => ({ ...person, calls: [rung, ...person.calls, talked(70, { price: usd(28_000) })] })) };
    expect(cost(twice)).toMatchObject({ known: [usd(42_000)], answered: 2, minutes: 3 });
  });

  test('counts a call that goes on up to now', () => {
    const talking: Call = { ...newCall('x'), sid: 'CA1', placing: 'placed', status: 'in-progress', answeredAt: SIX_O_CLOCK };
    expect(cost(over([talking], { state: 'live', end: null }))).toMatchObject({ minutes: 2, isFinal: false, unpriced: 1 });
  });

  test('counts from the first sign of somebody in the room when nobody told of the answer', () => {
    const seen = talked(120, { answeredAt: null, presence: [{ kind: 'join', roomSid: 'CF1', sequence: -1, at: SIX_O_CLOCK + 5_000 }] });
    expect(cost(over([seen])).minutes).toBe(2);
    expect(cost(over([talked(120, { answeredAt: null })])).minutes).toBe(0);
  });

  test('never counts backwards, though Twilio’s times are of several clocks', () => {
    expect(cost(over([talked(-3)])).minutes).toBe(0);
  });
});

describe('its words', () => {
  const priced = talked(10, { price: usd(14_000) });
  test.each([
    ['all is known', over([priced, priced]), '$0.03'],
    ['some is missing and asked for', over([priced, talked(10)]), '$0.01 so far'],
    ['nothing is known yet', over([talked(10)]), 'not known yet'],
    ['some was never named', over([priced, talked(10)], { pricesGivenUp: true }), 'at least $0.01'],
    ['nothing was ever named', over([talked(10)], { pricesGivenUp: true }), 'not known'],
    ['nobody picked up', over([{ ...newCall('y'), sid: 'CA2', placing: 'placed', status: 'busy' }]), 'nothing'],
    ['one goes on while another’s price is known', over([priced], { state: 'live', end: null }), '$0.01 so far'],
    ['there are two currencies', over([priced, talked(10, { price: { currency: 'EUR', millionths: 90_000 } })]), '€0.09 and $0.01'],
  ])('when %s', (_when, conference, expected) => expect(words(conference)).toBe(expected));
});

describe('asking for prices', () => {
  test('is over when every answered call has one, or it was given up; never while anything goes on', () => {
    expect(isPriced(over([talked(10)]))).toBe(false);
    expect(isPriced(over([talked(10, { price: usd(0) })]))).toBe(true);
    expect(isPriced(over([talked(10)], { pricesGivenUp: true }))).toBe(true);
    expect(isPriced(exampleConference([]))).toBe(false);
    expect(isPriced(endedConference([{ name: 'Bob', state: 'not-called' }], 'nobody-to-ring', 0))).toBe(true);
  });

  test('is about answered calls Twilio has, and no others', () => {
    const never = { ...newCall('refused'), placing: 'refused' } as const;
    expect(unpricedCalls(over([talked(2 * MINUTE, { id: 'a' }), talked(1, { id: 'b', price: usd(1) }), never])).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('what it costs so far', () => {
  const number = (index: number) => ({ e164: `+1415555${String(index).padStart(4, '0')}`, extension: null });
  const withNumbers = (conference: Conference): Conference => ({ ...conference, participants: conference.participants.map((person, index) => ({ ...person, number: number(index) })) });
  const now = SIX_O_CLOCK + 90_000;

  test('counts who is there, everybody’s minutes, and the calls nobody knows the price of', () => {
    const running = withNumbers(over([talked(30), talked(90, { price: usd(99_000) }), talked(90)], { state: 'live', end: null }));
    const rates: Readonly<Record<string, ReturnType<typeof usd>>> = { '+14155550000': usd(14_000) };
    expect(runningCost(running, now, (one) => rates[one] ?? null)).toEqual({ people: 0, minutes: 5, estimate: [usd(113_000)], answered: 3, unknown: 1 });
  });

  test('nobody is known the number of any more: nothing is known of the price', () => {
    expect(runningCost(over([talked(30)]), now, () => usd(1))).toMatchObject({ minutes: 1, estimate: [], unknown: 1 });
  });

  test('is the sum of the legs, each rounded up to whole minutes, and so never less than what was talked', () => {
    const leg = fc.record({ seconds: fc.integer({ min: 0, max: 20_000 }), rate: fc.integer({ min: 0, max: 3_000_000 }) });
    fc.assert(fc.property(fc.array(leg, { minLength: 1, maxLength: 20 }), (legs) => {
      const conference = withNumbers(over(legs.map(({ seconds }) => talked(seconds))));
      const told = runningCost(conference, now, (one) => usd(legs[Number(one.slice(-4))]?.rate ?? 0));
      const bill = legs.reduce((sum, { seconds, rate }) => sum + Math.ceil(seconds / 60) * rate, 0);
      expect(told).toMatchObject({ unknown: 0, answered: legs.length, estimate: [usd(bill)] });
      expect(bill).toBeGreaterThanOrEqual(legs.reduce((sum, { seconds, rate }) => sum + Math.floor(seconds * rate / 60), 0));
    }));
  });

  test('a price of the list is never read as less than it is', () => {
    expect(moneyOf(0.0158, 'USD')).toEqual(usd(15_800));
    expect(moneyOf(0.000_000_2, 'USD')).toEqual(usd(1));
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), (hundredThousandths) => {
      expect(moneyOf(hundredThousandths / 100_000, 'USD').millionths).toBe(hundredThousandths * 10);
    }));
  });
});
