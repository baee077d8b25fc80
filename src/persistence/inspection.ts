import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseInspection, MigrationState } from '../doctor/ports/database.ts';
import { MIGRATIONS } from './migrations-folder.ts';
import { SEALED_TABLES } from './sealed-columns.ts';

/** Runs one statement that reads. */
export type Query = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

const DEAD = 'dead-jobs';
/** The queue's own housekeeping is nobody's business. */
const OURS = `name <> '${DEAD}' AND name NOT LIKE '\\_\\_pgboss%'`;

/** Looks at the database without changing anything; tables that are not there yet count as empty. */
export function createInspection(query: Query): DatabaseInspection {
  const rows = async <Row>(table: string, sql: string, parameters?: unknown[]): Promise<Row[]> => ((await hasTable(query, table)) ? query<Row>(sql, parameters) : []);
  return {
    version: async () => (await query<{ server_version: string }>('SHOW server_version'))[0]?.server_version ?? '',
    migrations: async () => compare(await rows('_prisma_migrations', 'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1')),
    neighbours: () => query(`SELECT coalesce(application_name, '') AS name, coalesce(host(client_addr), 'this machine') AS address, count(*)::int AS connections FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' GROUP BY 1, 2 ORDER BY 3 DESC, 1`),
    keysInUse: async () => {
      const keys = new Set<string>();
      for (const { table, columns } of SEALED_TABLES) {
        for (const { sealed } of columns) {
          for (const { key } of await rows<{ key: string }>(table, `SELECT DISTINCT CASE WHEN "${sealed}" LIKE 'a2:%' THEN split_part("${sealed}", ':', 2) ELSE split_part("${sealed}", ':', 1) END AS key FROM "${table}" WHERE "${sealed}" <> ''`)) keys.add(key);
        }
      }
      return [...keys].toSorted();
    },
    queue: async (now) => {
      const [state] = await rows<{ due: number; oldest: Date | string | null; running: number; later: number }>('pgboss.job', `SELECT
        count(*) FILTER (WHERE state < 'active' AND start_after <= $1::timestamptz)::int AS due,
        min(start_after) FILTER (WHERE state < 'active' AND start_after <= $1::timestamptz) AS oldest,
        count(*) FILTER (WHERE state = 'active')::int AS running,
        count(*) FILTER (WHERE state < 'active' AND start_after > $1::timestamptz)::int AS later
        FROM pgboss.job WHERE ${OURS}`, [new Date(now).toISOString()]);
      return { due: state?.due ?? 0, oldestDue: timeOf(state?.oldest), running: state?.running ?? 0, later: state?.later ?? 0 };
    },
    deadJobs: () => rows('pgboss.job', `SELECT coalesce(source_name, 'unknown') AS kind, count(*)::int AS count FROM pgboss.job WHERE name = '${DEAD}' AND state < 'active' GROUP BY 1 ORDER BY 2 DESC, 1`),
    callbacks: async () => {
      const [waiting] = await rows<{ count: number; oldest: Date | string | null }>('callback', 'SELECT count(*)::int AS count, min(received_at) AS oldest FROM callback WHERE applied_at IS NULL AND problem IS NULL');
      const problems = await rows<{ problem: string; count: number }>('callback', 'SELECT problem, count(*)::int AS count FROM callback WHERE applied_at IS NULL AND problem IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1');
      return { waiting: waiting?.count ?? 0, oldestWaiting: timeOf(waiting?.oldest), problems };
    },
    teams: async () => (await rows<{ team: string }>('conference', 'SELECT team_id AS team FROM conference GROUP BY 1 ORDER BY max(requested_at) DESC')).map(({ team }) => team),
    heard: async () => {
      const heard = await rows<{ what: string; at: Date | string }>('heard', 'SELECT what, at FROM heard');
      const at = (what: string): number | null => timeOf(heard.find((one) => one.what === what)?.at);
      return { command: at('slack-command'), event: at('slack-event'), refused: at('slack-refused') };
    },
  };
}

async function hasTable(query: Query, table: string): Promise<boolean> {
  const [found] = await query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return found?.there === true;
}

/** What drivers give for a moment: a Date, or its text. */
function timeOf(value: Date | string | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.getTime() : Date.parse(value);
}

async function compare(applied: readonly { readonly name: string; readonly checksum: string }[]): Promise<MigrationState> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).toSorted();
  const edited: string[] = [];
  for (const { name, checksum } of applied) {
    if (!names.includes(name)) continue;
    const sql = await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    if (createHash('sha256').update(sql).digest('hex') !== checksum) edited.push(name);
  }
  const known = new Set(applied.map(({ name }) => name));
  return { applied: applied.length, edited, pending: names.filter((name) => !known.has(name)), unknown: applied.filter(({ name }) => !names.includes(name)).map(({ name }) => name) };
}
