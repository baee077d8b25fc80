import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { estimateWords, moneyWords, readCharge, sums, writeDecimal } from './money.ts';

const usd = (millionths: number) => ({ currency: 'USD', millionths });

describe('a charge as Twilio writes it', () => {
  test.each([
    ['-0.01400', 'USD', usd(14_000)], ['-0.014', 'usd', usd(14_000)], ['-12', 'EUR', { currency: 'EUR', millionths: 12_000_000 }],
    ['-0.00000', 'USD', usd(0)], ['0', 'USD', usd(0)], ['-0.0000004', 'USD', usd(0)], ['-0.0000005', 'USD', usd(1)],
    // Money given back.
    ['0.5', 'USD', usd(-500_000)],
  ])('%s %s is read exactly', (price, unit, money) => {
    expect(readCharge(price, unit)).toEqual(money);
    expect(Object.is(readCharge(price, unit)?.millionths, -0)).toBe(false);
  });

  test.each([[null, 'USD'], [undefined, undefined], ['', 'USD'], ['-0.014', null], ['-0.014', 'dollars'], ['-1e3', 'USD'], ['free', 'USD'], ['-1,50', 'EUR']])(
    '%s %s is no price', (price, unit) => expect(readCharge(price, unit)).toBeNull());

  test('written as a decimal and read again it is the same', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (millionths) => {
      expect(readCharge(`-${writeDecimal(usd(millionths))}`, 'USD')).toEqual(usd(millionths));
    }));
  });
});

describe('a sum', () => {
  test('is exact where floats are not', () => {
    expect(0.1 + 0.2 + 0.014).not.toBe(0.314);
    expect(sums([usd(100_000), usd(200_000), usd(14_000)]).map(writeDecimal)).toEqual(['0.314000']);
    expect(sums([usd(14_000), usd(15_800), usd(17_500)]).map(writeDecimal)).toEqual(['0.047300']);
    expect(sums(Array.from({ length: 240 }, () => usd(14_000)))).toEqual([usd(3_360_000)]);
  });

  test('mixes no currencies', () => {
    expect(sums([usd(1), { currency: 'EUR', millionths: 2 }, usd(3)])).toEqual([{ currency: 'EUR', millionths: 2 }, usd(4)]);
    expect(sums([])).toEqual([]);
  });
});

describe('an amount in words', () => {
  test.each([
    [usd(0), '$0.00'], [usd(120_000), '$0.12'], [usd(4_999), 'under $0.01'], [usd(5_000), '$0.01'], [usd(15_000), '$0.02'], [usd(1_234_560_000), '$1,234.56'], [usd(-14_000), '-$0.01'],
    // 1.005 as a float is a little less, and would be $1.00.
    [usd(1_005_000), '$1.01'],
    [{ currency: 'EUR', millionths: 120_000 }, '€0.12'], [{ currency: 'JPY', millionths: 400_000 }, 'under ¥1'], [{ currency: 'JPY', millionths: 12_000_000 }, '¥12'],
  ])('%j is %s', (money, words) => expect(moneyWords(money)).toBe(words));
});

test('an estimate is rounded up to what the currency has coins for', () => {
  const words = (millionths: number, currency = 'USD') => estimateWords({ currency, millionths });
  expect([words(0), words(1), words(10_000), words(10_001), words(208_600)]).toEqual(['$0.00', '$0.01', '$0.01', '$0.02', '$0.21']);
  expect([words(1, 'JPY'), words(1_000_001, 'JPY'), words(1, 'KWD')]).toEqual(['¥1', '¥2', 'KWD\u00A00.001']);
});
