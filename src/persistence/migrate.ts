import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A single database session: every statement must run on the same one, or the lock below would guard nothing. */
export interface MigrationSession {
  exec(sql: string): Promise<unknown>;
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** Any number, the same in every process: who holds this advisory lock migrates. */
const MIGRATION_LOCK = 7_236_504_117;

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations of a folder, one process at a time, with the bookkeeping of `prisma migrate deploy`, so that either may run next.
 * @param folder absolute path of `prisma/migrations`.
 * @returns the names of those applied now, in order.
 * @throws when a migration was edited after it was applied, or one of its statements fails: that migration then left no trace.
 */
export async function migrate(session: MigrationSession, folder: string): Promise<string[]> {
  await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await session.exec(BOOKKEEPING);
    const checksums = await appliedChecksums(session);
    const applied: string[] = [];
    for (const name of await migrationNames(folder)) {
      if (await applyOnce(session, folder, name, checksums.get(name))) applied.push(name);
    }
    return applied;
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

async function appliedChecksums(session: MigrationSession): Promise<Map<string, string>> {
  const { rows } = await session.query(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map((rows as AppliedMigration[]).map(({ name, checksum }) => [name, checksum]));
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

async function applyOnce(session: MigrationSession, folder: string, name: string, before: string | undefined): Promise<boolean> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  if (before === checksum) return false;
  if (before !== undefined) {
    throw new Error(`The migration ${name} was edited after it was applied to this database. Restore the file and write a new migration instead.`);
  }
  try {
    await session.exec(`BEGIN;
${sql}
;INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
 VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1);
COMMIT;`);
  } catch (error) {
    // The session would else refuse everything that follows, the unlock first, and hide why.
    await session.exec('ROLLBACK');
    throw error;
  }
  return true;
}
