/** Turns to do something that may not be done too fast, over all processes. */
export interface Pace {
  /**
   * Takes the next turn of a key, `gapMs` after the one before.
   * @param burst how many turns may be taken at once by whoever took none for a while; 1 when absent.
   * @returns 0 when it was taken; else how many milliseconds until the next is free.
   */
  take(key: string, gapMs: number, burst?: number): Promise<number>;
}

/** Looks after the tables as a whole. */
export interface Upkeep {
  /** Enqueues the jobs that conferences, callbacks and lines older than `before` (epoch ms) should have and may have lost. */
  enqueueForgotten(before: number): Promise<void>;
  /** Erases callbacks received before `before` (epoch ms), a batch at a time. */
  eraseCallbacks(before: number): Promise<void>;
  /**
   * Erases conferences that were over before `before` (epoch ms), with all that is known of them, some at a time, and keeps sums by month that
   * are nobody's. One that goes on, or whose prices are still asked for, is left alone.
   */
  eraseConferences(before: number): Promise<void>;
  /** Erases paces whose next turn was before `before` (epoch ms): a channel nobody posts in needs none. */
  erasePaces(before: number): Promise<void>;
  /** Erases what is known of rings before `before` (epoch ms). */
  eraseRecentRings(before: number): Promise<void>;
  /** Erases turns to dial taken before `before` (epoch ms), which nobody gave back. */
  eraseDialTurns(before: number): Promise<void>;
}
