import type { Clock } from '../conference/clock.ts';

/** Wakes a queue's workers when a delayed job is due: polling alone would find it up to a poll late. */
export interface WakeUps {
  /** @param at epoch milliseconds. */
  at(queue: string, at: number): void;
  stop(): void;
}

/** A job due later than this is left to the poll, unless that comes more seldom; a timer for each would only fill memory. */
const HORIZON_MS = 60_000;
/** The transaction that enqueued it may commit a little after its time, when that is soon: a second look. */
const SECOND_LOOK_MS = 150;
const SOON_MS = 1_000;

/** @param wake makes the workers of a queue look for jobs now. @param pollMs how often they look by themselves. */
export function createWakeUps(clock: Clock, wake: (queue: string) => void, pollMs: number): WakeUps {
  const horizon = Math.max(HORIZON_MS, pollMs);
  const timers = new Map<string, unknown>();
  const set = (queue: string, at: number): void => {
    const delay = at - clock.now();
    const key = `${queue}@${at}`;
    if (delay > horizon || timers.has(key)) return;
    timers.set(key, clock.setTimeout(() => {
      timers.delete(key);
      wake(queue);
    }, Math.max(0, delay)));
  };
  return {
    at: (queue, at) => {
      set(queue, at);
      if (at - clock.now() <= SOON_MS) set(queue, at + SECOND_LOOK_MS);
    },
    stop: () => {
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
