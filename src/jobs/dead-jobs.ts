import type { PgBoss } from 'pg-boss';
import { DEAD_JOBS } from './boss.ts';
import { ALL_JOBS } from './definitions.ts';
import type { Envelope } from './queue.ts';

/** A job that failed for good. */
export interface DeadJob {
  readonly id: string;
  /** Its kind. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What went wrong last. */
  readonly why: string;
  /** What is not done because of it. */
  readonly matters: string;
  readonly diedAt: Date;
}

/** The jobs that failed for good, for an operator. */
export interface DeadJobs {
  list(): Promise<readonly DeadJob[]>;
  /** Gives dead jobs their whole table of tries again. @param ids all of them when undefined. @returns those that were given. */
  retry(ids?: readonly string[]): Promise<readonly DeadJob[]>;
}

type Row = Awaited<ReturnType<typeof rows>>[number];

const MATTERS: ReadonlyMap<string, string> = new Map(ALL_JOBS.map(({ name, matters }) => [name, matters]));
const ALONE: ReadonlySet<string> = new Set(ALL_JOBS.filter(({ alone }) => alone).map(({ name }) => name));

export function deadJobs(boss: PgBoss): DeadJobs {
  return {
    list: async () => (await rows(boss)).map(toDeadJob),
    retry: async (ids) => {
      const wanted = (await rows(boss)).filter(({ id, sourceName }) => (ids === undefined || ids.includes(id)) && MATTERS.has(sourceName ?? ''));
      for (const { id, data, sourceName, singletonKey } of wanted) {
        const fresh: Envelope<unknown> = { payload: data.payload, failures: 0 };
        // First the new one: a crash in between makes it twice, and jobs may run twice.
        const key = singletonKey === null ? {} : { singletonKey, ...(ALONE.has(sourceName ?? '') ? { group: { id: singletonKey } } : {}) };
        await boss.insert(sourceName ?? '', [{ data: fresh, ...key }]);
        await boss.deleteJob(DEAD_JOBS, id);
      }
      return wanted.map(toDeadJob);
    },
  };
}

async function rows(boss: PgBoss) {
  const found = await boss.findJobs<Partial<Envelope<Record<string, unknown>>>>(DEAD_JOBS);
  return found.filter(({ state }) => state === 'created' || state === 'retry');
}

function toDeadJob({ id, data, sourceName, sourceOutput, createdOn }: Row): DeadJob {
  const name = sourceName ?? 'unknown';
  return { id, name, payload: data.payload ?? {}, why: reasonIn(sourceOutput), matters: MATTERS.get(name) ?? 'No kind of job of this version has this name.', diedAt: createdOn };
}

function reasonIn(output: unknown): string {
  if (typeof output !== 'object' || output === null) return 'nothing was noted; its worker died again and again';
  if ('why' in output && typeof output.why === 'string') return output.why;
  return 'message' in output && typeof output.message === 'string' ? output.message : 'its worker died again and again';
}
