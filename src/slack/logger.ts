import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../conference/ports.ts';

/**
 * Slack's SDK writing into our log. Its debug lines hold tokens and whole requests, and are dropped; its information is of no use to
 * an operator.
 * @param warnings `dropped` where the SDK warns of what it also throws.
 */
export function slackLogger(log: Log, warnings: 'kept' | 'dropped' = 'kept'): Logger {
  const write = (level: 'warn' | 'error') => (...messages: unknown[]): void =>
    log[level]({ detail: messages.map((message) => (message instanceof Error ? message.message : String(message))).join(' ') }, `Slack's SDK ${level === 'warn' ? 'warns' : 'met an error'}`);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: warnings === 'kept' ? write('warn') : () => undefined,
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
