import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { DatabaseLook } from '../doctor/ports/database.ts';
import type { DatabaseLocation } from './database.ts';
import { createInspection } from './inspection.ts';
import { DataFolderInUse, lockFolder } from './lock-file.ts';

const CONNECT_WITHIN_MS = 5_000;

/** A database that is looked at, and the way to let go of it. */
export interface LookedAt {
  readonly look: DatabaseLook;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => undefined;

/** Opens a database as it is: nothing is made, and no migration applied. Never throws for a database that is away. */
export async function lookAtDatabase(location: DatabaseLocation): Promise<LookedAt> {
  switch (location.kind) {
    case 'postgres': return lookAtPostgres(location.url);
    case 'pglite': return lookAtFolder(location.folder);
    case 'given': return { look: { kind: 'open', inspection: overPglite(location.lite) }, close: nothingToClose };
  }
}

async function lookAtPostgres(url: string): Promise<LookedAt> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS, application_name: 'conference doctor' });
  // The next statement fails and says why; unheard, this would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return { look: { kind: 'away', ...causeOf(error) }, close: nothingToClose };
  }
  const inspection = createInspection(async (sql, parameters) => (await client.query(sql, parameters)).rows);
  return { look: { kind: 'open', inspection }, close: () => client.end() };
}

async function lookAtFolder(folder: string): Promise<LookedAt> {
  const dataDir = join(folder, 'pglite');
  if (!existsSync(dataDir)) return { look: { kind: 'not-made' }, close: nothingToClose };
  try {
    const unlock = await lockFolder(folder);
    const lite = await PGlite.create({ dataDir });
    return {
      look: { kind: 'open', inspection: overPglite(lite) },
      close: async () => {
        await lite.close();
        await unlock();
      },
    };
  } catch (error) {
    if (error instanceof DataFolderInUse) return { look: { kind: 'in-use' }, close: nothingToClose };
    return { look: { kind: 'away', ...causeOf(error) }, close: nothingToClose };
  }
}

function overPglite(lite: PGlite) {
  return createInspection(async <Row>(sql: string, parameters?: unknown[]) => (await lite.query<Row>(sql, parameters)).rows);
}

/** A connection that was tried at several addresses fails with all of their errors; the first says enough. */
function causeOf(error: unknown): { readonly code: string; readonly why: string } {
  const one: unknown = isObject(error) && 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : error;
  const why = isObject(one) && 'message' in one ? String(one.message) : String(one);
  if (isObject(one) && 'code' in one && typeof one.code === 'string') return { code: one.code, why };
  return { code: why.includes('timeout') ? 'ETIMEDOUT' : 'unknown', why };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
