import { randomUUID } from 'node:crypto';
import type { JobInsert, PgBoss } from 'pg-boss';
import { fromPrisma } from 'pg-boss';
import type { TransactionSql } from '../conference/ports.ts';
import type { JobDefinition } from './definitions.ts';
import type { WakeUps } from './wake-ups.ts';

/** What a job row carries: the payload, and how often it failed before. */
export interface Envelope<Payload> {
  readonly payload: Payload;
  readonly failures: number;
}

export interface Enqueue<Payload> {
  readonly payload: Payload;
  /** Epoch milliseconds; at once when absent or past. */
  readonly at?: number;
  readonly failures?: number;
}

/** Puts jobs into the queue, inside a transaction when one is given. */
export interface Queue {
  add<Payload>(job: JobDefinition<Payload>, jobs: readonly Enqueue<Payload>[], transaction?: TransactionSql): Promise<void>;
}

/** A job due sooner than this is simply run: reading it back takes longer. */
const AT_ONCE_MS = 5;

export function createQueue(boss: PgBoss, wakeUps: WakeUps, now: () => number): Queue {
  return {
    add: async (job, jobs, transaction) => {
      const rows = jobs.map(({ payload, at, failures }): JobInsert<Envelope<typeof payload>> => ({
        id: randomUUID(),
        data: { payload, failures: failures ?? 0 },
        ...(at !== undefined && at > now() + AT_ONCE_MS ? { startAfter: new Date(at).toISOString() } : {}),
        ...(job.coalesce === undefined ? {} : { singletonKey: job.coalesce(payload) }),
        ...(job.coalesce === undefined || job.alone === undefined ? {} : { group: { id: job.coalesce(payload) } }),
      }));
      if (rows.length === 0) return;
      // In the order of their keys: two that add jobs of the same ones would else, each with half of them, wait for each other.
      if (job.coalesce !== undefined) rows.sort((a, b) => ((a.singletonKey ?? '') < (b.singletonKey ?? '') ? -1 : 1));
      await boss.insert(job.name, rows, { returnId: false, ...(transaction === undefined ? {} : { db: fromPrisma(transaction) }) });
      for (const { at } of jobs) if (at !== undefined) wakeUps.at(job.name, at);
    },
  };
}
