import type { CsvProblem, CsvRules, ReadContacts } from '../../domain/contact-csv.ts';
import type { ImportCounts } from './book-files.ts';
import type { LedgerFile } from './ledger.ts';

/** A file at Slack. */
export type FetchedFile =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly name: string }
  /** Deleted, or not for the app to see. */
  | { readonly kind: 'gone' }
  /** Only a link to another place, where our token has no business. */
  | { readonly kind: 'elsewhere'; readonly name: string };

/** What became of a file somebody gave. `fileName` is null when it was read before, by a process that died. */
export type ImportOutcome =
  /** `ignored`: titles of columns that mean nothing to us. */
  | { readonly kind: 'imported'; readonly fileName: string | null; readonly counts: ImportCounts; readonly ignored: readonly string[] }
  | { readonly kind: 'has-problems'; readonly fileName: string; readonly problems: readonly CsvProblem[] }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: Exclude<FetchedFile['kind'], 'file'>; readonly fileName: string | null };

/** Files of the phone book from and to people, in their direct messages with the app. Throws RateLimited or Unavailable. */
export interface BookPost {
  /** @param mostBytes a larger file is not fetched. */
  fetchFile(fileId: string, mostBytes: number): Promise<FetchedFile>;
  tellImport(teamId: string, userId: string, outcome: ImportOutcome): Promise<void>;
  /** @param csv the text of the file. */
  sendBook(teamId: string, userId: string, csv: string, contacts: number): Promise<void>;
  /** Sends somebody a file of what was talked and what it cost. */
  sendLedger(teamId: string, userId: string, file: LedgerFile): Promise<void>;
  /** Tells somebody who asked for the file that it is not theirs to have, and whose. */
  tellWhoMay(teamId: string, userId: string): Promise<void>;
}

/** Reads contacts out of a file without holding up anything else: ten thousand lines take seconds. */
export type ReadContactsApart = (text: string, rules: CsvRules) => Promise<ReadContacts>;
