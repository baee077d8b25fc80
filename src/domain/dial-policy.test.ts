import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { mayRing } from './dial-policy.ts';
import type { DialPolicy, DialRefusalReason } from './dial-policy.ts';
import { readPhoneNumber } from './phone-number.ts';
import type { CountryCode, E164 } from './phone-number.ts';

const EVERYWHERE: DialPolicy = { allowedCountries: getCountries(), ownNumbers: [] };

function only(...allowedCountries: CountryCode[]): DialPolicy {
  return { allowedCountries, ownNumbers: [] };
}

function e164(number: string): E164 {
  const read = readPhoneNumber(number);
  if (!read.ok) throw new Error(`${number} is ${read.problem}`);
  return read.number.e164;
}

function reasonFor(number: string, policy: DialPolicy): DialRefusalReason | 'allowed' {
  const decision = mayRing(number, policy);
  return decision.allowed ? 'allowed' : decision.reason;
}

describe('numbers people have', () => {
  test.each<[string, string, CountryCode]>([
    ['a number in San Francisco', '+14155550100', 'US'],
    ['a landline in London', '+442079460018', 'GB'],
    ['a German mobile', '+4915112345678', 'DE'],
    ['a Jamaican mobile', '+18765551234', 'JM'],
    ['VoIP in the United Kingdom', '+445612345678', 'GB'],
    ['a toll-free number in the United Kingdom', '+448081570123', 'GB'],
    ['a toll-free number of +1', '+18005550100', 'US'],
    ['a four-digit number on Niue', '+6834000', 'NU'],
  ])('%s may be rung', (_, number, country) => {
    expect(mayRing(number, only(country))).toEqual({ allowed: true });
  });

  // Nine territories share their mobile range with a larger neighbour, and libphonenumber names that one (+358 41 is Finland, not Åland).
  const WITHOUT_RANGE_OF_THEIR_OWN: readonly CountryCode[] = ['AX', 'BL', 'CC', 'CX', 'EH', 'IM', 'MF', 'SJ', 'VA'];

  test("every country's example mobile may be rung where its country is allowed, and nowhere else", () => {
    for (const country of getCountries().filter((one) => !WITHOUT_RANGE_OF_THEIR_OWN.includes(one))) {
      const number = getExampleNumber(country, examples)?.number ?? '';
      expect([country, reasonFor(number, only(country))]).toEqual([country, 'allowed']);
      expect([country, reasonFor(number, only(country === 'US' ? 'CA' : 'US'))]).toEqual([country, 'country-not-allowed']);
    }
  });
});

describe('countries', () => {
  test.each<[string, string, CountryCode[]]>([
    ['Canada is not the United States', '+14165550123', ['US']],
    ['nor is Jamaica', '+18765551234', ['US', 'CA']],
    ['nor the Dominican Republic', '+18095551234', ['US']],
    ['Guernsey is not the United Kingdom', '+447781123456', ['GB']],
    ['Kazakhstan is not Russia', '+77011234567', ['RU']],
    ['nothing is allowed where no country is', '+14155550100', []],
  ])('%s', (_, number, countries) => {
    expect(reasonFor(number, only(...countries))).toBe('country-not-allowed');
  });

  test('the host reads which country it is, and how an admin allows it', () => {
    expect(mayRing('+18765551234', only('US'))).toEqual({
      allowed: false,
      reason: 'country-not-allowed',
      sentence: 'That number is in Jamaica (JM), where this app may not ring. An admin can allow it by adding JM to ALLOWED_COUNTRIES.',
    });
  });

  test('a toll-free number of +1 serves all of its countries, but no other', () => {
    expect(reasonFor('+18005550100', only('CA'))).toBe('allowed');
    expect(reasonFor('+18885550100', only('JM'))).toBe('allowed');
    expect(reasonFor('+18005550100', only('GB'))).toBe('country-not-allowed');
  });
});

describe('numbers that are never rung', () => {
  test.each<[string, string, DialRefusalReason]>([
    ['not E.164', '4155550100', 'not-valid'],
    ['spaces', '+1 415 555 0100', 'not-valid'],
    ['an extension', '+14155550100;ext=5', 'not-valid'],
    ['nothing', '', 'not-valid'],
    ['a calling code nobody has', '+999123456789', 'not-valid'],
    ['a trunk zero behind the calling code', '+4402079460018', 'not-valid'],
    ['numbers for fiction that no phone can have', '+447700900123', 'not-valid'],
    ['an area code nobody has', '+17005551234', 'not-valid'],
    ['911', '911', 'emergency-or-short'],
    ['+911', '+911', 'emergency-or-short'],
    ['+112', '+112', 'emergency-or-short'],
    ['911 in the United States', '+1911', 'emergency-or-short'],
    ['999 in the United Kingdom', '+44999', 'emergency-or-short'],
    ['110 in Germany', '+49110', 'emergency-or-short'],
    ['the police of Berlin', '+4930110', 'emergency-or-short'],
    ['the fire brigade of Munich', '+4989112', 'emergency-or-short'],
    ['an ambulance in Vienna', '+431112', 'emergency-or-short'],
    ['the fire brigade of Gyeonggi', '+8231119', 'emergency-or-short'],
    ['premium rate in the United States', '+19005551234', 'premium-rate'],
    ['premium rate in the United Kingdom', '+449012345678', 'premium-rate'],
    ['shared cost in France', '+33810123456', 'shared-cost'],
    ['shared cost in Australia', '+611300123456', 'shared-cost'],
    ['a pager in the United Kingdom', '+447640123456', 'pager'],
    ['a pager in Germany', '+49164012', 'pager'],
    ['a personal number, +44 70', '+447012345678', 'personal-number'],
    ['a personal number of +1', '+15005550006', 'personal-number'],
    ['universal access in the United Kingdom', '+443069990123', 'company-service'],
    ['a voicemail box in Germany', '+491500012345678', 'voicemail-service'],
    ['Inmarsat, which libphonenumber calls mobile', '+870773111632', 'international-network'],
    ['universal personal numbers', '+878101234567890', 'international-network'],
    ['Iridium', '+881612345678', 'international-network'],
    ['international networks 882', '+8823421234', 'international-network'],
    ['international networks 883, which it calls VoIP', '+883510012345678', 'international-network'],
    ['disaster relief', '+88812345678901', 'international-network'],
    ['international premium rate', '+979123456789', 'international-network'],
    ['universal freephone', '+80012345678', 'international-network'],
    ['universal shared cost', '+80812345678', 'international-network'],
  ])('%s: %s is %s', (_, number, reason) => {
    expect(reasonFor(number, EVERYWHERE)).toBe(reason);
  });

  test('our own number is never rung', () => {
    expect(reasonFor('+14155550100', { allowedCountries: ['US'], ownNumbers: [e164('+14155550100')] })).toBe('own-number');
    expect(reasonFor('+14155550101', { allowedCountries: ['US'], ownNumbers: [e164('+14155550100')] })).toBe('allowed');
  });
});

describe('whatever the policy and the number', () => {
  const policy = fc.record({ allowedCountries: fc.subarray(getCountries()), ownNumbers: fc.constant([]) });
  const forbidden = fc.constantFrom('800', '808', '870', '878', '881', '882', '883', '888', '979', '4470', '4476', '1900', '33810');
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength: 14 });

  test('nothing behind a forbidden calling code is ever rung', () => {
    fc.assert(fc.property(policy, forbidden, digits, ({ allowedCountries }, code, rest) => {
      // +44 7624 is the Isle of Man, whose mobiles are ordinary ones.
      fc.pre(!(code === '4476' && rest.startsWith('24')));
      expect(reasonFor(`+${code}${rest}`, { allowedCountries: [...allowedCountries, 'US', 'GB', 'FR'], ownNumbers: [] })).not.toBe('allowed');
    }), { numRuns: 2000 });
  });

  test('a number that may be rung is valid, and in an allowed country unless it is toll-free', () => {
    fc.assert(fc.property(policy, fc.constantFrom(...getCountries()), digits, (rules, country, rest) => {
      const example = getExampleNumber(country, examples)?.number ?? '';
      const number = `${example.slice(0, Math.max(2, example.length - rest.length))}${rest}`.slice(0, 16);
      if (!mayRing(number, rules).allowed) return;
      const read = readPhoneNumber(number);
      expect(read).toMatchObject({ ok: true, number: { e164: number, country: expect.any(String) } });
      expect(read.ok && (read.number.type === 'TOLL_FREE' || rules.allowedCountries.some((allowed) => allowed === read.number.country))).toBe(true);
    }));
  });

  test('a sentence is for people, says whether it can be allowed, and never holds the number', () => {
    const number = fc.oneof(fc.string(), digits.map((rest) => `+${rest}`), fc.tuple(forbidden, digits).map((parts) => `+${parts.join('')}`));
    fc.assert(fc.property(policy, number, (rules, text) => {
      const decision = mayRing(text, rules);
      if (decision.allowed) return;
      expect(decision.sentence).toMatch(/^[A-Z].*\.$/u);
      expect(decision.sentence.includes('ALLOWED_COUNTRIES')).toBe(decision.reason === 'country-not-allowed');
      expect(decision.sentence).not.toMatch(/\d/u);
    }));
  });
});
