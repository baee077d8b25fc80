import { TestClock } from 'pg-boss';

/** pg-boss looks at its work in progress so often, to emit an event nobody here listens to: no reason for the world to stop each time. */
const WORK_IN_PROGRESS_MS = 2_000;

/**
 * The one clock of a test: the app, its job queue (in JavaScript and in Postgres) and both emulators live by it. It moves only when a
 * test waits for something, from one timer to the next, and lets everything come to rest in between.
 */
export class WorldClock extends TestClock {
  readonly #due = new Map<unknown, number>();

  override setTimeout(task: () => void, ms: number): unknown {
    const handle: unknown = super.setTimeout(() => {
      this.#due.delete(handle);
      task();
    }, ms);
    this.#due.set(handle, this.now() + Math.max(0, ms));
    return handle;
  }

  override clearTimeout(handle: unknown): void {
    this.#due.delete(handle);
    super.clearTimeout(handle);
  }

  override setInterval(task: () => void, ms: number): unknown {
    const period = Math.max(1, ms);
    if (period === WORK_IN_PROGRESS_MS) return super.setInterval(task, period);
    const handle: unknown = super.setInterval(() => {
      this.#due.set(handle, this.now() + period);
      task();
    }, period);
    this.#due.set(handle, this.now() + period);
    return handle;
  }

  override clearInterval(handle: unknown): void {
    this.clearTimeout(handle);
  }

  /** Moves to the next timer, but not past `limit`. @returns false when there is none: the clock then stands at `limit`. */
  async step(limit: number): Promise<boolean> {
    const next = Math.min(...this.#due.values());
    const target = Math.min(next, limit);
    await this.tick(Math.max(0, target - this.now()));
    return next <= limit;
  }
}
