import type { Log } from '../../src/conference/ports.ts';
import type { Cleaner } from '../../src/logging/clean.ts';
import { cleaner } from '../../src/logging/clean.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** pg-boss asks Postgres in real time whether it still listens, and counts its patience by the test's clock, which can outrun the answer. */
const OUTRUN = 'LISTEN/NOTIFY heartbeat timed out';

/** A log that is kept, cleaned as the real one is; a warning or an error nobody expected fails the test. */
export class CapturedLog implements Log {
  readonly lines: LogLine[] = [];
  readonly #expected: string[] = [];
  readonly #clean: Cleaner;

  /** @param showNumbers as `LOG_PHONE_NUMBERS=full` does. */
  constructor(showNumbers = false) {
    this.#clean = cleaner([], showNumbers);
  }

  info = (facts: Readonly<Record<string, unknown>>, message: string): void => this.#keep('info', facts, message);
  warn = (facts: Readonly<Record<string, unknown>>, message: string): void => this.#keep('warn', facts, message);
  error = (facts: Readonly<Record<string, unknown>>, message: string): void => this.#keep('error', facts, message);

  /** Says that the story leads to warnings or errors with these words. */
  expects(...words: string[]): void {
    this.#expected.push(...words);
  }

  get unexpected(): LogLine[] {
    return this.lines.filter(({ level, facts, message }) =>
      level !== 'info' && !this.#expected.some((words) => message.includes(words)) && !JSON.stringify(facts).includes(OUTRUN));
  }

  #keep(level: LogLine['level'], facts: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level, facts: this.#clean.facts(facts), message: this.#clean.text(message) });
  }
}
