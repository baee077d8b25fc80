import { parentPort, workerData } from 'node:worker_threads';
import type { CsvRules } from '../domain/contact-csv.ts';
import { readContactCsv } from '../domain/contact-csv.ts';

/** The thread `readContactsApart` starts: reads one file and ends. */
const { text, rules } = workerData as { readonly text: string; readonly rules: CsvRules };
parentPort?.postMessage(readContactCsv(text, rules));
