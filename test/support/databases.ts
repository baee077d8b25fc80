import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { DatabaseLocation } from '../../src/persistence/database.ts';
import { ownLite } from './lite.ts';
import { copyDatabase, onServer, urlOf } from './server.ts';

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

/** A migrated database with nothing in it. */
export function freshDatabase(): Promise<TestDatabase> {
  return SERVER === undefined ? freshPglite(templateOf()) : freshPostgres(SERVER, templateOf());
}

/** The template every test copies, made before all tests (templates.ts). */
function templateOf(): string {
  const template = process.env['TEST_TEMPLATE'];
  if (template === undefined) throw new Error('There is no template of a database: run the tests with npm test, which makes it first.');
  return template;
}

async function freshPglite(template: string): Promise<TestDatabase> {
  const own = await ownLite(template);
  return {
    location: { kind: 'given', lite: own.lite },
    query: async (sql, parameters) => (await own.lite.query<Record<string, unknown>>(sql, parameters)).rows,
    drop: () => own.giveBack(),
  };
}

async function freshPostgres(server: string, template: string): Promise<TestDatabase> {
  const name = `conference_test_${randomUUID().replaceAll('-', '')}`;
  await copyDatabase(server, name, template);
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

/** A database for processes of their own: a folder for PGlite, the address of a new database on Postgres. */
export interface ProcessDatabase {
  /** The setting a process finds it by. */
  readonly settings: { readonly DATA_DIR: string } | { readonly DATABASE_URL: string };
  readonly location: DatabaseLocation;
  drop(): Promise<void>;
}

/** With nothing in it, no table either: the process that starts on it makes them. */
export function emptyDatabase(): Promise<ProcessDatabase> {
  return SERVER === undefined ? folderWith() : serverWith(SERVER);
}

/** With every table in it already, which spares the process that starts on it some seconds. */
export function preparedDatabase(): Promise<ProcessDatabase> {
  return SERVER === undefined ? folderWith(templateOf()) : serverWith(SERVER, templateOf());
}

async function folderWith(template?: string): Promise<ProcessDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'conference-data-'));
  if (template !== undefined) {
    const dataDir = join(folder, 'pglite');
    await mkdir(dataDir);
    await promisify(execFile)('tar', ['-xf', template, '-C', dataDir]);
  }
  return { settings: { DATA_DIR: folder }, location: { kind: 'pglite', folder }, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function serverWith(server: string, template?: string): Promise<ProcessDatabase> {
  const name = `conference_process_${randomUUID().replaceAll('-', '')}`;
  await (template === undefined ? onServer(server, `CREATE DATABASE ${name}`) : copyDatabase(server, name, template));
  const url = urlOf(server, name);
  return { settings: { DATABASE_URL: url }, location: { kind: 'postgres', url }, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}
