import type { Clock } from './clock.ts';

/**
 * A restart of the database takes seconds; after that the job's own tries go on. In milliseconds, and never far apart: a database that is back after
 * ten seconds takes the heartbeat of this job for lost, and a few seconds later the job is another worker's, who would do it once more.
 */
const WAITS_MS = [100, 400, ...Array.from({ length: 30 }, () => 500)];

/**
 * Records what was done outside, again and again while the database is away. Only this process knows that it was done: were the job left to
 * try again, it would do it a second time, and a line would stand in the thread twice.
 * @throws the last error.
 */
export async function insist<Result>(clock: Clock, record: () => Promise<Result>): Promise<Result> {
  for (const ms of WAITS_MS) {
    try {
      return await record();
    } catch {
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, ms);
      });
    }
  }
  return record();
}
