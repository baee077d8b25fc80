/** That everybody was told when it ends; the next end, once somebody extended it, has a warning of its own. */
export interface LimitWarning {
  /** Epoch milliseconds. */
  readonly endsAt: number;
  /** When it was given. */
  readonly at: number;
  /** By how much it can be extended, in milliseconds; 0 when it cannot. */
  readonly extendMs: number;
  /** When somebody extended it, epoch milliseconds; null as long as it ends then. */
  readonly extendedAt: number | null;
}

/** The warning that holds; null when nobody was told of the end yet, or it was extended since. */
export function standingWarning({ limitWarning }: { readonly limitWarning: LimitWarning | null }): LimitWarning | null {
  return limitWarning === null || limitWarning.extendedAt !== null ? null : limitWarning;
}
