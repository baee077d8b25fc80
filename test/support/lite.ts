import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

/** A PGlite of one test's own. */
export interface OwnLite {
  /** For the app; after `giveBack` it answers nothing any more, so that what comes late cannot reach the next test. */
  readonly lite: PGlite;
  giveBack(): Promise<void>;
}

/** How long emptying may take before the database is thrown away instead: something of the test before still holds it. */
const LONGEST_MS = 5_000;

let spare: PGlite | undefined;
let template: Promise<Blob> | undefined;

/**
 * Copying a database in WebAssembly takes more than a second, emptying one a twentieth of it: each worker copies the template once and
 * its tests hand the copy on, from file to file, as long as its tables are still those of the template.
 */
export async function ownLite(templateFile: string): Promise<OwnLite> {
  const given = spare;
  spare = undefined;
  template ??= readFile(templateFile).then((bytes) => new Blob([bytes]));
  const lite = given ?? (await PGlite.create({ loadDataDir: await template }));
  const closable = untilClosed(lite);
  return {
    lite: closable.lite,
    giveBack: async () => {
      closable.close();
      if (spare === undefined && (await isEmptiedInTime(lite))) spare = lite;
      else await lite.close();
    },
  };
}

/** Remembers in the template what it starts with, for `isEmptied`. */
export async function rememberStart(lite: PGlite): Promise<void> {
  await lite.exec('CREATE SCHEMA start');
  for (const table of await filledTables(lite)) await lite.exec(`CREATE TABLE start."${table.replace('.', '-')}" AS TABLE ${table}`);
  await lite.exec(`CREATE TABLE start.catalog AS ${CATALOG}`);
}

/** Everything a test could have made, taken away or renamed. */
const CATALOG = `
  SELECT md5(string_agg(what, ' ' ORDER BY what)) AS catalog FROM (
    SELECT relname || relkind::text || relnatts AS what FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'pgboss')
    UNION ALL SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname IN ('public', 'pgboss')
    UNION ALL SELECT tgname || tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT nspname FROM pg_namespace WHERE nspname <> 'start'
  ) AS everything`;

async function isEmptiedInTime(lite: PGlite): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LONGEST_MS);
  });
  try {
    return await Promise.race([isEmptied(lite), tooLong]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Brings it back to the template's state. @returns false when it has other tables, functions or triggers than the template had. */
async function isEmptied(lite: PGlite): Promise<boolean> {
  await lite.exec('DISCARD ALL');
  const { rows: [same] } = await lite.query<{ same: boolean }>(`SELECT (SELECT catalog FROM start.catalog) = (${CATALOG}) AS same`);
  if (same?.same !== true) return false;
  const filled = await filledTables(lite);
  const { rows: kept } = await lite.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'start' AND tablename <> 'catalog'`);
  const steps = kept.map(({ name }) => `INSERT INTO ${name.replace('-', '.')} SELECT * FROM start."${name}";`);
  await lite.exec(`BEGIN; ${filled.length === 0 ? '' : `TRUNCATE ${filled.join(', ')} RESTART IDENTITY CASCADE;`} ${steps.join(' ')} COMMIT`);
  return true;
}

/** The tables with rows in them, by their whole name. */
async function filledTables(lite: PGlite): Promise<string[]> {
  const { rows } = await lite.query<{ name: string }>(`
    SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname IN ('public', 'pgboss') AND relkind = 'r' AND pg_relation_size(pg_class.oid) > 0 ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/** The same database, for as long as it is not closed. */
function untilClosed(target: PGlite): { readonly lite: PGlite; close(): void } {
  let isClosed = false;
  const lite = new Proxy(target, {
    get: (from, key) => {
      const value: unknown = Reflect.get(from, key, from);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]): unknown => {
        if (isClosed) throw new Error('PGlite is closed');
        return Reflect.apply(value, from, parameters);
      };
    },
  });
  return { lite, close: () => { isClosed = true; } };
}
