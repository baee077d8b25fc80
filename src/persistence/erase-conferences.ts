import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { TRANSACTION } from './conference-store.ts';
import { BEGAN, CHANNEL, legsOf } from './ledger-sql.ts';

/** A few at a time, so that no transaction holds up what goes on beside it. */
const ERASED_AT_ONCE = 200;

/** Over, with nothing left to learn and nothing left to ask. By the index of what is settled, or every sweep would read all of the table. */
export const DUE = `SELECT id FROM conference WHERE settled AND priced AND requested_at < $1::timestamptz AND ended_at < $1::timestamptz
  ORDER BY requested_at LIMIT ${ERASED_AT_ONCE} FOR UPDATE SKIP LOCKED`;

const MEANT = `(SELECT id, team_id, to_char(requested_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, ${CHANNEL} AS channel_id FROM conference WHERE id = ANY($1::text[]) AND ${BEGAN})`;
const LEGS = `(${legsOf(MEANT, 'k.ended_at')})`;

const KEEP_COUNTS = `
INSERT INTO month_cost AS kept (team_id, month, channel_id, currency, conferences, calls, minutes, never_priced)
SELECT m.team_id, m.month, m.channel_id, '', count(*), coalesce(sum(l.calls), 0), coalesce(sum(l.minutes), 0), coalesce(sum(l.never), 0)
FROM ${MEANT} m LEFT JOIN (SELECT id, count(*) AS calls, sum(minutes) AS minutes, count(*) FILTER (WHERE price IS NULL) AS never FROM ${LEGS} s GROUP BY id) l ON l.id = m.id
GROUP BY 1, 2, 3
ON CONFLICT (team_id, month, channel_id, currency) DO UPDATE SET conferences = kept.conferences + excluded.conferences, calls = kept.calls + excluded.calls,
  minutes = kept.minutes + excluded.minutes, never_priced = kept.never_priced + excluded.never_priced`;

const KEEP_AMOUNTS = `
INSERT INTO month_cost AS kept (team_id, month, channel_id, currency, amount)
SELECT team_id, month, channel_id, price_unit, sum(price) FROM ${LEGS} l WHERE price IS NOT NULL GROUP BY 1, 2, 3, 4
ON CONFLICT (team_id, month, channel_id, currency) DO UPDATE SET amount = kept.amount + excluded.amount`;

/**
 * Erases conferences that were over before a time, with their people, calls, callbacks, thread lines and card, and keeps what they come to in
 * sums that are nobody's, in the same transaction. One that goes on, or whose prices are still asked for, is left alone.
 * @param before epoch milliseconds.
 */
export async function eraseConferences(prisma: PrismaClient, before: number): Promise<void> {
  while ((await prisma.$transaction((tx) => eraseSome(tx, before), TRANSACTION)) === ERASED_AT_ONCE);
}

async function eraseSome(tx: Prisma.TransactionClient, before: number): Promise<number> {
  const ids = (await tx.$queryRawUnsafe<{ id: string }[]>(DUE, new Date(before).toISOString())).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.$executeRawUnsafe(KEEP_COUNTS, ids);
  await tx.$executeRawUnsafe(KEEP_AMOUNTS, ids);
  // What refers to a conference goes with it; callbacks do not refer, for those of unknown ones are kept too.
  await tx.$executeRawUnsafe('DELETE FROM callback WHERE conference_id = ANY($1::text[])', ids);
  await tx.$executeRawUnsafe('DELETE FROM conference WHERE id = ANY($1::text[])', ids);
  return ids.length;
}
