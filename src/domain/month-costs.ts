import type { Money } from './money.ts';
import { sums } from './money.ts';

/** Whom conferences are counted for. */
export interface CostCounts {
  readonly conferences: number;
  /** Calls somebody answered. */
  readonly calls: number;
  /** On the phone, as the bill counts: each call's own, rounded up. */
  readonly minutes: number;
  /** What Twilio named, a sum for each currency. */
  readonly known: readonly Money[];
  /** Answered calls without a price, for which Twilio is still asked. */
  readonly pending: number;
  /** Answered calls whose price Twilio never named. */
  readonly never: number;
}

/** What the conferences of one host in one channel come to in a month. */
export interface CostRow extends CostCounts {
  /** `ERASED_HOST` for one nobody is to know any more; null for conferences that are erased, of which the sums alone are kept. */
  readonly hostUserId: string | null;
  /** Where they were started: a channel; '' for direct messages, which are as good as a name. */
  readonly channelId: string;
}

export type CostGroup<Key> = CostCounts & { readonly key: Key };

export const NOTHING_COUNTED: CostCounts = { conferences: 0, calls: 0, minutes: 0, known: [], pending: 0, never: 0 };

export function total(rows: readonly CostCounts[]): CostCounts {
  return rows.reduce<CostCounts>((sum, row) => ({
    conferences: sum.conferences + row.conferences, calls: sum.calls + row.calls, minutes: sum.minutes + row.minutes,
    known: sums([...sum.known, ...row.known]), pending: sum.pending + row.pending, never: sum.never + row.never,
  }), NOTHING_COUNTED);
}

export function byHost(rows: readonly CostRow[]): readonly CostGroup<string | null>[] {
  return grouped(rows, ({ hostUserId }) => hostUserId);
}

export function byChannel(rows: readonly CostRow[]): readonly CostGroup<string>[] {
  return grouped(rows, ({ channelId }) => channelId);
}

/** What costs most comes first. Sums of several currencies cannot be compared: an account has one, and the largest of any decides. */
function grouped<Key extends string | null>(rows: readonly CostRow[], keyOf: (row: CostRow) => Key): readonly CostGroup<Key>[] {
  const groups = [...Map.groupBy(rows, keyOf)].map(([key, some]) => ({ key, ...total(some) }));
  return groups.toSorted((a, b) => most(b) - most(a) || b.minutes - a.minutes || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

function most({ known }: CostCounts): number {
  return Math.max(0, ...known.map(({ millionths }) => millionths));
}
