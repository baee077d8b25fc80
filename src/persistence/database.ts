import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../generated/prisma/client.ts';
import { breatheBetweenStatements } from './breathe.ts';
import { lockFolder } from './lock-file.ts';
import { CONNECT_WITHIN_MS, outliveLostConnections } from './lost-connections.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations-folder.ts';

const POOL_SIZE = 10;
/** What Postgres shows of our connections (pg_stat_activity); an address with an application_name of its own wins. */
const APPLICATION = 'conference';

/** Where the data is. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly folder: string }
  /** Given from outside and closed there: a test's database in memory. */
  | { readonly kind: 'given'; readonly lite: PGlite };

/** An open, migrated database. */
export type Database = { readonly prisma: PrismaClient; close(): Promise<void> } & (
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly lite: PGlite }
);

/**
 * Opens the database and brings it up to date, one process at a time.
 * @throws DataFolderInUse, or the driver's own error when the server cannot be reached.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  switch (location.kind) {
    case 'postgres': return openPostgres(location.url);
    case 'pglite': return openFolder(location.folder);
    case 'given': return overPglite(location.lite, async () => undefined);
  }
}

async function openPostgres(url: string): Promise<Database> {
  const session = new pg.Client({ connectionString: url });
  // Its next statement fails, and says why; unheard, this would end the process without a word.
  session.on('error', () => undefined);
  await session.connect();
  try {
    await migrate({ exec: (sql) => session.query(sql), query: (sql, parameters) => session.query(sql, parameters) }, MIGRATIONS);
  } finally {
    await session.end();
  }
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, application_name: APPLICATION, keepAlive: true, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  outliveLostConnections(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementNames(), disposeExternalPool: true }) });
  return { kind: 'postgres', url, prisma, close: () => prisma.$disconnect() };
}

async function openFolder(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder);
  try {
    const dataDir = join(folder, 'pglite');
    await mkdir(dataDir, { recursive: true });
    const lite = await PGlite.create({ dataDir });
    breatheBetweenStatements(lite);
    return await overPglite(lite, async () => {
      await lite.close();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function overPglite(lite: PGlite, closeLite: () => Promise<void>): Promise<Database> {
  await migrate({ exec: (sql) => lite.exec(sql), query: (sql, parameters) => lite.query(sql, parameters) }, MIGRATIONS);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(lite) });
  return {
    kind: 'pglite', lite, prisma,
    close: async () => {
      await prisma.$disconnect();
      await closeLite();
    },
  };
}

/** Statements a connection keeps prepared at most: those with lists in them come in many lengths. */
const MOST_PREPARED = 100;

/**
 * Names statements, each text by its own name, so that a connection parses and plans each of them once. Loading a conference takes Postgres
 * less time than planning how to.
 */
function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // No name: parsed each time.
    if (names.size === MOST_PREPARED) return '';
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}
