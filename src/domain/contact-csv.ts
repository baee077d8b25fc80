import { readRows, writeRows } from './contact-csv/cells.ts';
import type { Column, Header } from './contact-csv/columns.ts';
import { COLUMNS, findSeparator, readHeader } from './contact-csv/columns.ts';
import { withMarks, withoutMarks } from './contact-csv/formulas.ts';
import type { CsvContact, CsvRules, LineProblem } from './contact-csv/read-contact.ts';
import { readContact, writeGroups } from './contact-csv/read-contact.ts';
import type { DialedNumber } from './participant.ts';

export type { CsvContact, CsvRules } from './contact-csv/read-contact.ts';

export const MAX_CSV_LINES = 10_000;
export const MAX_CSV_BYTES = 1_000_000;

export interface CsvProblem {
  /** The row as a spreadsheet counts it: the header is 1, and a cell of several lines is still one row. */
  readonly line: number;
  /** The title of the column as it stands in the file, or ours when it has none. */
  readonly column?: string;
  /** A sentence for whoever imports, without any number. */
  readonly problem: string;
}

export type ReadContacts =
  /** In the order of the file. `ignored`: titles of columns that are not ours, whose content is left out. */
  | { readonly ok: true; readonly contacts: readonly CsvContact[]; readonly ignored: readonly string[] }
  /** Nothing is to be imported; at least one problem, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/**
 * Reads contacts from the text of a file (UTF-8 decoded), as Excel, LibreOffice, Google and `writeContactCsv` write them: separated by , ; or tabs,
 * quoted or not, with a line of titles. Needs the columns name and number; second number, note, groups ("Leads|On call") and slack user may be
 * missing. All or nothing: every bad line is explained. At most 10,000 lines and 1 MB, which take a second
 * or three: work for a job, not for a request. Never throws.
 */
export function readContactCsv(text: string, rules: CsvRules): ReadContacts {
  if (text.length > MAX_CSV_BYTES || Buffer.byteLength(text) > MAX_CSV_BYTES) return refuse('The file is larger than 1 MB. Import it in parts.');
  // U+FFFD stands for bytes that are no UTF-8: Excel's plain "CSV" has an encoding of its own, and every ü would come out wrong.
  if (text.includes('\uFFFD') || text.includes('\0')) return refuse('The file is not written in UTF-8. In Excel, save it as "CSV UTF-8".');
  const plain = text.replace(/^\uFEFF/u, '').replace(/^sep=.\r?\n/iu, '').trimEnd();
  const separator = findSeparator(plain);
  const read = readRows(plain, separator, MAX_CSV_LINES + 2);
  if (!read.ok) return refuse('A quote (") that opens in this line is never closed. Close it, or write it twice where it is part of the text.', read.rowOfOpenQuote);
  const [titles = [], ...lines] = read.rows;
  if (lines.length > MAX_CSV_LINES) return refuse('The file has more than 10,000 lines. Import it in parts.');
  const header = readHeader(titles);
  const missing = problemsOfHeader(header);
  if (missing.length > 0) return { ok: false, problems: missing.map((problem) => ({ line: 1, problem })) };
  return readLines(lines, header, rules);
}

/**
 * A file `readContactCsv` reads back as the same contacts, and no spreadsheet takes for formulas. To be encoded as UTF-8; it begins with the byte order
 * mark without which Excel shows "JÃ¼rgen". U+FFFD, which stands for a character that was lost, becomes a question mark.
 */
export function writeContactCsv(contacts: readonly CsvContact[]): string {
  const rows = contacts.map(({ name, number, secondNumber, note, groups, slackUserId }) =>
    [name, writeNumber(number), writeNumber(secondNumber), note, writeGroups(groups), slackUserId ?? ''].map((cell) => withMarks(cell.replaceAll('\uFFFD', '?'))));
  return `\uFEFF${writeRows([COLUMNS, ...rows])}`;
}

function writeNumber(number: DialedNumber | null): string {
  if (number === null) return '';
  return number.extension === null ? number.e164 : `${number.e164} ext. ${number.extension}`;
}

function problemsOfHeader({ places, twice }: Header): string[] {
  if (places.size === 0) return ['The first line has to name the columns, for example: name, number, second number, note, groups.'];
  return [
    ...(['name', 'number'] as const).filter((column) => !places.has(column)).map((column) => `There is no column "${column}". Name it so in the first line.`),
    ...twice.map(({ column, titles }) => `The columns ${titles.map((title) => `"${title}"`).join(' and ')} both mean "${column}". Rename or remove one of them.`),
  ];
}

function readLines(lines: readonly (readonly string[])[], header: Header, rules: CsvRules): ReadContacts {
  const contacts: CsvContact[] = [];
  const problems: CsvProblem[] = [];
  const firstLineWith = new Map<string, number>();
  lines.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const line = index + 2;
    if (cells.slice(header.titles.length).some((cell) => cell.trim() !== '')) {
      problems.push({ line, problem: `The line has ${cells.length} cells, and the first line names ${header.titles.length}. Text that holds a separator needs quotes (") around it.` });
      return;
    }
    const found: LineProblem[] = [];
    const contact = readContact((column) => withoutMarks(cells[header.places.get(column) ?? -1] ?? ''), rules, found);
    found.push(...doubles(contact, line, firstLineWith));
    problems.push(...found.map(({ column, problem }) => ({ line, column: header.titles[header.places.get(column) ?? -1] ?? column, problem })));
    contacts.push(contact);
  });
  if (problems.length > 0) return { ok: false, problems };
  return contacts.length === 0 ? refuse('There is nobody in this file: only the line of titles.') : { ok: true, contacts, ignored: header.ignored };
}

/** A number or Slack user of this line that an earlier line has too, or the line itself. Extensions make two numbers of one. */
function doubles({ number, secondNumber, slackUserId }: CsvContact, line: number, firstLineWith: Map<string, number>): LineProblem[] {
  const keys: readonly (readonly [Column, string | null])[] = [['number', keyOf(number)], ['second number', keyOf(secondNumber)], ['slack user', slackUserId]];
  return keys.flatMap(([column, key]) => {
    if (key === null) return [];
    const first = firstLineWith.get(key);
    if (first === undefined) firstLineWith.set(key, line);
    if (first === undefined) return [];
    if (first === line) return [{ column, problem: 'Both numbers of this line are the same. Leave one of them out.' }];
    return [{ column, problem: `Line ${first} has the same ${column === 'slack user' ? 'Slack user' : 'number'}. Keep one of the two lines.` }];
  });
}

function keyOf(number: DialedNumber | null): string | null {
  return number === null ? null : `${number.e164};${number.extension ?? ''}`;
}

function refuse(problem: string, line = 1): ReadContacts {
  return { ok: false, problems: [{ line, problem }] };
}
