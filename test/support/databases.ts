import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { systemClock } from '../../src/conference/clock.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import type { DatabaseLocation } from '../../src/persistence/database.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { createLog } from '../../src/logging/log.ts';

/** A database of one test's own, migrated, with the job queue in it. */
export interface TestDatabase {
  readonly location: DatabaseLocation;
  /** Answers a query, to look behind the app. */
  query(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** Where real Postgres is, for the run that uses it; PGlite when unset. */
const SERVER = process.env['TEST_DATABASE_URL'];

export const databaseKind = SERVER === undefined ? 'PGlite' : 'Postgres';

const quiet = createLog({ level: 'silent', phoneNumbers: 'masked', secrets: [] });
let template: Promise<Blob | File> | undefined;
let templateName: Promise<string> | undefined;

/** Making a schema takes seconds and copying one a fraction, so each test worker makes one and every test copies it. */
export function freshDatabase(): Promise<TestDatabase> {
  return SERVER === undefined ? freshPglite() : freshPostgres(SERVER);
}

async function prepare(location: DatabaseLocation): Promise<void> {
  const database = await openDatabase(location);
  const jobs = await openJobs(database, systemClock, quiet, { pollSeconds: 30 });
  await jobs.stop(0);
  await database.close();
}

async function freshPglite(): Promise<TestDatabase> {
  template ??= (async () => {
    const lite = await PGlite.create();
    await prepare({ kind: 'given', lite });
    const dump = await lite.dumpDataDir('none');
    await lite.close();
    return dump;
  })();
  const lite = await PGlite.create({ loadDataDir: await template });
  return {
    location: { kind: 'given', lite },
    query: async (sql, parameters) => (await lite.query<Record<string, unknown>>(sql, parameters)).rows,
    drop: () => lite.close(),
  };
}

async function freshPostgres(server: string): Promise<TestDatabase> {
  templateName ??= (async () => {
    const name = `conference_template_${randomUUID().replaceAll('-', '')}`;
    await onServer(server, `CREATE DATABASE ${name}`);
    await prepare({ kind: 'postgres', url: urlOf(server, name) });
    return name;
  })();
  const name = `conference_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${await templateName}`);
  // The app's own connections must live by the test's clock too, or a job of "now" would lie in the queue's future.
  const url = `${urlOf(server, name)}?options=${encodeURIComponent('-c pgboss.test_clock=on')}`;
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // `end` resolves before its connection is gone, and the drop below then breaks it; without a listener that ends the test run.
  pool.on('error', () => undefined);
  return {
    location: { kind: 'postgres', url },
    query: async (sql, parameters) => (await pool.query<Record<string, unknown>>(sql, parameters)).rows,
    drop: async () => {
      await pool.end();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** An empty database for processes of their own: a folder for PGlite, the address of a new database on Postgres. */
export interface EmptyDatabase {
  /** The setting a process finds it by. */
  readonly settings: { readonly DATA_DIR: string } | { readonly DATABASE_URL: string };
  readonly location: DatabaseLocation;
  drop(): Promise<void>;
}

export async function emptyDatabase(): Promise<EmptyDatabase> {
  if (SERVER === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'conference-data-'));
    return { settings: { DATA_DIR: folder }, location: { kind: 'pglite', folder }, drop: () => rm(folder, { recursive: true, force: true }) };
  }
  const name = `conference_empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(SERVER, `CREATE DATABASE ${name}`);
  const url = urlOf(SERVER, name);
  return { settings: { DATABASE_URL: url }, location: { kind: 'postgres', url }, drop: () => onServer(SERVER, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Called once a test file is done. */
export async function dropTemplate(): Promise<void> {
  if (SERVER !== undefined && templateName !== undefined) await onServer(SERVER, `DROP DATABASE ${await templateName} WITH (FORCE)`);
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
