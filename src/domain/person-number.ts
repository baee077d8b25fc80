import type { NumberSource } from './number-source.ts';
import type { DialedNumber, NotCalled } from './participant.ts';

export type { NumberSource } from './number-source.ts';

export interface SourcedNumber {
  readonly number: DialedNumber;
  readonly source: NumberSource;
}

/** All that is known of how to reach one person. */
export interface KnownNumbers {
  readonly proved: DialedNumber | null;
  readonly book: DialedNumber | null;
  readonly secondInBook: DialedNumber | null;
  /** The profile's phone, when it could be read. */
  readonly profile: DialedNumber | null;
  /** "Do not ring me" under `/conference me`. */
  readonly doNotRing: boolean;
}

export type NumbersToRing =
  /** At least one, each once: the first is rung, the next when that came to nothing. */
  | { readonly kind: 'ring'; readonly numbers: readonly [SourcedNumber, ...SourcedNumber[]] }
  /** Neither proved, set nor in the profile. */
  | { readonly kind: 'no-number' }
  | { readonly kind: 'not-called'; readonly notCalled: NotCalled };

const DO_NOT_RING: NotCalled = { code: 'do-not-ring', sentence: 'They asked this app not to ring them. Write to them in Slack instead.' };

/**
 * Which numbers of a person are rung, in order. What they proved takes the place of the first in the book, which may be an old one and
 * somebody else's by now; the book's second stays the second. The profile counts only as long as nobody proved or set any. "Do not
 * ring me" beats all of it, an urgent conference too. Whether we may ring a number is another question: `mayRing`.
 */
export function numbersToRing({ proved, book, secondInBook, profile, doNotRing }: KnownNumbers): NumbersToRing {
  if (doNotRing) return { kind: 'not-called', notCalled: DO_NOT_RING };
  const first = proved === null ? sourced('book', book) : sourced('proved', proved);
  const [one, another] = [first, sourced('book', secondInBook)].filter((number) => number !== null);
  if (one === undefined) return profile === null ? { kind: 'no-number' } : { kind: 'ring', numbers: [{ number: profile, source: 'profile' }] };
  return { kind: 'ring', numbers: another === undefined || isSame(one, another) ? [one] : [one, another] };
}

function sourced(source: NumberSource, number: DialedNumber | null): SourcedNumber | null {
  return number === null ? null : { number, source };
}

/** An extension is part of it: two people behind one switchboard are two. */
function isSame({ number: one }: SourcedNumber, { number: other }: SourcedNumber): boolean {
  return one.e164 === other.e164 && one.extension === other.extension;
}
