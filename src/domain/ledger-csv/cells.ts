import { writeRows } from '../contact-csv/cells.ts';
import { withMarks } from '../contact-csv/formulas.ts';
import type { Money } from '../money.ts';
import { writeDecimal } from '../money.ts';

/** A file spreadsheets open as it is, and take nothing in it for a formula. It begins with the byte order mark without which Excel shows "JÃ¼rgen". */
export function writeCsv(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${writeRows([titles, ...rows.map((row) => row.map(withMarks))])}`;
}

/** An amount and its currency, a cell each; several currencies stand in the same order in both. */
export function moneyCells(amounts: readonly Money[]): [amount: string, currency: string] {
  return [amounts.map(writeDecimal).join(' and '), amounts.map(({ currency }) => currency).join(' and ')];
}

/** "2030-01-07 18:00:00", by UTC: spreadsheets know it for a time. */
export function timeCell(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
