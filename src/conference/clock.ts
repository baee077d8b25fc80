/**
 * Where the app takes time and timers from. All times are epoch milliseconds. It has the shape of pg-boss's `Clock`, so that a test
 * drives the app and its jobs by one virtual clock.
 */
export interface Clock {
  now(): number;
  setTimeout(task: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
  setInterval(task: () => void, ms: number): unknown;
  clearInterval(handle: unknown): void;
}

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (task, ms) => setTimeout(task, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  setInterval: (task, ms) => setInterval(task, ms),
  clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout),
};
