import type { Held } from './quiet-hours.ts';

/** Why somebody was held back, and what was decided about them; it stays as it is from then on. */
export type HeldPerson = Held & { readonly decided: HeldDecision | null };

export type HeldDecision = {
  readonly decision: 'ring' | 'leave-out';
  /** The Slack user who said so: the host, or they themselves; null when nobody did in time. */
  readonly by: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
};
