import type { PgBoss } from 'pg-boss';
import type { Clock } from '../conference/clock.ts';
import type { About, Log } from '../conference/ports.ts';
import type { Database } from '../persistence/database.ts';
import { startBoss } from './boss.ts';
import { ALL_JOBS, sweepJob } from './definitions.ts';
import type { DeadJobs } from './dead-jobs.ts';
import { deadJobs } from './dead-jobs.ts';
import { createDrain } from './drain.ts';
import type { Handlers } from './handlers.ts';
import type { Queue } from './queue.ts';
import { createQueue } from './queue.ts';
import { createWakeUps } from './wake-ups.ts';
import type { WorkerDependencies } from './worker.ts';
import { startWorkers } from './worker.ts';

/** The job queue of this process. */
export interface Jobs {
  readonly queue: Queue;
  readonly dead: DeadJobs;
  work(handlers: Handlers): Promise<void>;
  readonly working: () => boolean;
  /** Resolves once no job is due or running: `true` if it had to wait. */
  drain(): Promise<boolean>;
  /** @param graceMs how long jobs under way may take to finish; after that they are given back. */
  stop(graceMs: number): Promise<void>;
}

export interface JobSettings {
  /** How often a worker looks for jobs nobody told it of, in seconds. */
  readonly pollSeconds: number;
  /** How often the jobs of dead workers are looked for, in seconds; pg-boss is told 4 when absent. */
  readonly superviseSeconds?: number | undefined;
  /** Names what a job is about in each of its log lines. */
  readonly about?: About;
}

/** For whoever runs no jobs. */
const withoutNames: About = (_subject, work) => work();

/** Opens the queue on the app's database; nothing works yet. */
export async function openJobs(database: Database, clock: Clock, log: Log, { pollSeconds, superviseSeconds, about = withoutNames }: JobSettings): Promise<Jobs> {
  const boss: PgBoss = await startBoss(database, ALL_JOBS, clock, log, superviseSeconds);
  const workers = new Map<string, () => void>();
  const wakeUps = createWakeUps(clock, (name) => workers.get(name)?.(), pollSeconds * 1_000);
  const queue = createQueue(boss, wakeUps, () => clock.now());
  const draining = createDrain(database, () => clock.now(), (name) => workers.get(name)?.());
  const dependencies: WorkerDependencies = { boss, queue, clock, log, about, pollSeconds, onSettled: draining.onSettled };
  return {
    queue,
    dead: deadJobs(boss),
    work: async ({ ofConference, ofPerson, ofDial, ofCall, ofProofDial, ofProof, ofImport, ofErasure, ofMonth, ofControl, ofAnnouncement, ofNothing }) => {
      for (const handler of ofConference) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofPerson) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofNothing) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofDial) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofCall) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofProofDial) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofProof) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofMonth) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofErasure) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofImport) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofControl) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      for (const handler of ofAnnouncement) workers.set(handler.job.name, await startWorkers(handler, dependencies));
      // Whoever starts sees to it that there is a sweep: the first of all processes makes it, the others find it waiting.
      await queue.add(sweepJob, [{ payload: {} }]);
    },
    working: () => workers.size > 0,
    drain: draining.drain,
    stop: async (graceMs) => {
      wakeUps.stop();
      await boss.stop({ graceful: graceMs > 0, timeout: graceMs, close: true });
    },
  };
}
