import { findNumbers } from '../command-text/numbers-in-text.ts';
import type { DialPolicy } from '../dial-policy.ts';
import { mayRing } from '../dial-policy.ts';
import type { DialedNumber } from '../participant.ts';
import { MAX_NAME_LENGTH, plainName } from '../people-names.ts';
import type { CountryCode } from '../phone-number.ts';
import { describeNumberProblem, isE164, readPhoneNumber } from '../phone-number.ts';
import { countCharacters, printable } from '../plain-text.ts';
import { searchKey } from '../contact-search.ts';
import type { Column } from './columns.ts';

/** A contact of the phone book as a line of a file holds it. All text is plain: no control characters, no outer spaces. */
export interface CsvContact {
  /** One line, at most 80 characters as people count them. */
  readonly name: string;
  /** Null only for a Slack user, whose profile may hold one. */
  readonly number: DialedNumber | null;
  readonly secondNumber: DialedNumber | null;
  /** Several lines (\n), at most 500 characters; "" for none. */
  readonly note: string;
  /** Names of saved groups: one line, at most 80 characters, each with a letter, digit or symbol in it, each once by its `searchKey`, at most 50. */
  readonly groups: readonly string[];
  /** U… or W… when the contact is a Slack user. */
  readonly slackUserId: string | null;
}

export interface CsvRules {
  /** DEFAULT_COUNTRY: in which numbers without + are read. */
  readonly defaultCountry?: CountryCode | undefined;
  readonly policy: DialPolicy;
}

export interface LineProblem {
  readonly column: Column;
  /** For whoever imports: what is wrong and what to do. Holds no number. */
  readonly problem: string;
}

export const MAX_NOTE_LENGTH = 500;
export const MAX_GROUPS = 50;
/** Longer cells hold no number for `readPhoneNumber` either. */
const LONGEST_NUMBER = 250;
const SLACK_USER = /^[UW][A-Z0-9]{2,20}$/u;

/** Reads the cells of one line, found by their columns ("" where a column is missing), adding what is wrong with them to `problems`. */
export function readContact(cell: (column: Column) => string, rules: CsvRules, problems: LineProblem[]): CsvContact {
  const slackUserId = cell('slack user').trim() || null;
  const number = readNumber('number', cell('number'), rules, problems);
  const contact: CsvContact = {
    name: readName(cell('name'), problems),
    number,
    secondNumber: readNumber('second number', cell('second number'), rules, problems),
    note: readNote(cell('note'), problems),
    groups: readGroups(cell('groups'), problems),
    slackUserId,
  };
  if (slackUserId !== null && !SLACK_USER.test(slackUserId)) {
    problems.push({ column: 'slack user', problem: 'That is no member ID of Slack. It begins with U or W; find it in the person\'s profile under ⋮ > "Copy member ID", or leave it empty.' });
  }
  if (cell('number').trim() === '' && slackUserId === null) problems.push({ column: 'number', problem: 'There is no number. Only Slack users can be without one.' });
  return contact;
}

function readName(raw: string, problems: LineProblem[]): string {
  const name = printable(raw).trim();
  const length = countCharacters(name);
  if (name === '') problems.push({ column: 'name', problem: 'There is no name.' });
  if (length > MAX_NAME_LENGTH) problems.push({ column: 'name', problem: `The name has ${length} characters, and at most ${MAX_NAME_LENGTH} are kept. Shorten it.` });
  return plainName(name);
}

/** @returns null for an empty cell and for one that holds no number we may ring, which is then among the problems. */
function readNumber(column: Column, raw: string, { defaultCountry, policy }: CsvRules, problems: LineProblem[]): DialedNumber | null {
  const text = printable(raw).trim();
  if (text === '') return null;
  const refuse = (problem: string): null => {
    problems.push({ column, problem });
    return null;
  };
  // 4.41556E+11: its digits are gone, and what is left could be somebody else's number.
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/iu.test(text)) return refuse('A spreadsheet has rounded this number and its digits are lost. Format the column as text and enter the number again.');
  if (!isE164(text) && text.length <= LONGEST_NUMBER && findNumbers(text, { afterPerson: true, defaultCountry }).length > 1) return refuse('There is more than one number. Put the other one into the column "second number".');
  const read = readPhoneNumber(text, defaultCountry);
  if (!read.ok) return refuse(hasLostItsPlus(text) ? 'The + in front of this number seems to be lost, as happens in spreadsheets. Format the column as text and put it back.' : describeNumberProblem(read.problem));
  const decision = mayRing(read.number.e164, policy);
  return decision.allowed ? { e164: read.number.e164, extension: read.number.extension ?? null } : refuse(decision.sentence);
}

function hasLostItsPlus(text: string): boolean {
  return /^[1-9][\d\s]{6,}$/u.test(text) && readPhoneNumber(`+${text}`).ok;
}

/** Line breaks stay, everything else is made plain. */
function readNote(raw: string, problems: LineProblem[]): string {
  const note = raw.split(/\r\n|[\r\n]/u).map((line) => printable(line).trim()).join('\n').trim();
  const length = note.length > MAX_NOTE_LENGTH ? countCharacters(note) : 0;
  if (length > MAX_NOTE_LENGTH) problems.push({ column: 'note', problem: `The note has ${length} characters, and at most ${MAX_NOTE_LENGTH} are kept. Shorten it.` });
  return note;
}

/** "Leads|On call"; a | in a name is written \|, and a backslash \\. Names that are found alike are one, and a name that cannot be found is none. */
function readGroups(raw: string, problems: LineProblem[]): readonly string[] {
  const parts = raw.match(/(?:\\[\\|]|[^|])+/gu) ?? [];
  if (parts.length > MAX_GROUPS) {
    problems.push({ column: 'groups', problem: `There are ${parts.length} groups, and a contact is in at most ${MAX_GROUPS}.` });
    return [];
  }
  const names = parts.map((part) => printable(part.replace(/\\([\\|])/gu, '$1')).trim()).filter((name) => searchKey(name) !== '');
  const tooLong = names.find((name) => countCharacters(name) > MAX_NAME_LENGTH);
  if (tooLong !== undefined) problems.push({ column: 'groups', problem: `The name of a group has more than ${MAX_NAME_LENGTH} characters. Shorten it, or put | between groups.` });
  const once = new Map<string, string>();
  for (const name of names) if (!once.has(searchKey(name))) once.set(searchKey(name), name);
  return [...once.values()];
}

/** The cell `readGroups` reads. */
export function writeGroups(groups: readonly string[]): string {
  return groups.map((name) => name.replace(/[\\|]/gu, '\\$&')).join('|');
}
