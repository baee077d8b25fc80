import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';

/** Makes Slack-shaped ids and message timestamps; the same order of calls gives the same ids. */
export class Ids {
  #count = 0;
  #lastMicros = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An id as Slack writes them: a letter for the kind and capitals behind it (`V0A4K2…`). */
  next(letter: string): string {
    this.#count += 1;
    return `${letter}0${this.#secret(letter).slice(0, 9).toUpperCase()}`;
  }

  /** A message timestamp: seconds and six digits, unique in the team and growing. Source: docs.slack.dev/reference/methods/chat.postMessage. */
  ts(): string {
    this.#lastMicros = Math.max(this.#clock.now() * 1000, this.#lastMicros + 1);
    return formatTs(this.#lastMicros);
  }

  /** A block id for a block that came without one. */
  block(): string {
    this.#count += 1;
    return this.#secret('block').slice(0, 5);
  }

  /** Hard to guess from outside, the same on every run. */
  secret(purpose: string): string {
    this.#count += 1;
    return this.#secret(purpose).slice(0, 32);
  }

  #secret(purpose: string): string {
    return createHash('sha256').update(`${purpose}:${this.#count}`).digest('hex');
  }
}

function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros - seconds * 1_000_000).padStart(6, '0')}`;
}

/** Whether a string has the form of a message timestamp. */
export function isTs(value: string): boolean {
  return /^\d{1,12}\.\d{6}$/.test(value);
}
