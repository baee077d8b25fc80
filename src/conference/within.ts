import type { Clock } from './clock.ts';

/**
 * What comes of `work` in time; undefined when it takes longer than `ms` milliseconds. It goes on then, and nobody hears of it any more.
 * @throws what the work threw in time.
 */
export function within<Result>(clock: Clock, ms: number, work: Promise<Result>): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve(undefined), ms);
    const stop = (): void => clock.clearTimeout(timer);
    work.then((result) => {
      stop();
      resolve(result);
    }, (error: unknown) => {
      stop();
      reject(error);
    });
  });
}
