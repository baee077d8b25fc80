import type { TransactionSql } from '../conference/ports.ts';

/**
 * Reserves the next `count` slots of a paced activity, over all processes: one row a key, moved on in the caller's transaction.
 * @param key what is paced, for example one Twilio account's calls.
 * @param gapMs milliseconds between two slots.
 * @param now the earliest the first may be, epoch milliseconds.
 * @returns the first slot, epoch milliseconds; the others follow `gapMs` apart.
 */
export async function reserveSlots(transaction: TransactionSql, key: string, gapMs: number, count: number, now: number): Promise<number> {
  const rows = await transaction.$queryRawUnsafe<{ last: Date }[]>(
    `INSERT INTO rate_slot (key, next_at) VALUES ($1, $2::timestamptz + make_interval(secs => $3::float8 * ($4::int - 1) / 1000))
     ON CONFLICT (key) DO UPDATE SET next_at =
       greatest(rate_slot.next_at + make_interval(secs => $3::float8 / 1000), $2::timestamptz) + make_interval(secs => $3::float8 * ($4::int - 1) / 1000)
     RETURNING next_at AS last`,
    key, new Date(now).toISOString(), gapMs, count,
  );
  const last = rows[0]?.last.getTime() ?? now;
  return last - gapMs * (count - 1);
}
