/**
 * Where an emulator takes time from. All times are epoch milliseconds. Its shape is that of pg-boss's own `Clock`, so that one
 * virtual clock can drive an app's jobs and the emulators together.
 */
export interface Clock {
  now(): number;
  setTimeout(task: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (task, ms) => setTimeout(task, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that stands still until somebody moves it; any program moves it over HTTP (`POST /_emulator/clock`). */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #timers = new Set<Timer>();

  /** @param start epoch milliseconds at which the clock stands first. */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(task: () => void, ms: number): unknown {
    const timer: Timer = { due: this.#now + Math.max(0, ms), order: this.#order++, task };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as Timer);
  }

  /**
   * Moves time forward, firing each timer at its own moment, in order.
   * @param ms how far, in milliseconds; 0 fires what is due now.
   * @param settle awaited before each timer and at the end, so that what one timer started is done before the next one fires.
   */
  async advance(ms: number, settle: () => Promise<unknown> = async () => undefined): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await settle();
      const next = this.#next(target);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
    }
    this.#now = target;
  }

  #next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due > until) continue;
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer;
    }
    return first;
  }
}
