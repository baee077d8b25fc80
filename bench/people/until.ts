import { pause } from '../app-process.ts';

const LOOK_EVERY_MS = 20;

/** Waits until something holds. @throws when it does not within `withinMs`. */
export async function until(what: string, withinMs: number, holds: () => boolean): Promise<void> {
  const limit = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > limit) throw new Error(`In ${withinMs / 1_000} s it did not come to this: ${what}.`);
    await pause(LOOK_EVERY_MS);
  }
}
