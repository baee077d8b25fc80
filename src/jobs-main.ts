import { parseArgs } from 'node:util';
import { systemClock } from './conference/clock.ts';
import { loadConfig } from './config/config.ts';
import { readEnvironment } from './config/load.ts';
import type { DeadJob } from './jobs/dead-jobs.ts';
import { openJobs } from './jobs/jobs.ts';
import { createLog } from './logging/log.ts';
import { cleaner } from './logging/clean.ts';
import { openDatabase } from './persistence/database.ts';
import { existingLocation } from './persistence/existing-location.ts';
import { unappliedCallbacks } from './persistence/unapplied-callbacks.ts';

const USAGE = `Jobs that failed for good, and callbacks nobody could apply.

  npm run jobs -- list             what they are, why, and what is not done because of them
  npm run jobs -- retry            gives all dead jobs their tries again
  npm run jobs -- retry ID …       only these

On the embedded database stop the app first: it takes one process only. On Postgres the app may go on.
`;

/** The operator's edge of the process: one command, then the end. @returns the exit code. */
async function main(): Promise<number> {
  const { positionals: [verb, ...ids] } = parseArgs({ allowPositionals: true });
  if (verb !== 'list' && verb !== 'retry') return say(USAGE, verb === undefined ? 0 : 1);
  const { config, problems } = loadConfig(readEnvironment());
  if (problems !== undefined) return say(`${problems.join('\n')}\n`, 1);
  const location = existingLocation(config.database, `src/jobs-main.ts ${verb}`);
  const clean = cleaner([], false);
  const log = createLog({ level: 'error', phoneNumbers: 'masked', secrets: [] });
  const database = await openDatabase(location);
  const jobs = await openJobs(database, systemClock, log, { pollSeconds: 60 });
  try {
    const dead = verb === 'list' ? await jobs.dead.list() : await jobs.dead.retry(ids.length === 0 ? undefined : ids);
    const head = verb === 'list' ? `${dead.length} dead ${dead.length === 1 ? 'job' : 'jobs'}` : `${dead.length} given ${dead.length === 1 ? 'its' : 'their'} tries again`;
    const callbacks = verb === 'list' ? await unappliedCallbacks(database.prisma) : [];
    const told = callbacks.map(({ problem, count, since }) => `- ${count} × ${problem} (since ${since.toISOString()})`);
    return say(clean.text([head, ...dead.map(describe), ...(told.length === 0 ? [] : ['Callbacks kept and not applied', ...told]), ''].join('\n')), 0);
  } finally {
    await jobs.stop(0);
    await database.close();
  }
}

function describe({ id, name, payload, why, matters, diedAt }: DeadJob): string {
  return `- ${id}  ${name}  ${JSON.stringify(payload)}  died ${diedAt.toISOString()}\n    why: ${why}\n    until it runs: ${matters}`;
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
