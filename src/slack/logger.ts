import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../conference/ports.ts';

/**
 * Slack's SDK writing into our log. Its debug lines hold tokens and whole requests, and are dropped; its information is of no use to
 * an operator.
 */
export function slackLogger(log: Log): Logger {
  const write = (level: 'warn' | 'error') => (...messages: unknown[]): void =>
    log[level]({ detail: messages.map((message) => (message instanceof Error ? message.message : String(message))).join(' ') }, `Slack's SDK ${level === 'warn' ? 'warns' : 'met an error'}`);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
