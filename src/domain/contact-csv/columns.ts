import { printable } from '../plain-text.ts';
import { readRows, SEPARATORS } from './cells.ts';
import type { Separator } from './cells.ts';

/** What a column holds, by the name `writeContactCsv` gives it. */
export const COLUMNS = ['name', 'number', 'second number', 'note', 'groups', 'slack user'] as const;
export type Column = (typeof COLUMNS)[number];

/** What else people and other address books call them. Case, spaces and signs do not count: "Phone (mobile)" is phonemobile. */
const SYNONYMS: Readonly<Record<Column, string>> = {
  name: 'name fullname displayname contact contactname person who',
  number: 'number phone mobile cell telephone tel phonenumber mobilenumber mobilephone cellphone cellnumber telephonenumber phone1 number1 phone1value firstnumber firstphone mainphone primaryphone',
  'second number': 'secondnumber secondphone 2ndnumber 2ndphone othernumber otherphone alternativenumber alternativephone phone2 number2 phone2value secondaryphone',
  note: 'note notes comment comments remark remarks',
  groups: 'groups group savedgroups savedgroup groupmembership labels label tags tag',
  'slack user': 'slackuser slackuserid slackid slack slackmemberid memberid userid',
};
const COLUMN_OF = new Map(COLUMNS.flatMap((column) => SYNONYMS[column].split(' ').map((word) => [word, column] as const)));

export interface Header {
  /** Where each column is, counted from 0. */
  readonly places: ReadonlyMap<Column, number>;
  /** As they were called, for problems in them. */
  readonly titles: readonly string[];
  /** Titled columns that are not ours: their content is left out. */
  readonly ignored: readonly string[];
  /** Two columns that mean the same: which one counts only the person can say. */
  readonly twice: readonly { readonly column: Column; readonly titles: readonly string[] }[];
}

export function readHeader(cells: readonly string[]): Header {
  const titles = cells.map((cell) => printable(cell).trim());
  const known = titles.map((title) => COLUMN_OF.get(title.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  const titlesOf = (column: Column): string[] => titles.filter((_, place) => known[place] === column);
  return {
    places: new Map(COLUMNS.filter((column) => known.includes(column)).map((column) => [column, known.indexOf(column)])),
    titles,
    ignored: titles.filter((title, place) => title !== '' && known[place] === undefined),
    twice: COLUMNS.map((column) => ({ column, titles: titlesOf(column) })).filter((one) => one.titles.length > 1),
  };
}

/** The separator with which most columns of the first line are ours: Excel writes ; where the comma is in numbers, and tabs as "Unicode text". */
export function findSeparator(text: string): Separator {
  const known = (separator: Separator): number => {
    const read = readRows(text, separator, 1);
    return read.ok ? readHeader(read.rows[0] ?? []).places.size : 0;
  };
  return SEPARATORS.toSorted((one, other) => known(other) - known(one))[0] ?? ',';
}
