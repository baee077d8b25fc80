import pg from 'pg';
import { fromPglite, PgBoss } from 'pg-boss';
import type { Clock } from '../conference/clock.ts';
import type { Log } from '../conference/ports.ts';
import type { Database } from '../persistence/database.ts';
import { CONNECT_WITHIN_MS, outliveLostConnections } from '../persistence/lost-connections.ts';

/** Where jobs that failed for good are kept for an operator. */
export const DEAD_JOBS = 'dead-jobs';

/** A worker that says nothing for so long is dead, and its job another's: pg-boss's shortest. */
const HEARTBEAT_SECONDS = 10;
/** How often the dead are looked for: with the heartbeat, a death is noticed within 15 s. */
const SUPERVISE_SECONDS = 4;
/** A crash is not the job's fault: pg-boss gives it to another worker this often. Failures are counted by the job's own table. */
const CRASH_RETRIES = 50;
/** We make no flows, and pg-boss would look for them every 5 s. */
const NEVER_SECONDS = 24 * 3600;
const POOL_SIZE = 6;
const COMPLAIN_EVERY_MS = 10_000;

/** What a queue needs to know of its jobs. */
interface QueuedJob {
  readonly name: string;
  readonly coalesce?: unknown;
}

/** Starts the job queue on the app's own database, with one queue for every kind of job. */
export async function startBoss(database: Database, jobs: readonly QueuedJob[], clock: Clock, log: Log, superviseSeconds = SUPERVISE_SECONDS): Promise<PgBoss> {
  const boss = new PgBoss({
    ...(database.kind === 'postgres'
      ? { connectionString: database.url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_WITHIN_MS }
      : { db: fromPglite(database.lite), backend: 'pglite' as const }),
    useListenNotify: true, clock, schedule: false, flowIntervalSeconds: NEVER_SECONDS, superviseIntervalSeconds: superviseSeconds, monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', sayNowAndThen(clock, (error, others) => log.error({ error, others }, 'The job queue met an error; it goes on by itself when the database is back')));
  boss.on('warning', (warning) => log.warn({ warning }, 'The job queue warns'));
  await boss.start();
  // It makes its pool itself and has no setting for this.
  const db = boss.getDb();
  if ('pool' in db && db.pool instanceof pg.Pool) outliveLostConnections(db.pool);
  await boss.createQueue(DEAD_JOBS, { retentionSeconds: 90 * 24 * 3600 });
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      policy: job.coalesce === undefined ? 'standard' : 'short', notify: true, deadLetter: DEAD_JOBS,
      heartbeatSeconds: HEARTBEAT_SECONDS, expireInSeconds: 120, retryLimit: CRASH_RETRIES, retryDelay: 1, deleteAfterSeconds: 3600,
    });
    // pg-boss looks a queue up at its first use, on its own connection. Inside a transaction on PGlite, which has only one, that would
    // wait for ever; so the first use is here.
    await boss.insert(job.name, []);
  }
  return boss;
}

/** With the database away every worker complains twice a second: one of them is enough, with the number of the others. */
function sayNowAndThen(clock: Clock, say: (error: unknown, others: number) => void): (error: unknown) => void {
  let silentUntil = 0;
  let others = 0;
  return (error) => {
    if (clock.now() < silentUntil) {
      others += 1;
      return;
    }
    say(error, others);
    silentUntil = clock.now() + COMPLAIN_EVERY_MS;
    others = 0;
  };
}
