import type { Clock } from '../../shared/clock.ts';

/** A clock whose timers can all be taken back at once, so that a stopped emulator leaves nothing ticking on a clock it shares. */
export class ScopedClock implements Clock {
  readonly #clock: Clock;
  #pending = new Set<unknown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  setTimeout(task: () => void, ms: number): unknown {
    const handle: unknown = this.#clock.setTimeout(() => {
      this.#pending.delete(handle);
      task();
    }, ms);
    this.#pending.add(handle);
    return handle;
  }

  clearTimeout(handle: unknown): void {
    this.#pending.delete(handle);
    this.#clock.clearTimeout(handle);
  }

  clearAll(): void {
    for (const handle of this.#pending) this.#clock.clearTimeout(handle);
    this.#pending.clear();
  }
}
