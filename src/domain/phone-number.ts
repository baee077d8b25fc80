import { findPhoneNumbersInText, isSupportedCountry, ParseError, parsePhoneNumberWithError, validatePhoneNumberLength } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber as ParsedNumber, PhoneNumberType } from 'libphonenumber-js/max';

export { maskNumbersInText, maskPhoneNumber } from './phone-number/mask.ts';
export type { CountryCode, PhoneNumberType };

/** A number in the one form it is stored, compared and dialled in: + and at most 15 digits (ITU E.164). Made by `readPhoneNumber`. */
export type E164 = string & { readonly __brand: 'E164' };

export interface PhoneNumber {
  readonly e164: E164;
  /** Digits only; dialled after the answer by `sendDigitsFor`. */
  readonly extension?: string;
  /** Missing for numbers that belong to no country, such as satellite phones. */
  readonly country?: CountryCode;
  readonly type?: PhoneNumberType;
}

export type NumberProblem =
  /** There is no number in it. */
  | 'not-a-number'
  | 'too-short'
  | 'too-long'
  /** Neither the number nor a default says the country, or there is no such calling code. */
  | 'unknown-country'
  /** The right length, but no number of that country begins so. */
  | 'invalid';

export type ReadNumber = { readonly ok: true; readonly number: PhoneNumber } | { readonly ok: false; readonly problem: NumberProblem };

/** libphonenumber gives up beyond this too. */
const LONGEST_TEXT = 250;
/** Twilio: at most 32 keys in SendDigits (docs voice/api/call-resource). */
const MAX_SEND_DIGITS = 32;
/** Two seconds: a switchboard answers first and listens for keys a moment later. */
const WAIT_FOR_SWITCHBOARD = 'wwww';

/**
 * Reads a number as people write it: `+1 (415) 555-0100 x5`, `tel:` URIs, `020 7946 0018` in `defaultCountry`, or the first number in
 * a line such as "Mobile: +1 415 555 0100 / desk 0101". Only numbers valid in their country (libphonenumber, max metadata) are ok.
 * Without + the number is read in `defaultCountry`; without both the problem is `unknown-country`. Never throws.
 */
export function readPhoneNumber(raw: string, defaultCountry?: CountryCode): ReadNumber {
  const text = raw.trim();
  if (text.length > LONGEST_TEXT) return { ok: false, problem: 'too-long' };
  const parsed = parse(text, defaultCountry);
  if (typeof parsed === 'string') return { ok: false, problem: parsed };
  if (!parsed.isValid()) return { ok: false, problem: lengthProblem(validatePhoneNumberLength(parsed.number)) ?? 'invalid' };
  const type = parsed.getType();
  const number: PhoneNumber = {
    e164: parsed.number as E164,
    ...(parsed.ext !== undefined && /^\d+$/u.test(parsed.ext) && { extension: parsed.ext }),
    ...(parsed.country !== undefined && { country: parsed.country }),
    ...(type !== undefined && { type }),
  };
  return { ok: true, number };
}

/** Whether a stored string has the form of E.164. It says nothing about a country having such a number: see `readPhoneNumber`. */
export function isE164(text: string): text is E164 {
  return /^\+[1-9]\d{1,14}$/u.test(text);
}

/** What is wrong with a number, for the person who typed it, and what to do; without the number itself. */
export function describeNumberProblem(problem: NumberProblem): string {
  return PROBLEM_SENTENCES[problem];
}

const PROBLEM_SENTENCES: Readonly<Record<NumberProblem, string>> = {
  'not-a-number': 'That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.',
  'too-short': 'That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.',
  'too-long': 'That number has too many digits. Write one number, with + and the country code.',
  'unknown-country': 'It is not clear which country that number is in. Write it with + and the country code.',
  invalid: 'No phone has that number. Check the digits and the country code.',
};

/** A number as its owner likes to read it: "+1 415 555 0100", with its extension behind. Only for those who may see it in full. */
export function readablePhoneNumber({ e164, extension }: { readonly e164: string; readonly extension: string | null }): string {
  const number = parsePhoneNumberWithError(e164).formatInternational();
  return extension === null ? number : `${number} ext. ${extension}`;
}

/**
 * The country a locale names (`en-GB`, `en_GB`, `de-DE`), or undefined. Only an explicit region counts: `Intl.Locale.maximize()` would
 * read "en" as the United States and "pt" as Brazil, and a number read in the wrong country rings a stranger; DEFAULT_COUNTRY, which
 * an admin chose, is the better guess. Slack's `es-LA` means Latin America, not Laos.
 */
export function countryOfLocale(locale: string): CountryCode | undefined {
  const tag = locale.trim().replace(/\..*$/u, '').replaceAll('_', '-');
  if (/^es-LA$/iu.test(tag)) return undefined;
  try {
    const { region } = new Intl.Locale(tag);
    return region !== undefined && isSupportedCountry(region) ? region : undefined;
  } catch {
    return undefined; // not a locale: a RangeError or TypeError, and nothing to learn from it
  }
}

/**
 * Twilio's SendDigits for an extension: a wait (`w` is half a second), then its digits, at most 32 keys together. Twilio ignores
 * MachineDetection on a call with SendDigits (docs voice/api/call-resource), so `detectsMachine` says no there.
 * @throws RangeError when the extension is not 1 to 32 digits; those of `readPhoneNumber` are at most 20.
 */
export function sendDigitsFor(extension: string): string {
  if (!/^\d{1,32}$/u.test(extension)) throw new RangeError('An extension is 1 to 32 digits');
  return `${WAIT_FOR_SWITCHBOARD.slice(0, MAX_SEND_DIGITS - extension.length)}${extension}`;
}

function parse(text: string, defaultCountry: CountryCode | undefined): ParsedNumber | NumberProblem {
  const options = defaultCountry === undefined ? {} : { defaultCountry };
  try {
    return parsePhoneNumberWithError(text, options);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    // Slack's profile field holds any text: "desk 020 7946 0018 or mobile 07...".
    const [first] = findPhoneNumbersInText(text, options);
    return first?.number ?? lengthProblem(error.message) ?? (error.message === 'INVALID_COUNTRY' ? 'unknown-country' : 'not-a-number');
  }
}

/** Both ways libphonenumber has to say it: the result of validatePhoneNumberLength and the message of a ParseError. */
function lengthProblem(result: string | undefined): NumberProblem | undefined {
  if (result === 'TOO_SHORT') return 'too-short';
  if (result === 'TOO_LONG') return 'too-long';
  return undefined;
}
