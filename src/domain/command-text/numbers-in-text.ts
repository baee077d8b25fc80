import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from '../phone-number.ts';
import { looksNational } from './national-shapes.ts';
import type { Surroundings } from './national-shapes.ts';

/** A phone number found in typed text: `raw` is `text.slice(start, end)`, extension and all. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly extension?: string;
}

export interface NumberContext {
  /** Whether a person stands right before the text, so that digits in one piece are more likely a person than part of a name. */
  readonly afterPerson: boolean;
  /** DEFAULT_COUNTRY, when known: groupings usual only there count too ("12 34 56 78" in Denmark). */
  readonly defaultCountry?: CountryCode | undefined;
}

/** Digits in groups: between two digits at most one space on either side of at most two of - . ( ) and the slash. */
const RUN = /(?:\+ ?)?\(?\d(?: ?[-.()/]{0,2} ?\d)*/gu;
const EXTENSION = /\s*(?:; ?ext ?= ?|,? ?ext(?:ensio)?n?[.:]? ?|x[.]? ?)(\d{1,9})(?![\p{L}\p{N}]|[-.]\d)/iuy;
/** A number has at most 15 digits (ITU E.164); up to 16 are looked at because of prefixes such as 011. */
const MOST_DIGITS = 16;
const FEWEST_DIGITS = 7;
/** How far back a word can stand that says what the digits are. */
const CONTEXT_LENGTH = 40;

/**
 * Finds the phone numbers in one line of typed text, left to right. With + (or `tel:`) and seven digits it is one, whatever its
 * grouping; without, it has to look like one (see `looksNational`). libphonenumber's own `findPhoneNumbersInText` is not used to find:
 * with a German default it takes "2026-11-23" and "Incident 20261123" for numbers, and it passes over invalid ones in silence, which
 * people should hear about.
 */
export function findNumbers(text: string, context: NumberContext): FoundNumber[] {
  const folded = fold(text);
  const found: FoundNumber[] = [];
  for (const run of folded.matchAll(RUN)) {
    let from = Math.max(run.index, found.at(-1)?.end ?? 0); // the extension of the last one may reach into this run
    const runEnd = run.index + run[0].length;
    while (from < runEnd) {
      const number = numberAt(folded, from, runEnd, surroundingsOf(folded, from, found.at(-1)?.end, context));
      if (number !== undefined) found.push({ ...number, raw: text.slice(number.start, number.end) });
      from = number === undefined && folded[from] === '(' ? from + 1 : nextStart(folded, number?.end ?? from, runEnd);
    }
  }
  return found;
}

function surroundingsOf(text: string, at: number, previousEnd: number | undefined, { afterPerson, defaultCountry }: NumberContext): Omit<Surroundings, 'after'> {
  const between = text.slice(Math.max(previousEnd ?? 0, at - CONTEXT_LENGTH), at);
  const follows = between.trim() === '' && at - (previousEnd ?? 0) < CONTEXT_LENGTH;
  return { before: text.slice(Math.max(0, at - CONTEXT_LENGTH), at), afterPerson: follows && (previousEnd !== undefined || afterPerson), defaultCountry };
}

/** The number that starts exactly at `from`, if one does. */
function numberAt(text: string, from: number, runEnd: number, context: Omit<Surroundings, 'after'>): Omit<FoundNumber, 'raw'> | undefined {
  const scheme = /(?<![\p{L}\p{N}])tel: ?$/iu.exec(context.before);
  const candidates = possibleEnds(text, from, runEnd).map((end) => ({ end, text: text.slice(from, end) }));
  const chosen = scheme !== null ? bestInternational(candidates)
    : text[from] !== '+' ? candidates.find(({ end, text: digits }) => looksNational(digits, { ...context, after: text.slice(end, end + 2) }))
    : /[A-Za-z0-9_+=#]$/u.test(context.before) ? undefined // UTC+1, C++1, ?number=+1
    : bestInternational(candidates);
  if (chosen === undefined) return undefined;

  const start = from - (scheme?.[0].length ?? 0);
  EXTENSION.lastIndex = chosen.end;
  const extension = EXTENSION.exec(text);
  return extension?.[1] === undefined ? { start, end: chosen.end } : { start, end: chosen.end + extension[0].length, extension: extension[1] };
}

/**
 * Where a number starting at `from` may end, the farthest first: at the end of the run or before a space in it, because the next number
 * or a year may follow ("+1 415 555 0100 2026 plan"), and never in the middle of a word ("+14155550100abc"), but for an extension.
 * It looks no farther than a number can be long: a text of nothing but digits must not keep the process busy.
 */
function possibleEnds(text: string, from: number, runEnd: number): number[] {
  const ends: number[] = [];
  let digits = 0;
  for (let end = from + 1; end <= runEnd; end += 1) {
    const isDigit = /\d/u.test(text[end - 1] ?? '');
    if (isDigit) digits += 1;
    if (!isDigit || digits < FEWEST_DIGITS || (end < runEnd && text[end] !== ' ')) continue;
    EXTENSION.lastIndex = end;
    if (EXTENSION.test(text) || !/[A-Za-z0-9_]/u.test(text[end] ?? '')) ends.push(end);
    if (digits >= MOST_DIGITS) break;
  }
  return ends.toReversed();
}

/** The longest valid reading, else the longest that has a possible length, else the longest with at most 15 digits, else the shortest. */
function bestInternational<Candidate extends { readonly text: string }>(candidates: readonly Candidate[]): Candidate | undefined {
  const parsed = candidates
    .filter(({ text }) => countDigits(text) <= MOST_DIGITS)
    .map((candidate) => ({ candidate, number: parsePhoneNumberFromString(candidate.text) }));
  return (parsed.find(({ number }) => number?.isValid()) ?? parsed.find(({ number }) => number?.isPossible()) ?? parsed[0])?.candidate ?? candidates.at(-1);
}

/** The next place in the run where a number may start: after a space. */
function nextStart(text: string, after: number, runEnd: number): number {
  const space = text.indexOf(' ', after);
  return space === -1 || space >= runEnd ? runEnd : space + 1;
}

function countDigits(text: string): number {
  return text.replace(/\D/gu, '').length;
}

/** The same text, place by place, with the many forms of digits, dashes, spaces and the plus as ASCII, and dates made unreadable. */
function fold(text: string): string {
  return maskDates(
    text
      .replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
      .replace(/[\u2010-\u2015\u2212\uFF0D]/gu, '-')
      .replace(/\s/gu, ' ')
      .replaceAll('＋', '+'),
  );
}

/** 2026-11-23, 2026 11 23, 23.11.2026 and 11/23/2026 are no phone numbers, nor is what follows them in one run. */
function maskDates(text: string): string {
  const hide = (date: string): string => '\u0001'.repeat(date.length);
  return text
    .replace(/(?<!\d)(?:19|20)\d\d([-./ ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/gu, hide)
    .replace(/(?<!\d)(?:0?[1-9]|[12]\d|3[01])([-./ ])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?!\d)/gu, hide);
}
