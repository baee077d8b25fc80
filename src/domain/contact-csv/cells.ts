export type Separator = ',' | ';' | '\t';
export const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/** The cells of a file, a row each as a spreadsheet counts them, or the row whose quote is never closed. */
export type ReadRows = { readonly ok: true; readonly rows: readonly (readonly string[])[] } | { readonly ok: false; readonly rowOfOpenQuote: number };

/**
 * Reads comma-separated values (RFC 4180), with another separator when told so. Lines end in CRLF, LF or CR; quoted cells may hold separators,
 * line breaks and doubled quotes. More lenient than the RFC where spreadsheets are: a quote within a cell that does not begin with one is
 * a quote, and what follows a closing quote belongs to the cell. The last line may lack its end. `most` rows are read, and the rest left alone.
 */
export function readRows(text: string, separator: Separator, most = Infinity): ReadRows {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (rows.length < most && (at < text.length || row.length > 0)) {
    const cell = readCell(text, at, separator);
    if (cell === undefined) return { ok: false, rowOfOpenQuote: rows.length + 1 };
    row.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return { ok: true, rows };
}

/** The cell that begins at `start`, and where the separator or line break behind it is. Undefined when its quote is never closed. */
function readCell(text: string, start: number, separator: Separator): { readonly value: string; readonly end: number } | undefined {
  let quoted = '';
  let at = start;
  while (text[at] === '"') {
    const closing = text.indexOf('"', at + 1);
    if (closing === -1) return undefined;
    quoted += `${at === start ? '' : '"'}${text.slice(at + 1, closing)}`; // a second quoted piece right behind the first: the quote was doubled
    at = closing + 1;
  }
  const end = endOfPlain(text, at, separator);
  return { value: quoted + text.slice(at, end), end };
}

function endOfPlain(text: string, from: number, separator: Separator): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** Comma-separated values as RFC 4180 has them, CRLF behind every line. Cells that need no quotes get none. */
export function writeRows(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

/** Quoted for any separator: a file with commas is also opened where spreadsheets expect semicolons. */
function writeCell(value: string): string {
  return /[",;\t\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
