import type { CsvContact } from '../../domain/contact-csv.ts';

/** What an import did to the phone book. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly newGroups: number;
}

/** A file somebody gave to be imported. */
export interface BookImport {
  readonly id: string;
  readonly teamId: string;
  readonly slackUserId: string;
  /** Slack's id of it. */
  readonly fileId: string;
}

export interface FoundImport extends BookImport {
  /** Null as long as nothing of it was imported. */
  readonly counts: ImportCounts | null;
  /** Whether the person read what came of it. */
  readonly isTold: boolean;
}

/** Whole phone books, in and out. */
export interface BookFiles {
  /** Keeps a wish to import, with its job; the same id a second time does nothing. */
  requestImport(wish: BookImport): Promise<void>;
  findImport(teamId: string, importId: string): Promise<FoundImport | null>;
  /**
   * Imports all of them or, when it throws, none; the same import a second time does nothing. Each is matched by Slack user, else by number and
   * extension, else new. What is empty stays as it is, and nobody is taken out of a group; groups that are missing are made.
   */
  importContacts(teamId: string, importId: string, contacts: readonly CsvContact[]): Promise<ImportCounts>;
  markTold(teamId: string, importId: string): Promise<void>;
  /** Everybody in the phone book, in the order of the alphabet. */
  allContacts(teamId: string): Promise<readonly CsvContact[]>;
  /** Enqueues making a file of the phone book for somebody; one that waits absorbs its double. */
  requestExport(teamId: string, slackUserId: string): Promise<void>;
}
