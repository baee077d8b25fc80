import type { Job, JobResult, PgBoss } from 'pg-boss';
import type { Clock } from '../conference/clock.ts';
import { NotYet, RateLimited } from '../conference/errors.ts';
import type { About, Log, LogSubject } from '../conference/ports.ts';
import type { JobDefinition } from './definitions.ts';
import type { Envelope, Queue } from './queue.ts';

/** A kind of job with what carries it out. Running it twice must do no harm: a worker may die between the deed and its record. */
export interface Handler<Payload> {
  readonly job: JobDefinition<Payload>;
  readonly run: (payload: Payload) => Promise<void>;
  /** Carries out several in one go, all of them or none; absent where that saves nothing. */
  readonly together?: (payloads: readonly Payload[]) => Promise<void>;
  /** Tells whoever waits for it that it failed for good; absent where nobody does. */
  readonly gaveUp?: (payload: Payload) => Promise<void>;
}

export interface WorkerDependencies {
  readonly boss: PgBoss;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly about: About;
  /** How often a worker looks for jobs nobody told it of, in seconds. */
  readonly pollSeconds: number;
  /** Called whenever a job of this process settled. */
  readonly onSettled: () => void;
}

/**
 * Starts the workers of one kind of job.
 * @returns the way to make them look for jobs now.
 */
export async function startWorkers<Payload>(handler: Handler<Payload>, dependencies: WorkerDependencies): Promise<() => void> {
  const { boss, pollSeconds, log } = dependencies;
  const { concurrency, batch } = handler.job;
  const workers: { readonly id: string; isBusy: boolean }[] = [];
  let turn = 0;
  // One of those at rest, each in its turn: every look costs the database as much as a job, and a few jobs are found by one as by all.
  const wake = (): void => {
    const idle = workers.filter(({ isBusy }) => !isBusy);
    const one = idle[turn % idle.length];
    turn += 1;
    for (const { id } of one === undefined ? workers : [one]) boss.notifyWorker(id);
  };
  for (let index = 0; index * batch < concurrency; index += 1) {
    const batchSize = Math.min(batch, concurrency - index * batch);
    const id = await boss.work<Envelope<Payload>>(
      handler.job.name,
      {
        batchSize, perJobResults: true, burstWhenBatchFull: true, pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds,
        // Jobs that are to run alone are of the group of their key. That limits no other job, and yet is set for all: with it pg-boss takes jobs by
        // their ids; without it Postgres, when its statistics are of a quieter hour, reads all jobs of the kind for each one taken.
        groupConcurrency: 1,
      },
      async (jobs) => {
        const self = workers[index];
        if (self !== undefined) self.isBusy = true;
        // There are more than this one can take.
        if (jobs.length === batchSize) wake();
        try {
          const results = await runBatch(handler, jobs, dependencies);
          // Those that stay are marked as done all the same, and erased an hour later. Thrown, this would have all of them run again.
          await forget(boss, handler.job.name, jobs, results).catch((error: unknown) => log.info({ job: handler.job.name, error }, 'Jobs that are done could not be deleted'));
          return results;
        } finally {
          if (self !== undefined) self.isBusy = false;
        }
      },
    );
    workers.push({ id, isBusy: false });
  }
  return wake;
}

/**
 * Deletes the jobs that are done: nobody reads them, and pg-boss, which would keep them for a while, looks through all it keeps again and again.
 * Only as long as they are still ours: one taken over by another worker is that one's to finish.
 */
async function forget(boss: PgBoss, queue: string, jobs: readonly Job[], results: readonly JobResult[]): Promise<void> {
  const done = new Set(results.filter(({ status }) => status === 'completed').map(({ id }) => id));
  if (done.size > 0) await boss.deleteJob(queue, jobs.filter(({ id }) => done.has(id)));
}

async function runBatch<Payload>(handler: Handler<Payload>, jobs: readonly Job<Envelope<Payload>>[], dependencies: WorkerDependencies): Promise<JobResult[]> {
  if (handler.together !== undefined && jobs.length > 1) {
    try {
      await handler.together(jobs.map(({ data }) => handler.job.payload.parse(data.payload)));
      dependencies.onSettled();
      return jobs.map(({ id }) => ({ id, status: 'completed' }));
    } catch {
      // One of them spoils it for all. Each alone shows which, says why, and is the only one to wait.
    }
  }
  return Promise.all(jobs.map((job) => dependencies.about(subjectOf(job.data.payload), () => runOne(handler, job, dependencies))));
}

/** The ids in a payload that log lines are found by. */
function subjectOf(payload: unknown): LogSubject {
  if (typeof payload !== 'object' || payload === null) return {};
  const { conferenceId, callId } = payload as { readonly conferenceId?: unknown; readonly callId?: unknown };
  return { ...(typeof conferenceId === 'string' ? { conferenceId } : {}), ...(typeof callId === 'string' ? { callId } : {}) };
}

async function runOne<Payload>(handler: Handler<Payload>, job: Job<Envelope<Payload>>, dependencies: WorkerDependencies): Promise<JobResult> {
  const { id, data } = job;
  try {
    await handler.run(handler.job.payload.parse(data.payload));
    return { id, status: 'completed' };
  } catch (error) {
    return await afterFailure(handler, job, error, dependencies).catch((failure: unknown) => notPutBack(handler, job, failure, dependencies));
  } finally {
    dependencies.onSettled();
  }
}

/**
 * The row for its next try could not be written. It fails as if its worker had died: pg-boss gives it to a worker again. Thrown, this would do so
 * to all that were taken with it, those that are done and those that still run.
 */
function notPutBack<Payload>({ job: definition }: Handler<Payload>, { id, data }: Job<Envelope<Payload>>, error: unknown, { log }: WorkerDependencies): JobResult {
  log.error({ job: definition.name, ...data.payload, error }, 'The job failed and could not be put back for its next try; it runs again all the same');
  return { id, status: 'failed', output: { why: reasonOf(error) } };
}

/** A wait that was asked for costs nothing; a failure takes the next delay of the table; the end of the table is the end of the job. */
async function afterFailure<Payload>(
  { job: definition, gaveUp }: Handler<Payload>, { id, data }: Job<Envelope<Payload>>, error: unknown, { queue, clock, log }: WorkerDependencies,
): Promise<JobResult> {
  const facts = { job: definition.name, ...data.payload, error };
  const again = (failures: number, at: number): Promise<void> =>
    queue.add(definition, [{ payload: definition.again?.(data.payload, at) ?? data.payload, failures, at }]);
  if (error instanceof RateLimited || error instanceof NotYet) {
    if (error instanceof RateLimited) log.info(facts, 'The job waits as long as it was asked to');
    await again(data.failures, clock.now() + error.retryAfterMs);
    return { id, status: 'completed' };
  }
  const delay = definition.retryDelays[data.failures];
  if (delay === undefined) {
    log.error(facts, 'The job failed for good; it is kept among the dead jobs');
    // That nobody could be told is no reason to lose the job.
    await gaveUp?.(data.payload).catch((failure: unknown) => log.warn({ ...facts, error: failure }, 'Whoever waits for the job could not be told that it failed'));
    return { id, status: 'deadletter', output: { failures: data.failures + 1, why: reasonOf(error) } };
  }
  log.warn(facts, `The job failed and is tried again in ${delay / 1000} s`);
  await again(data.failures + 1, clock.now() + delay);
  return { id, status: 'completed' };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
