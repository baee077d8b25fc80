import type { Month } from '../../domain/month.ts';
import type { Effect } from '../../domain/effects.ts';
import type { Subject } from './erasure.ts';
import type { OfPerson } from './homes.ts';

/** Enqueues what has to be done, inside the caller's transaction. */
export interface Outbox {
  enqueue(transaction: TransactionSql, changes: readonly ChangeEffects[]): Promise<void>;
  /**
   * Enqueues the application of kept callbacks, one job a conference. Outside of any transaction, after they are committed: a job that
   * waits already would otherwise be taken for theirs, run before they can be seen, and leave them lying.
   */
  applyCallbacks(conferenceIds: readonly string[]): Promise<void>;
  /** Enqueues jobs that were forgotten; one that waits absorbs its double. */
  catchUp(forgotten: Forgotten): Promise<void>;
  /** Enqueues bringing Slack up to date with conferences; one that waits absorbs its double. */
  publish(conferenceIds: readonly string[]): Promise<void>;
  /** Enqueues writing the Homes of these people anew, one after the other. */
  publishHomes(people: readonly OfPerson[]): Promise<void>;
  /** Enqueues finding the people of a new conference. */
  resolvePeople(transaction: TransactionSql, conferenceId: string): Promise<void>;
  /** Enqueues bringing the card in line with what the transaction stores beside the conference; its row has to be locked, so that the job sees it. */
  publishWithin(transaction: TransactionSql, conferenceId: string): Promise<void>;
  /** Enqueues the call of a proof, in its turn at Twilio's calls per second. @param notBefore epoch milliseconds. */
  callWithCode(transaction: TransactionSql, proofId: string, notBefore?: number): Promise<void>;
  /** Enqueues erasing somebody; one that waits for them already is enough. @param at epoch milliseconds; at once when absent. */
  erasePerson(erasure: { readonly teamId: string; readonly subject: Subject }, at?: number, transaction?: TransactionSql): Promise<void>;
  /** Enqueues telling somebody why they are not called with a code. */
  tellProofRefused(transaction: TransactionSql, proofId: string): Promise<void>;
  /** Enqueues importing a file into the phone book. */
  importContacts(transaction: TransactionSql, ofImport: { readonly teamId: string; readonly importId: string }): Promise<void>;
  /** Enqueues making a file of the phone book for somebody; one that waits absorbs its double. */
  exportContacts(ofExport: { readonly teamId: string; readonly slackUserId: string }): Promise<void>;
  /** The same for a file of a month's costs, and of past conferences. */
  exportCosts(ofExport: OfPerson & { readonly month: Month }): Promise<void>;
  exportHistory(ofExport: OfPerson): Promise<void>;
}

/** What has to be done because one conference changed. */
export interface ChangeEffects {
  readonly conferenceId: string;
  readonly effects: readonly Effect[];
}

/** Conferences by what of them was forgotten. */
export interface Forgotten {
  readonly reconcile: readonly string[];
  readonly endAtLimit: readonly string[];
  readonly endWhenAlone: readonly string[];
  readonly applyCallbacks: readonly string[];
  readonly publish: readonly string[];
  readonly priceCalls: readonly string[];
}

/** Raw SQL inside a transaction, as Prisma's transaction client offers it. */
export interface TransactionSql {
  $queryRawUnsafe<Rows = unknown>(sql: string, ...values: unknown[]): Promise<Rows>;
}
