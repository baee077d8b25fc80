import type { z } from 'zod';

/** One environment variable. */
export interface Variable<Value = unknown, Default extends string | null = string | null> {
  /** Takes its text; the message of an issue ends the sentence "<NAME> …". */
  readonly schema: z.ZodType<Value, string>;
  /** As it would be typed; null when there is none, or when it follows from other settings as `doc` says. */
  readonly default: Default;
  /** What it is, and where to find or how to choose it. */
  readonly doc: string;
  /** Whether its value opens a door. Never shown, logged or sent anywhere but where it belongs. */
  readonly secret: boolean;
  /**
   * `accounts`: all of those are set, or none (then the sandbox starts). `production`: needed when NODE_ENV is production. `beside-accounts`:
   * needed with the accounts, whatever NODE_ENV is.
   */
  readonly required?: 'accounts' | 'production' | 'beside-accounts';
}

/** A row of the table, which is no secret unless it says so. */
export function variable<Value, const Default extends string | null>(settings: Omit<Variable<Value, Default>, 'secret'> & { secret?: boolean }): Variable<Value, Default> {
  return { secret: false, ...settings };
}
