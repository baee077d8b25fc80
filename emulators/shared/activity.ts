/** Counts the work an emulator has under way (requests it sends, documents it fetches), so that a test can wait for quiet instead of sleeping. */
export class Activity {
  #running = new Set<Promise<unknown>>();

  /** Follows `work` until it settles; returns it unchanged. A rejection stays the caller's to handle. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(settled);
    void settled.then(() => this.#running.delete(settled));
    return work;
  }

  /** Resolves once nothing is under way: `true` if it had to wait, `false` if all was quiet already. */
  async idle(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    while (this.#running.size > 0) await Promise.all(this.#running);
    return true;
  }
}
