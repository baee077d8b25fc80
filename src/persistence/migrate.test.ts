import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PGlite } from '@electric-sql/pglite';
import type { MigrationSession } from './migrate.ts';
import { migrate } from './migrate.ts';

const OURS = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** A database in memory is made in 5 s, on a busy machine in a minute. */
const MAKING_MS = 120_000;

let folder: string;
let lite: PGlite;
const session = (): MigrationSession => ({ exec: (sql) => lite.exec(sql), query: (sql, parameters) => lite.query(sql, parameters) });
beforeAll(async () => {
  lite = await PGlite.create();
}, MAKING_MS);
afterAll(() => lite.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conference-migrations-'));
  await lite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const { rows } = await lite.query<{ tablename: string }>("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  return rows.map(({ tablename }) => tablename);
}

test('our own migrations are applied in order, once', async () => {
  const applied = await migrate(session(), OURS);
  expect(applied.length).toBeGreaterThan(0);
  expect(applied).toEqual([...applied].sort());
  expect(await tables()).toEqual(expect.arrayContaining(['call', 'callback', 'conference', 'contact', 'participant', 'thread_line']));
  expect(await migrate(session(), OURS)).toEqual([]);
});

test('whatever refers to a row is found by an index when that row is deleted, and not by reading its whole table for each', async () => {
  await migrate(session(), OURS);
  const { rows } = await lite.query<{ reference: string }>(`SELECT conrelid::regclass || ': ' || conname AS reference FROM pg_constraint c WHERE contype = 'f' AND connamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`);
  expect(rows).toEqual([]);
});

test('a new migration is applied to a database that has the others', async () => {
  await write('20260101000000_one', 'CREATE TABLE one (id int)');
  await migrate(session(), folder);
  await write('20260102000000_two', 'CREATE TABLE two (id int)');
  expect(await migrate(session(), folder)).toEqual(['20260102000000_two']);
});

test('a migration that was edited after it was applied is refused, by its name, and nothing else is applied', async () => {
  await write('20260101000000_one', 'CREATE TABLE one (id int)');
  await migrate(session(), folder);
  await write('20260101000000_one', 'CREATE TABLE one (id bigint)');
  await write('20260102000000_two', 'CREATE TABLE two (id int)');
  await expect(migrate(session(), folder)).rejects.toThrow('The migration 20260101000000_one was edited after it was applied to this database.');
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
});

test('a migration that fails half-way leaves no trace, says why, and can be mended', async () => {
  await write('20260101000000_one', 'CREATE TABLE one (id int);\nCREATE TABLE two (id nonsense);');
  await expect(migrate(session(), folder)).rejects.toThrow('type "nonsense" does not exist');
  expect(await tables()).toEqual(['_prisma_migrations']);
  await write('20260101000000_one', 'CREATE TABLE one (id int);');
  expect(await migrate(session(), folder)).toEqual(['20260101000000_one']);
});

test('its bookkeeping is that of prisma migrate deploy: a migration applied there is not applied again', async () => {
  await cp(OURS, folder, { recursive: true });
  await migrate(session(), folder);
  const { rows } = await lite.query('SELECT migration_name, length(checksum) AS length, finished_at IS NOT NULL AS finished, rolled_back_at, applied_steps_count FROM _prisma_migrations LIMIT 1');
  expect(rows).toEqual([{ migration_name: '20261123000000_first_light', length: 64, finished: true, rolled_back_at: null, applied_steps_count: 1 }]);
});
