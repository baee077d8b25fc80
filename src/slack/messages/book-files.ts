import type { ImportCounts, ImportOutcome } from '../../conference/ports.ts';
import type { ContactsAdmins } from '../../domain/contacts-admins.ts';
import type { CsvProblem } from '../../domain/contact-csv.ts';
import { listNames } from '../../domain/people-names.ts';
import { whoMayChange } from './book-words.ts';
import { cut, escapeText } from './text.ts';

/** As many as anybody reads in a message; all of them are in a file then. */
const MOST_PROBLEMS = 20;
const MOST_IGNORED = 10;
const TITLE_LIMIT = 60;

/** What came of a file, for whoever gave it. */
export function importTold(outcome: ImportOutcome, admins: ContactsAdmins): string {
  switch (outcome.kind) {
    case 'imported': return [`Imported ${fileCalled(outcome.fileName)} into the phone book: ${counted(outcome.counts)}.`, ...ignored(outcome.ignored)].join('\n');
    case 'has-problems': return hasProblems(outcome.fileName, outcome.problems);
    case 'not-allowed': return `Nothing was imported. ${whoMayChange(admins)}`;
    case 'too-large': return `Nothing was imported: ${fileCalled(outcome.fileName)} is larger than 1 MB. Import it in parts.`;
    case 'gone': return 'Nothing was imported: the file is no longer there, or I may not see it. Upload it once more under `/conference contacts`.';
    case 'elsewhere': return `Nothing was imported: ${fileCalled(outcome.fileName)} is kept outside of Slack. Download it, and upload the file itself under \`/conference contacts\`.`;
  }
}

/** With the file of the whole phone book. */
export function bookSent(contacts: number): string {
  return `The phone book of this workspace: ${contacts === 1 ? '1 contact' : `${contacts} contacts`}, with numbers in full. Import it again under \`/conference contacts\` after changing it.`;
}

/** Every problem as a file, when they are too many for a message; null when they are not. */
export function problemsFile(problems: readonly CsvProblem[]): string | null {
  if (problems.length <= MOST_PROBLEMS) return null;
  const rows = problems.map(({ line, column, problem }) => [String(line), safeTitle(column ?? ''), problem]);
  return `\uFEFF${[['line', 'column', 'problem'], ...rows].map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')}`;
}

/** A spreadsheet must not take the title of somebody's column for a formula. */
function safeTitle(title: string): string {
  return /^[=+\-@\t\r＝＋－＠]/u.test(title) ? `'${title}` : title;
}

function hasProblems(fileName: string, problems: readonly CsvProblem[]): string {
  const lines = new Set(problems.map(({ line }) => line)).size;
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ line, column, problem }) => `• Line ${line}${column === undefined ? '' : `, ${escapeText(cut(withoutNumbers(column), TITLE_LIMIT))}`}: ${escapeText(problem)}`);
  const rest = problems.length - shown.length;
  return [
    `Nothing was imported from ${fileCalled(fileName)}: ${lines === 1 ? '1 line has' : `${lines} lines have`} to be put right first.`,
    ...shown,
    ...(rest === 0 ? [] : [`And ${rest} more: the file below has every one of them.`]),
  ].join('\n');
}

function counted({ added, changed, unchanged, newGroups }: ImportCounts): string {
  const groups = newGroups === 0 ? '' : `, and ${newGroups === 1 ? '1 new group' : `${newGroups} new groups`}`;
  return `${added} new, ${changed} changed, ${unchanged} unchanged${groups}`;
}

function ignored(titles: readonly string[]): string[] {
  if (titles.length === 0) return [];
  const names = listNames(titles.map((title) => `“${escapeText(cut(withoutNumbers(title), TITLE_LIMIT))}”`), { max: MOST_IGNORED });
  return [`Left out, because I do not know what ${titles.length === 1 ? 'it means: the column' : 'they mean: the columns'} ${names}.`];
}

/** Of a file without titles the first line of people stands where titles would. */
function withoutNumbers(title: string): string {
  return title.replace(/\d(?:[^\p{L}\n]?\d){5,}/gu, '…');
}

function fileCalled(name: string | null): string {
  return name === null ? 'your file' : `“${escapeText(cut(withoutNumbers(name), TITLE_LIMIT))}”`;
}
