import type { Cipher } from './cipher.ts';
import type { Sql } from './load-conferences.ts';
import { readNumber } from './rows.ts';
import type { SealedColumn, SealedTable } from './sealed-columns.ts';
import { SEALED_TABLES } from './sealed-columns.ts';

/** How many rows of a column are sealed with what. */
export interface SealedWith {
  /** `contact.number`. */
  readonly column: string;
  /** A key's id; `a1` for what is of a time when keys had none, `p0` for what is readable. */
  readonly key: string;
  readonly count: number;
}

export interface Rotated {
  readonly column: string;
  readonly written: number;
  /** Of a key that is not among the previous ones: left as they are. */
  readonly unreadable: number;
}

const BATCH = 500;

/** What is sealed with which key, over all tables. */
export async function sealedWith(sql: Sql): Promise<readonly SealedWith[]> {
  const counts: SealedWith[] = [];
  for (const { table, columns } of SEALED_TABLES) {
    for (const { sealed } of columns) {
      const rows = await sql.$queryRawUnsafe<{ key: string; count: number }[]>(
        `SELECT CASE WHEN "${sealed}" LIKE 'a2:%' THEN split_part("${sealed}", ':', 2) ELSE split_part("${sealed}", ':', 1) END AS key, count(*)::int AS count
         FROM "${table}" WHERE "${sealed}" <> '' GROUP BY 1 ORDER BY 1`,
      );
      counts.push(...rows.map((row) => ({ column: `${table}.${sealed}`, ...row })));
    }
  }
  return counts;
}

/**
 * Seals everything with the current key that is not yet, and makes its hashes anew. The app may go on meanwhile: a row that changes under
 * our hands is left to whoever changed it. It may be interrupted, and run again: what is done is done.
 * @param tell called after each column.
 */
export async function rotateKeys(sql: Sql, cipher: Cipher, tell: (rotated: Rotated) => void): Promise<readonly Rotated[]> {
  const all: Rotated[] = [];
  for (const table of SEALED_TABLES) {
    for (const column of table.columns) {
      const rotated = await rotateColumn(sql, cipher, table, column);
      tell(rotated);
      all.push(rotated);
    }
  }
  return all;
}

type Row = Readonly<Record<string, string>>;

async function rotateColumn(sql: Sql, cipher: Cipher, table: SealedTable, column: SealedColumn): Promise<Rotated> {
  let [written, unreadable] = [0, 0];
  for (let last: Row | undefined; ;) {
    const rows = await nextRows(sql, cipher.mark, table, column, last);
    for (const row of rows) {
      const done = await rotateRow(sql, cipher, table, column, row);
      if (done === 'unreadable') unreadable += 1;
      else written += done;
    }
    last = rows.at(-1);
    if (rows.length < BATCH) return { column: `${table.table}.${column.sealed}`, written, unreadable };
  }
}

/** Rows that hold something not sealed with the current key, behind the last one: what could not be read is not looked at again. */
function nextRows(sql: Sql, mark: string, { table, id }: SealedTable, { sealed }: SealedColumn, last: Row | undefined): Promise<Row[]> {
  const key = id.map((name) => `"${name}"`).join(', ');
  const behind = last === undefined ? '' : `AND (${key}) > (${id.map((_name, index) => `$${index + 2}`).join(', ')})`;
  return sql.$queryRawUnsafe<Row[]>(
    `SELECT ${key}, "${sealed}" AS sealed FROM "${table}" WHERE "${sealed}" <> '' AND NOT starts_with("${sealed}", $1) ${behind} ORDER BY ${key} LIMIT ${BATCH}`,
    mark, ...(last === undefined ? [] : id.map((name) => last[name])),
  );
}

/** A row at a time, each in a statement of its own: it holds one lock, so that the app and it never wait for each other. */
async function rotateRow(sql: Sql, cipher: Cipher, { table, id }: SealedTable, { sealed, hash }: SealedColumn, row: Row): Promise<number | 'unreadable'> {
  const before = row['sealed'] ?? '';
  const after = anew(cipher, before, hash !== undefined);
  if (after === undefined) return 'unreadable';
  const values = [after.sealed, before, ...id.map((name) => row[name])];
  const same = id.map((name, index) => `"${name}" = $${index + 3}`).join(' AND ');
  const withHash = hash === undefined ? '' : `, "${hash}" = $${values.length + 1}`;
  return sql.$executeRawUnsafe(`UPDATE "${table}" SET "${sealed}" = $1${withHash} WHERE "${sealed}" = $2 AND ${same}`, ...values, ...(hash === undefined ? [] : [after.hash]));
}

/** Undefined when no key that is known here opens it. */
function anew(cipher: Cipher, sealed: string, isNumber: boolean): { readonly sealed: string; readonly hash: string | null } | undefined {
  try {
    return { sealed: cipher.seal(cipher.open(sealed)), hash: isNumber ? cipher.hash(readNumber(sealed, cipher).e164) : null };
  } catch {
    return undefined; // counted, and told: which rows they are nobody has to know
  }
}
