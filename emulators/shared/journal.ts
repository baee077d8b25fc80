import type { Clock } from './clock.ts';

/** One HTTP exchange or one happening of the emulated world, in the order it came about. */
export interface JournalEntry {
  readonly number: number;
  /** Epoch milliseconds on the emulator's clock. */
  readonly at: number;
  /** `in`: a request the emulator answered; `out`: one it sent; `world`: something a person or a phone did. */
  readonly direction: 'in' | 'out' | 'world';
  /** `POST /api/chat.postMessage`, or the name of the happening (`phone.rings`). */
  readonly what: string;
  readonly request?: unknown;
  readonly response?: unknown;
  /** The HTTP status answered or received; absent when the exchange broke off. */
  readonly status?: number | undefined;
  /** How long it took, in milliseconds of real time. */
  readonly tookMs?: number;
  /** The fault a script planted on this exchange, if any. */
  readonly fault?: string | undefined;
}

/** Everything that went over the wire, kept for tests (which look for the unexpected) and for the people watching. */
export class Journal {
  readonly entries: JournalEntry[] = [];
  #listeners = new Set<(entry: JournalEntry) => void>();
  #number = 0;
  readonly #clock: Clock;
  readonly #limit: number;

  /** @param limit how many entries are kept; older ones are forgotten. */
  constructor(clock: Clock, limit = 20_000) {
    this.#clock = clock;
    this.#limit = limit;
  }

  write(entry: Omit<JournalEntry, 'number' | 'at'>): JournalEntry {
    const written: JournalEntry = { number: ++this.#number, at: this.#clock.now(), ...entry };
    this.entries.push(written);
    if (this.entries.length > this.#limit) this.entries.shift();
    for (const listener of this.#listeners) listener(written);
    return written;
  }

  /** Calls `listener` for every entry from now on; returns the way to stop it. */
  follow(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
