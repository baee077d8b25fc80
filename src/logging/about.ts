import { AsyncLocalStorage } from 'node:async_hooks';
import type { About, Log, LogSubject } from '../conference/ports.ts';

/** A log each line of which names what is worked on, without every function having to know it. */
export function createAbout(log: Log): { readonly log: Log; readonly about: About } {
  const subjects = new AsyncLocalStorage<LogSubject>();
  const write = (level: 'info' | 'warn' | 'error') => (facts: Readonly<Record<string, unknown>>, message: string): void =>
    log[level]({ ...subjects.getStore(), ...facts }, message);
  return {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    // Within another one: what is known there is known here.
    about: (subject, work) => subjects.run({ ...subjects.getStore(), ...subject }, work),
  };
}
