import { Worker } from 'node:worker_threads';
import type { ReadContactsApart } from '../conference/ports.ts';
import type { ReadContacts } from '../domain/contact-csv.ts';

/** Reads contacts in a thread of its own: in ours, no command would be acknowledged for three seconds, and Slack waits no longer. */
export const readContactsApart: ReadContactsApart = (text, rules) => new Promise((resolve, reject) => {
  const thread = new Worker(new URL('./read-contacts-thread.ts', import.meta.url), { workerData: { text, rules } });
  thread.once('message', (read: ReadContacts) => resolve(read));
  thread.once('error', reject);
  thread.once('exit', (code) => reject(new Error(`The thread that reads a file of contacts ended with ${code} and said nothing.`)));
});
