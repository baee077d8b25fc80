/*
 * The rules of proving a number: we ring it and speak a six-digit code, and its owner types the code in Slack. A guess is right once in
 * 333,333 codes (three tries of a million), and ten codes a day make that once in ninety years.
 */

export const CODE_DIGITS = 6;
export const MOST_TRIES = 3;
export const CODE_LASTS_MS = 10 * 60_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** At most `count` codes within any `within` milliseconds. Against somebody whose phone others make ring, and against our telephone bill. */
interface Pace {
  readonly count: number;
  readonly within: number;
}
/** For one Slack user, whatever numbers they give. */
const PER_USER: readonly Pace[] = [{ count: 1, within: MINUTE }, { count: 5, within: HOUR }, { count: 10, within: 24 * HOUR }];
/** For one number, whoever asks: ten people together must not keep a stranger's phone ringing. */
const PER_NUMBER: readonly Pace[] = [{ count: 3, within: HOUR }, { count: 6, within: 24 * HOUR }];
/** How far back `CodesAsked` has to reach. */
export const CODES_REMEMBERED_MS = 24 * HOUR;

/**
 * What the call says, a sentence each (a <Say> with a pause behind it): the code twice, its digits apart so that they are read one by one, and what
 * it is for, because somebody else may have asked for it. @param code six digits. @throws RangeError for all else.
 */
export function speakable(code: string): readonly string[] {
  if (!/^\d{6}$/u.test(code)) throw new RangeError('A code is six digits');
  const digits = code.split('').join(' ');
  return [
    'Hello. Here is the code for your phone number.',
    `Your code is: ${digits}.`,
    `Once more: ${digits}.`,
    'If you did not ask for it, hang up, and tell it to nobody.',
  ];
}

/** The code in what somebody typed: "048 213" and "048-213" are it too. Undefined when it is not six digits, which costs no try. */
export function readCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(/[\s\p{Pd}.]/gu, '');
  return /^\d{6}$/u.test(code) ? code : undefined;
}

/** A code that was asked for. */
export interface Proof {
  /** When it was made, epoch ms. */
  readonly madeAt: number;
  /** Wrong codes typed so far. */
  readonly wrongTries: number;
}

/** `wrongTries` is to be kept, in the transaction that read the proof: tries at one moment must count one by one. */
export type CodeJudgement =
  | { readonly result: 'proved' }
  | { readonly result: 'wrong'; readonly wrongTries: number; readonly triesLeft: number; readonly sentence: string }
  | { readonly result: 'used-up'; readonly wrongTries: number; readonly sentence: string }
  | { readonly result: 'too-late'; readonly sentence: string };

/**
 * Judges a code that was typed at `at` (epoch ms). `sameCode` is the caller's comparison of keyed hashes in constant time: codes are not
 * stored readable. After the third wrong one, or ten minutes, even the right one proves nothing.
 */
export function judgeCode({ madeAt, wrongTries }: Proof, sameCode: boolean, at: number): CodeJudgement {
  if (wrongTries >= MOST_TRIES) return usedUp(wrongTries);
  if (at - madeAt >= CODE_LASTS_MS) return { result: 'too-late', sentence: 'That code is more than ten minutes old. Ask for a new call, and type the code it tells you.' };
  if (sameCode) return { result: 'proved' };
  const triesLeft = MOST_TRIES - wrongTries - 1;
  if (triesLeft === 0) return usedUp(wrongTries + 1);
  return {
    result: 'wrong', wrongTries: wrongTries + 1, triesLeft,
    sentence: `That is not the code the call told you. You have ${triesLeft === 1 ? 'one try' : `${triesLeft} tries`} left.`,
  };
}

function usedUp(wrongTries: number): CodeJudgement {
  return { result: 'used-up', wrongTries, sentence: 'That code was typed wrong three times and counts no more. Ask for a new call, and type the code it tells you.' };
}

/** When codes were asked for, epoch ms in any order, for at least the last day; no matter what came of them. */
export interface CodesAsked {
  readonly byUser: readonly number[];
  readonly toNumber: readonly number[];
}

export type MayAsk = { readonly may: true } | { readonly may: false; readonly againAt: number; readonly sentence: string };

/**
 * Whether somebody may ask for a code now (`at`, epoch ms), and otherwise when. One a minute, five an hour, ten a day for a user; three an hour, six a
 * day for a number.
 */
export function mayAskForCode({ byUser, toNumber }: CodesAsked, at: number): MayAsk {
  const [userAgain, numberAgain] = [againAt(byUser, PER_USER, at), againAt(toNumber, PER_NUMBER, at)];
  const again = Math.max(userAgain, numberAgain);
  if (again <= at) return { may: true };
  const why = numberAgain > userAgain ? 'That number was called for a code too often.' : 'You asked for a call too often.';
  return { may: false, againAt: again, sentence: `${why} You can ask again in ${roughly(again - at)}.` };
}

/** The first moment none of the paces forbids; `at` itself when that is now. */
function againAt(asked: readonly number[], paces: readonly Pace[], at: number): number {
  const latestFirst = asked.toSorted((one, other) => other - one);
  return Math.max(at, ...paces.map(({ count, within }) => (latestFirst[count - 1] ?? -Infinity) + within));
}

/** "40 seconds", "12 minutes", "3 hours": rounded up, because who comes too early is sent away once more. */
function roughly(ms: number): string {
  if (ms < MINUTE) return units(Math.ceil(ms / 1_000), 'second');
  return ms <= 90 * MINUTE ? units(Math.ceil(ms / MINUTE), 'minute') : units(Math.ceil(ms / HOUR), 'hour');
}

function units(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
