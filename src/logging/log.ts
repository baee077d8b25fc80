import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { Log } from '../conference/ports.ts';
import { cleaner } from './clean.ts';

export interface LogSettings {
  readonly level: string;
  /** `full` shows phone numbers; everything else masks them. */
  readonly phoneNumbers: 'masked' | 'full';
  /** Tokens and keys that must not be seen, wherever they turn up. */
  readonly secrets: readonly string[];
}

/** Structured lines on standard output, in which no number, token or secret is ever seen. */
export function createLog({ level, phoneNumbers, secrets }: LogSettings, destination?: DestinationStream): Log {
  const clean = cleaner(secrets, phoneNumbers === 'full');
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, formatters: { level: (label: string) => ({ level: label }) } };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  const write = (at: 'info' | 'warn' | 'error') => (facts: Readonly<Record<string, unknown>>, message: string): void =>
    logger[at](clean.facts(facts), clean.text(message));
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
