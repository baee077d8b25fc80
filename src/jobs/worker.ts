import type { Job, JobResult, PgBoss } from 'pg-boss';
import type { Clock } from '../conference/clock.ts';
import { NotYet, RateLimited } from '../conference/errors.ts';
import type { Log } from '../conference/ports.ts';
import type { JobDefinition } from './definitions.ts';
import type { Envelope, Queue } from './queue.ts';

/** A kind of job with what carries it out. Running it twice must do no harm: a worker may die between the deed and its record. */
export interface Handler<Payload> {
  readonly job: JobDefinition<Payload>;
  readonly run: (payload: Payload) => Promise<void>;
}

export interface WorkerDependencies {
  readonly boss: PgBoss;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  /** How often a worker looks for jobs nobody told it of, in seconds. */
  readonly pollSeconds: number;
  /** Called whenever a job of this process settled. */
  readonly onSettled: () => void;
}

const BATCH = 5;

/**
 * Starts the workers of one kind of job.
 * @returns the ids of the workers, to wake them by.
 */
export async function startWorkers<Payload>(handler: Handler<Payload>, dependencies: WorkerDependencies): Promise<string[]> {
  const { boss, pollSeconds } = dependencies;
  const ids: string[] = [];
  for (let started = 0; started < handler.job.concurrency; started += BATCH) {
    ids.push(await boss.work<Envelope<Payload>>(
      handler.job.name,
      {
        batchSize: Math.min(BATCH, handler.job.concurrency - started), perJobResults: true, burstWhenBatchFull: true,
        pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds,
      },
      (jobs) => Promise.all(jobs.map((job) => runOne(handler, job, dependencies))),
    ));
  }
  return ids;
}

async function runOne<Payload>(handler: Handler<Payload>, job: Job<Envelope<Payload>>, dependencies: WorkerDependencies): Promise<JobResult> {
  const { id, data } = job;
  try {
    await handler.run(handler.job.payload.parse(data.payload));
    return { id, status: 'completed' };
  } catch (error) {
    return await afterFailure(handler, job, error, dependencies);
  } finally {
    dependencies.onSettled();
  }
}

/** A wait that was asked for costs nothing; a failure takes the next delay of the table; the end of the table is the end of the job. */
async function afterFailure<Payload>(
  { job: definition }: Handler<Payload>, { id, data }: Job<Envelope<Payload>>, error: unknown, { queue, clock, log }: WorkerDependencies,
): Promise<JobResult> {
  const facts = { job: definition.name, ...data.payload, error };
  if (error instanceof RateLimited || error instanceof NotYet) {
    if (error instanceof RateLimited) log.info(facts, 'The job waits as long as it was asked to');
    await queue.add(definition, [{ payload: data.payload, failures: data.failures, at: clock.now() + error.retryAfterMs }]);
    return { id, status: 'completed' };
  }
  const delay = definition.retryDelays[data.failures];
  if (delay === undefined) {
    log.error(facts, 'The job failed for good; it is kept among the dead jobs');
    return { id, status: 'deadletter', output: { failures: data.failures + 1, why: error instanceof Error ? error.message : String(error) } };
  }
  log.warn(facts, `The job failed and is tried again in ${delay / 1000} s`);
  await queue.add(definition, [{ payload: data.payload, failures: data.failures + 1, at: clock.now() + delay }]);
  return { id, status: 'completed' };
}
