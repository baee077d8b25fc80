import type { Clock } from './clock.ts';

/**
 * What comes of some work within `ms` milliseconds, else `late`; the work itself goes on.
 * @throws what the work throws in that time. What it throws later is heard by nobody here.
 */
export function inTime<Result, Late>(clock: Clock, work: Promise<Result>, ms: number, late: Late): Promise<Result | Late> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve(late), ms);
    work.then(resolve, reject).finally(() => clock.clearTimeout(timer));
  });
}
