import type { Ledger, Outbox, Whose } from '../conference/ports.ts';
import type { CostRow } from '../domain/month-costs.ts';
import type { Money } from '../domain/money.ts';
import { monthRange } from '../domain/month.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { BEGAN, CHANNEL, legsOf, OF_ALL, OF_ONE } from './ledger-sql.ts';
import { loadConferences } from './load-conferences.ts';

/** Conferences loaded at once for a file. */
const LOADED_AT_ONCE = 100;

/**
 * One statement, so that all is of the same moment: read apart, a conference that is just being erased would be counted twice, or not at all. What is
 * erased is nobody's, and shown only to those who see everybody's.
 */
const COSTS = `
WITH meant AS (SELECT id, host_user_id, ${CHANNEL} AS channel_id, priced FROM conference
    WHERE team_id = $1 AND requested_at >= $2::timestamptz AND requested_at < $3::timestamptz AND ($4::text IS NULL OR host_user_id = $4) AND ${BEGAN}),
  legs AS (${legsOf('meant', '$5::timestamptz')}),
  counts AS (SELECT id, count(*) AS calls, sum(minutes) AS minutes, count(*) FILTER (WHERE price IS NULL AND NOT priced) AS pending, count(*) FILTER (WHERE price IS NULL AND priced) AS never FROM legs GROUP BY id),
  amounts AS (SELECT host_user_id, channel_id, json_agg(json_build_object('currency', price_unit, 'millionths', millionths) ORDER BY price_unit) AS known
    FROM (SELECT host_user_id, channel_id, price_unit, (sum(price) * 1000000)::float8 AS millionths FROM legs WHERE price IS NOT NULL GROUP BY 1, 2, 3) s GROUP BY 1, 2)
SELECT m.host_user_id AS "hostUserId", m.channel_id AS "channelId", count(*)::int AS conferences, coalesce(sum(c.calls), 0)::int AS calls, coalesce(sum(c.minutes), 0)::int AS minutes,
  coalesce(sum(c.pending), 0)::int AS pending, coalesce(sum(c.never), 0)::int AS never, coalesce(a.known::text, '[]') AS known
FROM meant m LEFT JOIN counts c ON c.id = m.id LEFT JOIN amounts a ON a.host_user_id = m.host_user_id AND a.channel_id = m.channel_id
GROUP BY m.host_user_id, m.channel_id, a.known::text
UNION ALL
SELECT NULL, channel_id, sum(conferences)::int, sum(calls)::int, sum(minutes)::int, 0, sum(never_priced)::int,
  coalesce(json_agg(json_build_object('currency', currency, 'millionths', (amount * 1000000)::float8) ORDER BY currency) FILTER (WHERE currency <> ''), '[]')::text
FROM month_cost WHERE $4::text IS NULL AND team_id = $1 AND month = $6 GROUP BY channel_id`;

type Read = Omit<CostRow, 'known'> & { readonly known: string };

/** The ledger in the database. */
export function createLedger(prisma: PrismaClient, cipher: Cipher, outbox: Pick<Outbox, 'exportCosts' | 'exportHistory'>): Ledger {
  const load = async (ids: readonly string[]) => {
    const loaded = await loadConferences(prisma, ids, cipher);
    return ids.flatMap((id) => loaded.get(id)?.conference ?? []);
  };
  return {
    costs: async ({ teamId, slackUserId }, month, now) => {
      const { from, to } = monthRange(month);
      const rows = await prisma.$queryRawUnsafe<Read[]>(COSTS, teamId, iso(from), iso(to), slackUserId, iso(now), month);
      return rows.map((row) => ({ ...row, known: JSON.parse(row.known) as Money[] }));
    },

    page: async (whose, { offset, limit }) => {
      const [sql, ...values] = meant(whose);
      const [ids, [count]] = await Promise.all([
        prisma.$queryRawUnsafe<{ id: string }[]>(`SELECT id FROM ${sql} mine ORDER BY requested_at DESC, id LIMIT $3 OFFSET $4`, ...values, limit, offset),
        prisma.$queryRawUnsafe<{ total: number }[]>(`SELECT count(*)::int AS total FROM ${sql} mine`, ...values),
      ]);
      return { conferences: await load(ids.map(({ id }) => id)), total: count?.total ?? 0 };
    },

    async *all(whose) {
      const [sql, ...values] = meant(whose);
      const rows = await prisma.$queryRawUnsafe<{ id: string }[]>(`SELECT id FROM ${sql} mine ORDER BY requested_at DESC, id`, ...values);
      for (let from = 0; from < rows.length; from += LOADED_AT_ONCE) yield load(rows.slice(from, from + LOADED_AT_ONCE).map(({ id }) => id));
    },

    requestCostsFile: (teamId, slackUserId, month) => outbox.exportCosts({ teamId, slackUserId, month }),
    requestHistoryFile: (teamId, slackUserId) => outbox.exportHistory({ teamId, slackUserId }),
  };
}

function meant({ teamId, slackUserId }: Whose): [sql: string, teamId: string, slackUserId: string | null] {
  return [slackUserId === null ? OF_ALL : OF_ONE, teamId, slackUserId];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
