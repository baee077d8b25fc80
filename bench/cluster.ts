import { execFileSync } from 'node:child_process';
import { chownSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** A Postgres server the benchmark may make databases on. */
export interface Cluster {
  readonly url: string;
  /** CPU time of the server and all its backends so far, in seconds; undefined for a server of somebody else's. */
  cpuSeconds(): Promise<number | undefined>;
  stop(): Promise<void>;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Settings of the throw-away server. Durability stays as it is in production: a commit is on disk before it is answered. */
const SETTINGS = ['shared_buffers=512MB', 'max_connections=200', 'max_wal_size=4GB', 'listen_addresses=127.0.0.1'];

/** Makes a throw-away Postgres server, or uses one that is there. @param url of that one. */
export async function openCluster(url: string | undefined): Promise<Cluster> {
  return url === undefined ? startCluster() : { url, cpuSeconds: async () => undefined, stop: async () => undefined };
}

async function startCluster(): Promise<Cluster> {
  const bin = programs();
  const folder = await mkdtemp(join(tmpdir(), 'conference-bench-pg-'));
  // Postgres refuses to run as root.
  const owner = process.getuid?.() === 0 ? userPostgres() : undefined;
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...args: string[]): void => {
    execFileSync(join(bin, program), args, { stdio: 'ignore', cwd: folder, ...owner });
  };
  run('initdb', '-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8');
  const options = [`-p ${port}`, `-k ${folder}`, ...SETTINGS.map((setting) => `-c ${setting}`)].join(' ');
  run('pg_ctl', 'start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', options);
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    url: `postgres://bench@127.0.0.1:${port}/postgres`,
    cpuSeconds: () => treeCpuSeconds(Number(pid)),
    stop: async () => {
      run('pg_ctl', 'stop', '-w', '-D', data, '-m', 'immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function programs(): string {
  const [newest] = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  if (newest === undefined) throw new Error('No Postgres is installed under /usr/lib/postgresql. Install one, or name a server with --postgres postgres://…');
  return newest;
}

function userPostgres(): Owner {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const CLOCK_TICKS = 100;

/** User and system time of one process, and of the children it has buried when `buried`, in seconds (Linux, /proc/<pid>/stat). */
export async function cpuSeconds(pid: number, buried = false): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program, in brackets, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
  const [user = 0, system = 0, buriedUser = 0, buriedSystem = 0] = fields.slice(11, 15);
  return (user + system + (buried ? buriedUser + buriedSystem : 0)) / CLOCK_TICKS;
}

async function treeCpuSeconds(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const times = await Promise.all(children.split(' ').filter((child) => child !== '').map((child) => cpuSeconds(Number(child))));
  return times.reduce((sum, time) => sum + time, await cpuSeconds(pid, true));
}
