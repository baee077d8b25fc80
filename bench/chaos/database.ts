import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { startCluster } from './postgres.ts';
import type { ChaosOptions } from './settings.ts';
import { pause } from './settings.ts';

/** Asks the app's database, past the app. */
export type Query = <Row>(sql: string) => Promise<Row[]>;

/** The database of one run. */
export interface ChaosDatabase {
  /** What leads the app to it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Absent where there is no server of ours to restart. */
  readonly restart?: (mode: 'immediate' | 'fast', downMs: number) => Promise<void>;
  /** Whether it can be asked while the app runs. */
  readonly isShared: boolean;
  look<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  remove(): Promise<void>;
}

/** Makes the database a run is held on. */
export async function openChaosDatabase({ database, server, seed }: ChaosOptions): Promise<ChaosDatabase> {
  if (database === 'pglite') return folderDatabase();
  const cluster = server === undefined ? await startCluster(pause) : undefined;
  const home = server ?? cluster?.url ?? '';
  const name = `conference_chaos_${seed}_${process.pid}`;
  await onServer(home, (query) => query(`CREATE DATABASE ${name}`));
  const url = new URL(home);
  url.pathname = `/${name}`;
  return {
    settings: { DATABASE_URL: url.href }, isShared: true,
    ...(cluster === undefined ? {} : { restart: (mode: 'immediate' | 'fast', downMs: number) => cluster.restart(mode, downMs) }),
    look: (work) => onServer(url.href, work),
    remove: async () => {
      if (cluster === undefined) await onServer(home, (query) => query(`DROP DATABASE ${name} WITH (FORCE)`));
      else await cluster.remove();
    },
  };
}

async function onServer<Result>(url: string, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away tells every connection; one that nobody listens on would end this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(async <Row>(sql: string) => (await client.query(sql)).rows as Row[]);
  } finally {
    await client.end();
  }
}

async function folderDatabase(): Promise<ChaosDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'conference-chaos-'));
  return {
    settings: { DATA_DIR: folder }, isShared: false,
    look: async (work) => {
      const lite = await PGlite.create({ dataDir: join(folder, 'pglite') });
      try {
        return await work(async <Row>(sql: string) => (await lite.query<Row>(sql)).rows);
      } finally {
        await lite.close();
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
