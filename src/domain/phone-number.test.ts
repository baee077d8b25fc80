import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { countryOfLocale, describeNumberProblem, isE164, readPhoneNumber, sendDigitsFor } from './phone-number.ts';
import type { CountryCode, NumberProblem } from './phone-number.ts';

describe('reading a number', () => {
  const SAN_FRANCISCO = { e164: '+14155550100', country: 'US', type: 'FIXED_LINE_OR_MOBILE' };
  const LONDON = { e164: '+442079460018', country: 'GB', type: 'FIXED_LINE' };

  test.each<[string, CountryCode | undefined, object]>([
    ['+1 (415) 555-0100', undefined, SAN_FRANCISCO],
    ['+14155550100', 'DE', SAN_FRANCISCO],
    ['415-555-0100', 'US', SAN_FRANCISCO],
    ['tel:+14155550100', undefined, SAN_FRANCISCO],
    ['\u202A+1 415\u2011555\u20110100\u202C', undefined, SAN_FRANCISCO],
    ['+١٤١٥٥٥٥٠١٠٠', undefined, SAN_FRANCISCO],
    ['020 7946 0018', 'GB', LONDON],
    ['+44 (0)20 7946 0018', undefined, LONDON],
    ['0044 20 7946 0018', 'DE', LONDON],
    ['Mobile: +1 415 555 0100 / desk +1 415 555 0101', 'GB', SAN_FRANCISCO],
    ['+1 415 555 0100 or 0101', 'US', SAN_FRANCISCO],
    ['tel:+14155550100;ext=5', undefined, { ...SAN_FRANCISCO, extension: '5' }],
    ['+1 415 555 0100 x5', undefined, { ...SAN_FRANCISCO, extension: '5' }],
    ['+1 415 555 0100 ext. 0042', undefined, { ...SAN_FRANCISCO, extension: '0042' }],
    ['+870773111632', undefined, { e164: '+870773111632', type: 'MOBILE' }],
  ])('%j in %s', (raw, country, number) => {
    expect(readPhoneNumber(raw, country)).toEqual({ ok: true, number });
  });

  // Of the ranges reserved for fiction only some are valid to libphonenumber: +1 415 555 01xx and +44 20 7946 0xxx are, and the
  // mobile +44 7700 900xxx, +44 1632 960xxx and +33 6 39 98 xx xx are not. Tests and examples use the former.
  test.each<[string, CountryCode | undefined, NumberProblem]>([
    ['', 'US', 'not-a-number'],
    ['hello', 'US', 'not-a-number'],
    ['+', 'US', 'not-a-number'],
    ['911', 'US', 'too-short'],
    ['+911', 'US', 'too-short'],
    ['555-0100', 'US', 'too-short'],
    ['+1 415 555 0100 4', 'US', 'too-long'],
    ['1'.repeat(300), 'US', 'too-long'],
    ['020 7946 0018', undefined, 'unknown-country'],
    ['+999 123 456 789', 'US', 'unknown-country'],
    ['+44 7700 900123', undefined, 'invalid'],
    ['+44 1632 960123', undefined, 'invalid'],
    ['+1 700 555 1234', undefined, 'invalid'],
  ])('%j in %s is %s', (raw, country, problem) => {
    expect(readPhoneNumber(raw, country)).toEqual({ ok: false, problem });
    expect(describeNumberProblem(problem)).toMatch(/^[A-Z].*\.$/u);
  });

  test("every country's example is read, whatever the default", () => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      expect(readPhoneNumber(example?.formatInternational() ?? '', 'US')).toMatchObject({ ok: true, number: { e164: example?.number } });
    }
  });

  test('any text is read or refused, and what is read is E.164 and reads the same again', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'+0123456789 -().x;ext='.split('')) }));
    fc.assert(fc.property(typed, fc.constantFrom('US', 'GB', 'DE', undefined), (raw, country) => {
      const read = readPhoneNumber(raw, country);
      if (!read.ok) return;
      expect(isE164(read.number.e164)).toBe(true);
      expect(read.number.extension ?? '1').toMatch(/^\d+$/u);
      expect(readPhoneNumber(read.number.e164)).toMatchObject({ ok: true, number: { e164: read.number.e164 } });
    }));
  });
});

describe('the country of a locale', () => {
  test.each([
    ['en-GB', 'GB'], ['en_GB', 'GB'], ['de-DE', 'DE'], ['zh-Hant-TW', 'TW'], ['pt_BR.UTF-8', 'BR'],
    ['fr', undefined], ['en', undefined], ['es-419', undefined], ['es-LA', undefined], ['lo-LA', 'LA'], ['en-001', undefined],
    ['xx-ZZ', undefined], ['', undefined], ['not a locale', undefined],
  ])('%s is %s', (locale, country) => {
    expect(countryOfLocale(locale)).toBe(country);
  });
});

describe('the keys sent for an extension', () => {
  test('two seconds of waiting come first', () => {
    expect(sendDigitsFor('5')).toBe('wwww5');
  });

  test('never more than the 32 keys Twilio takes: a long extension is waited for less', () => {
    expect(sendDigitsFor('1'.repeat(30))).toBe(`ww${'1'.repeat(30)}`);
    expect(sendDigitsFor('1'.repeat(32))).toHaveLength(32);
  });

  test.each(['', 'w5', '5#', '1'.repeat(33)])('%j is no extension', (extension) => {
    expect(() => sendDigitsFor(extension)).toThrow(RangeError);
  });
});
