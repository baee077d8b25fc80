/** A calendar month by UTC, as Twilio's bill has it: "2030-01". */
export type Month = `${number}-${number}`;

/** A month as somebody typed it; without a year the latest one of that name. */
export interface AskedMonth {
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number;
}

/** When a month begins and ends, epoch milliseconds; the end is the beginning of the next. */
export interface MonthRange {
  readonly from: number;
  readonly to: number;
}

const NAMES = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DIGITS = /^(\d{4})-(\d{1,2})$/u;
const WORDS = /^([a-z]{3,9})(?:\s+(\d{4}))?$/iu;

/** Reads "2030-01", "January", "jan 2030". Null for anything else. */
export function readMonth(typed: string): AskedMonth | null {
  const [, year, digits] = DIGITS.exec(typed) ?? [];
  if (digits !== undefined) return asked(Number(year), Number(digits));
  const [, word = '', named] = WORDS.exec(typed) ?? [];
  const index = word === '' ? -1 : NAMES.findIndex((name) => name === word.toLowerCase() || name.slice(0, 3) === word.toLowerCase());
  return index === -1 ? null : asked(named === undefined ? null : Number(named), index + 1);
}

/** Slack did not exist before, and what was asked for a year far off is a slip. */
function asked(year: number | null, month: number): AskedMonth | null {
  return month >= 1 && month <= 12 && (year === null || (year >= 2000 && year <= 2999)) ? { year, month } : null;
}

/** The month somebody means; the present one when they named none. @param now epoch milliseconds. */
export function monthMeant(typed: AskedMonth | null, now: number): Month {
  const today = new Date(now);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + 1];
  if (typed === null) return write(year, month);
  return write(typed.year ?? (typed.month > month ? year - 1 : year), typed.month);
}

/** Reads what `monthMeant` gave, from where somebody else could have written it. Null for anything else. */
export function parseMonth(text: string): Month | null {
  const read = DIGITS.test(text) ? readMonth(text) : null;
  return read === null || read.year === null ? null : write(read.year, read.month);
}

export function monthRange(month: Month): MonthRange {
  const [year, index] = parts(month);
  return { from: Date.UTC(year, index), to: Date.UTC(year, index + 1) };
}

/** The month so many months later, or earlier. */
export function monthsLater(month: Month, months: number): Month {
  const [year, index] = parts(month);
  const date = new Date(Date.UTC(year, index + months));
  return write(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** "January 2030". */
export function monthWords(month: Month): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(monthRange(month).from);
}

function parts(month: Month): [year: number, index: number] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return [year, number - 1];
}

function write(year: number, month: number): Month {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Month;
}
