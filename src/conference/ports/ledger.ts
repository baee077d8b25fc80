import type { Conference } from '../../domain/conference.ts';
import type { CostRow } from '../../domain/month-costs.ts';
import type { Month } from '../../domain/month.ts';

/** Whose conferences are meant: one person's, or everybody's of a workspace. */
export interface Whose {
  readonly teamId: string;
  /** Null: everybody's. */
  readonly slackUserId: string | null;
}

/** What was talked and what it cost, a workspace at a time. */
export interface Ledger {
  /**
   * What the conferences cost that somebody started in a month, a row for each host and channel; with those that are erased by now when
   * everybody's are asked for. @param now until when calls that go on are counted, epoch milliseconds.
   */
  costs(whose: Whose, month: Month, now: number): Promise<readonly CostRow[]>;
  /** The conferences somebody started or was called into, the newest first; `total` counts all of them. */
  page(whose: Whose, part: { readonly offset: number; readonly limit: number }): Promise<{ readonly conferences: readonly Conference[]; readonly total: number }>;
  /** All of them, the newest first, some at a time. */
  all(whose: Whose): AsyncIterable<readonly Conference[]>;
  /** Enqueues making a file for somebody; one that waits absorbs its double. */
  requestCostsFile(teamId: string, slackUserId: string, month: Month): Promise<void>;
  requestHistoryFile(teamId: string, slackUserId: string): Promise<void>;
}

/** A file for one person: of what everybody did, for an admin, or of what they did themselves. `csv`: its text. */
export type LedgerFile =
  | { readonly kind: 'costs'; readonly month: Month; readonly ofAll: boolean; readonly csv: string }
  | { readonly kind: 'history'; readonly conferences: number; readonly ofAll: boolean; readonly csv: string };
