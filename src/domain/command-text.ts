import { findNumbers } from './command-text/numbers-in-text.ts';
import { broadcastOf, cutAtMarkup } from './command-text/pieces.ts';
import type { Invitee, NotRung, Piece } from './command-text/pieces.ts';
import { HOLE, tidyRoomName } from './command-text/room-name.ts';
import { findSavedGroups } from './command-text/saved-groups.ts';
import { searchKey } from './contact-search.ts';
import type { AskedMonth } from './month.ts';
import { readMonth } from './month.ts';
import type { CountryCode } from './phone-number.ts';
import { countCharacters } from './plain-text.ts';

export type { Invitee, NotRung } from './command-text/pieces.ts';

/** What somebody asked for with `/conference …`. */
export type CommandText =
  | { readonly kind: 'help' }
  /** Their own number and wishes. */
  | { readonly kind: 'me' }
  /** The phone book. */
  | { readonly kind: 'contacts' }
  /** What a month cost; `month` is null for the present one. */
  | { readonly kind: 'costs'; readonly month: AskedMonth | null }
  /** The conferences they were part of. */
  | { readonly kind: 'history' }
  /** What is wrong with the installation, for admins. */
  | { readonly kind: 'doctor' }
  /** Somebody's number and name are to be erased: their own, a Slack user's, or those of whoever has a number (`raw` as typed). */
  | { readonly kind: 'forget'; readonly who: Forgotten }
  /** Nothing but spaces. */
  | { readonly kind: 'empty' }
  /** Nobody to ring; `name` is null when all they typed is in `notRung`. */
  | { readonly kind: 'without-people'; readonly name: string | null; readonly notRung: readonly NotRung[]; readonly urgent?: true }
  /** `length` and `limit` in characters as people count them. */
  | { readonly kind: 'refused'; readonly reason: 'name-too-long'; readonly length: number; readonly limit: number }
  /** At least one invitee, each once. `name` is null when they gave none. `urgent` when it cannot wait for the morning (`whyHeld`). */
  | { readonly kind: 'start'; readonly name: string | null; readonly invitees: readonly Invitee[]; readonly notRung: readonly NotRung[]; readonly urgent?: true };

export type Forgotten =
  | { readonly kind: 'me' }
  | { readonly kind: 'slack-user'; readonly userId: string }
  | { readonly kind: 'number'; readonly raw: string }
  /** Somebody, but not one of them and nobody else: nobody is erased, and nobody may be rung. */
  | { readonly kind: 'unclear' };

export interface CommandTextOptions {
  readonly maxNameLength: number;
  /** DEFAULT_COUNTRY: numbers without + in a grouping usual only there are found too. */
  readonly defaultCountry?: CountryCode | undefined;
}

/** Two hundred people and a name fit in easily. More is a slip of the paste key, and reading it would keep everybody else waiting. */
const LONGEST_TEXT = 10_000;
const HELP = /^(?:help|\?|[-–—]{1,2}h(?:elp)?)$/iu; // Slack on a Mac turns the two dashes of --help into one long one
/** Nothing but these words: "Call me" is a name. */
const ME = /^me$/iu;
/** All of the text: a room may be called "Contacts with vendors". */
const CONTACTS = /^contacts$/iu;
/** The word alone or with a month behind it: "Costs review" is a name. */
const COSTS = /^costs?(?:\s+(.{3,14}))?$/iu;
const HISTORY = /^history$/iu;
const DOCTOR = /^doctor$/iu;
/** The word and a person or number right behind it: "Forget the past" is a name, also with people behind that. */
const FORGET = /^forget(?![\p{L}\p{N}_-])\s*[:：]?\s*(?:the\s+)?(?:(?:phone\s+)?number|phone|user|person|contact)?\s*[:：]?\s*/iu;
const FORGET_ME = /^forget\s+me$/iu;
/** A number as it stands, whatever its grouping. */
const BARE_NUMBER = /^\+?\d[\d\s()./-]{4,29}\d$/u;
const NOTHING_MORE = /^[\s.,;!]*$/u;
/** First in the text, in any case, and with its colon: "Urgent care review" is a name, and so is what stands in quotes. */
const URGENT = /^urgent\s*[:：]\s*/iu;
/** As typed: `@dave`, or Slack's own markup typed out by hand, which must not come back to life in a message. */
const MENTION = /<[@!]([\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]*)>|(?<![\p{L}\p{N}_.@/+-])@([\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]*)/gu;

/**
 * Reads the text of a slash command as Slack sends it with `should_escape: true` (docs interactivity/implementing-slash-commands):
 * people, groups and outside numbers in order, each once, and the rest as the room's name. Pure, and never throws, whatever the text.
 * A number typed twice in two writings appears twice: only `readPhoneNumber` can tell that they are one.
 */
export function parseCommandText(text: string, { maxNameLength, defaultCountry }: CommandTextOptions): CommandText {
  const typed = text.trim();
  if (typed === '') return { kind: 'empty' };
  if (HELP.test(typed)) return { kind: 'help' };
  if (ME.test(typed)) return { kind: 'me' };
  if (CONTACTS.test(typed)) return { kind: 'contacts' };
  if (HISTORY.test(typed)) return { kind: 'history' };
  if (DOCTOR.test(typed)) return { kind: 'doctor' };
  const costs = readCosts(typed);
  if (costs !== null) return costs;
  if (typed.length > LONGEST_TEXT) return { kind: 'refused', reason: 'name-too-long', length: countCharacters(typed), limit: maxNameLength };
  const forgotten = readForgotten(typed, defaultCountry);
  if (forgotten !== null) return { kind: 'forget', who: forgotten };

  const rest = typed.replace(URGENT, '');
  const urgent = rest === typed ? {} : { urgent: true as const };
  const pieces = findNumbersIn(cutAtMarkup(rest).flatMap(cutAtSavedGroups).flatMap(cutAtMentions), defaultCountry);
  const invitees = unique(pieces.flatMap((piece) => (piece.kind === 'person' ? [piece.invitee] : [])), keyOf);
  const notRung = unique(pieces.flatMap((piece) => (piece.kind === 'not-rung' ? [piece.notRung] : [])), (one) => one.text);
  const name = tidyRoomName(pieces.map((piece) => ('text' in piece ? piece.text : HOLE)).join(''));

  const length = countCharacters(name ?? '');
  if (length > maxNameLength) return { kind: 'refused', reason: 'name-too-long', length, limit: maxNameLength };
  if (invitees.length > 0) return { kind: 'start', name, invitees, notRung, ...urgent };
  return name === null && notRung.length === 0 ? { kind: 'empty' } : { kind: 'without-people', name, notRung, ...urgent };
}

function readCosts(typed: string): Extract<CommandText, { kind: 'costs' }> | null {
  const match = COSTS.exec(typed);
  if (match === null) return null;
  const [, named] = match;
  const month = named === undefined ? null : readMonth(named);
  return named !== undefined && month === null ? null : { kind: 'costs', month };
}

/** Whoever is named right behind the word is to be erased: however it is written, it is no wish to have them rung. */
function readForgotten(typed: string, defaultCountry: CountryCode | undefined): Forgotten | null {
  if (FORGET_ME.test(typed)) return { kind: 'me' };
  const subject = typed.replace(FORGET, '');
  if (subject === typed) return null;
  if (BARE_NUMBER.test(subject)) return { kind: 'number', raw: subject };
  const pieces = findNumbersIn(cutAtMarkup(subject).flatMap(cutAtSavedGroups).flatMap(cutAtMentions), defaultCountry, true).filter((piece) => !('text' in piece && piece.text.trim() === ''));
  const [first] = pieces;
  if (first === undefined || 'text' in first) return null;
  const named = unique(pieces.flatMap((piece) => (piece.kind === 'person' ? [piece.invitee] : [])), keyOf);
  const isAll = pieces.every((piece) => piece.kind === 'person' || ('text' in piece && NOTHING_MORE.test(piece.text)));
  const [one, another] = named;
  if (!isAll || one === undefined || another !== undefined) return { kind: 'unclear' };
  if (one.kind === 'slack-user') return { kind: 'slack-user', userId: one.userId };
  // Behind an extension is one of many who share a number: all of them would go.
  return one.kind === 'outside-number' && one.extension === undefined ? { kind: 'number', raw: one.raw } : { kind: 'unclear' };
}

/** Typed text cut at each `group:name`. */
function cutAtSavedGroups(piece: Piece): Piece[] {
  if (piece.kind !== 'typed') return [piece];
  const { text } = piece;
  const found = findSavedGroups(text);
  const cut = found.flatMap(({ start, name }, index): Piece[] => [
    { kind: 'typed', text: text.slice(found[index - 1]?.end ?? 0, start) }, { kind: 'person', invitee: { kind: 'saved-group', name } },
  ]);
  return [...cut, { kind: 'typed', text: text.slice(found.at(-1)?.end ?? 0) }];
}

/** Typed text cut at each `@name` Slack left alone. A mail address is none. */
function cutAtMentions(piece: Piece): Piece[] {
  if (piece.kind !== 'typed') return [piece];
  const cut: Piece[] = [];
  let end = 0;
  for (const match of piece.text.matchAll(MENTION)) {
    const mentioned = match[1] ?? match[2] ?? '';
    const name = match[1] === undefined ? mentioned.replace(/[._-]+$/u, '') : mentioned;
    if (name === '') continue;
    const broadcast = broadcastOf(name);
    cut.push({ kind: 'typed', text: piece.text.slice(end, match.index) });
    cut.push({ kind: 'not-rung', notRung: broadcast ? { kind: 'broadcast', text: broadcast } : { kind: 'unescaped-mention', text: `@${name}` } });
    end = match.index + match[0].length - (mentioned.length - name.length);
  }
  return [...cut, { kind: 'typed', text: piece.text.slice(end) }];
}

function findNumbersIn(pieces: readonly Piece[], defaultCountry: CountryCode | undefined, personExpected = false): Piece[] {
  let afterPerson = personExpected;
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'typed') {
      afterPerson = piece.kind !== 'words';
      return [piece];
    }
    const cut: Piece[] = [];
    let end = 0;
    for (const { start, end: next, raw, extension } of findNumbers(piece.text, { afterPerson, defaultCountry })) {
      cut.push({ kind: 'typed', text: piece.text.slice(end, start) });
      cut.push({ kind: 'person', invitee: { kind: 'outside-number', raw, ...(extension !== undefined && { extension }) } });
      end = next;
    }
    if (piece.text.trim() !== '') afterPerson = false;
    return [...cut, { kind: 'typed', text: piece.text.slice(end) }];
  });
}

function keyOf(invitee: Invitee): string {
  switch (invitee.kind) {
    case 'slack-user': return invitee.userId;
    case 'user-group': return invitee.groupId;
    case 'saved-group': return `group:${searchKey(invitee.name)}`;
    case 'contact': return `contact:${invitee.contactId}`;
    case 'outside-number': return invitee.raw.replace(/\P{Nd}/gu, '');
  }
}

/** The first of each key, in order. */
function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
