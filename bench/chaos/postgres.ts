import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** A Postgres server of the run's own, which may be stopped under the app. */
export interface Cluster {
  /** Address of its database `postgres`. */
  readonly url: string;
  /** Stops it, `immediate` as a crash does, and starts it again after `downMs`. */
  restart(mode: 'immediate' | 'fast', downMs: number): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a throw-away server. @throws when no Postgres is installed, with what to do. */
export async function startCluster(wait: (ms: number) => Promise<void>): Promise<Cluster> {
  const bin = await newestBin();
  const folder = await mkdtemp(join(tmpdir(), 'conference-chaos-pg-'));
  const data = join(folder, 'data');
  if (isRoot()) await run('chown', ['postgres', folder]);
  const port = await freePort();
  await asOwner(`${bin}/initdb -D ${data} -U postgres -A trust --no-sync`);
  // Without fsync: it is the process that dies here, never the machine.
  const start = `${bin}/pg_ctl start -w -D ${data} -l ${folder}/log -o "-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=120"`;
  await asOwner(start);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    restart: async (mode, downMs) => {
      await asOwner(`${bin}/pg_ctl stop -w -D ${data} -m ${mode}`);
      await wait(downMs);
      await asOwner(start);
    },
    remove: async () => {
      await asOwner(`${bin}/pg_ctl stop -w -D ${data} -m immediate`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Postgres refuses to run as root. */
async function asOwner(command: string): Promise<void> {
  if (isRoot()) await run('su', ['postgres', '-s', '/bin/bash', '-c', command]);
  else await run('/bin/bash', ['-c', command]);
}

async function newestBin(): Promise<string> {
  const versions = await readdir(DEBIAN).catch((): string[] => []);
  const newest = versions.map(Number).filter((version) => !Number.isNaN(version)).sort((a, b) => b - a)[0];
  if (newest === undefined) throw new Error(`There is no Postgres in ${DEBIAN}. Install one, name a server with --postgres URL, or run with --db pglite.`);
  return join(DEBIAN, String(newest), 'bin');
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
