/** What is to be known of the database, read and never written. Times are epoch milliseconds. */
export interface DatabaseInspection {
  /** As the server says it: `15.18`. */
  version(): Promise<string>;
  migrations(): Promise<MigrationState>;
  /** Other connections to it, by the name and address they gave. */
  neighbours(): Promise<readonly Neighbour[]>;
  /** With which keys what is stored is encrypted: key ids, `p0` for what is readable, `a1` for what is of a time without ids. */
  keysInUse(): Promise<readonly string[]>;
  queue(now: number): Promise<QueueState>;
  deadJobs(): Promise<readonly { readonly kind: string; readonly count: number }[]>;
  callbacks(): Promise<CallbackState>;
  /** The Slack workspaces conferences are of, the one of the newest first. */
  teams(): Promise<readonly string[]>;
  /** When something was last heard of a provider; null when never. */
  heard(): Promise<{ readonly command: number | null; readonly event: number | null; readonly refused: number | null }>;
}

export interface MigrationState {
  readonly applied: number;
  readonly pending: readonly string[];
  /** Changed since they were applied. */
  readonly edited: readonly string[];
  /** Applied by a newer version. */
  readonly unknown: readonly string[];
}

export interface Neighbour {
  readonly name: string;
  readonly address: string;
  readonly connections: number;
}

export interface QueueState {
  /** Jobs that could run now. */
  readonly due: number;
  readonly oldestDue: number | null;
  readonly running: number;
  /** Those whose time has not come. */
  readonly later: number;
}

export interface CallbackState {
  /** Not applied yet, and nothing known against it. */
  readonly waiting: number;
  readonly oldestWaiting: number | null;
  /** Kept and not applicable, by reason. */
  readonly problems: readonly { readonly problem: string; readonly count: number }[];
}

/** The database, or why nobody can look at it. */
export type DatabaseLook =
  | { readonly kind: 'open'; readonly inspection: DatabaseInspection }
  /** The embedded database is held by the running app. */
  | { readonly kind: 'in-use' }
  /** The embedded database has not been made yet. */
  | { readonly kind: 'not-made' }
  /** The setting cannot be read. */
  | { readonly kind: 'unset' }
  /** @see `code` of the driver or of Postgres: ECONNREFUSED, 28P01, 3D000. */
  | { readonly kind: 'away'; readonly code: string; readonly why: string };
