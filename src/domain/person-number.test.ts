import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { DialedNumber } from './participant.ts';
import { numbersToRing } from './person-number.ts';
import type { KnownNumbers } from './person-number.ts';

const number = (end: string, extension: string | null = null): DialedNumber => ({ e164: `+141555501${end}`, extension });
const [MINE, BOOK, SECOND, PROFILE] = [number('01'), number('02'), number('03'), number('04')];
const NOTHING: KnownNumbers = { proved: null, book: null, secondInBook: null, profile: null, doNotRing: false };

/** As short as it can be written: "proved 01, book 03". */
function order(known: Partial<KnownNumbers>): string {
  const chosen = numbersToRing({ ...NOTHING, ...known });
  return chosen.kind === 'ring' ? chosen.numbers.map((one) => `${one.source} ${one.number.e164.slice(-2)}`).join(', ') : chosen.kind;
}

describe('which number is rung', () => {
  test.each<[string, Partial<KnownNumbers>, string]>([
    ['what they proved, before all else', { proved: MINE, book: BOOK, profile: PROFILE }, 'proved 01'],
    ["the book's, before the profile's", { book: BOOK, profile: PROFILE }, 'book 02'],
    ["the profile's, when there is no other", { profile: PROFILE }, 'profile 04'],
    ['the second after the first', { book: BOOK, secondInBook: SECOND, profile: PROFILE }, 'book 02, book 03'],
    ['the second after what they proved', { proved: MINE, book: BOOK, secondInBook: SECOND }, 'proved 01, book 03'],
    ['the second alone, still before the profile', { secondInBook: SECOND, profile: PROFILE }, 'book 03'],
    ['one that is both only once, and as proved', { proved: MINE, secondInBook: MINE }, 'proved 01'],
    ['none', {}, 'no-number'],
  ])('%s', (_, known, expected) => {
    expect(order(known)).toBe(expected);
  });

  test('extensions tell two numbers apart', () => {
    expect(order({ book: number('02', '5'), secondInBook: number('02', '6') })).toBe('book 02, book 02');
  });

  const anyNumber = fc.option(fc.constantFrom(MINE, BOOK, SECOND, PROFILE));
  const known = fc.record<KnownNumbers>({ proved: anyNumber, book: anyNumber, secondInBook: anyNumber, profile: anyNumber, doNotRing: fc.boolean() });

  test('nobody who asked not to be rung, whatever is known', () => {
    fc.assert(fc.property(known, (one) => {
      expect(numbersToRing({ ...one, doNotRing: true })).toEqual({ kind: 'not-called', notCalled: { code: 'do-not-ring', sentence: expect.stringMatching(/^[A-Z].*\.$/u) } });
    }));
  });

  test('each number once, the profile only when it is the only one, and never nobody when there is a number', () => {
    fc.assert(fc.property(known, (one) => {
      const chosen = numbersToRing({ ...one, doNotRing: false });
      const numbers = chosen.kind === 'ring' ? chosen.numbers : [];
      const [isSet, isKnown] = [one.proved ?? one.book ?? one.secondInBook, one.profile].map((number) => number !== null);
      expect(new Set(numbers.map(({ number: { e164 } }) => e164)).size).toBe(numbers.length);
      expect(numbers.length > 0).toBe(isSet || isKnown);
      expect(numbers.some(({ source }) => source === 'profile')).toBe(!isSet && isKnown);
    }));
  });
});
