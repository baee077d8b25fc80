import type { History } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { BEGAN } from './ledger-sql.ts';
import { loadConferences } from './load-conferences.ts';

/** Those that are not settled are few, and have an index. */
const RUNNING = `
SELECT id, requested_at FROM conference c WHERE NOT settled AND team_id = $1 AND state <> 'ended' AND ${BEGAN}
  AND (host_user_id = $2 OR EXISTS (SELECT 1 FROM participant p WHERE p.conference_id = c.id AND p.slack_user_id = $2))
ORDER BY requested_at DESC, id LIMIT $3`;

/** Each of the two ways by its own index; whoever started one and was in it has it once. */
const OVER = `
SELECT id, requested_at FROM (
  (SELECT id, requested_at FROM conference WHERE team_id = $1 AND host_user_id = $2 AND state = 'ended' AND ${BEGAN} ORDER BY requested_at DESC, id LIMIT $4)
  UNION
  (SELECT c.id, c.requested_at FROM participant p JOIN conference c ON c.id = p.conference_id AND c.team_id = p.team_id
    WHERE p.team_id = $1 AND p.slack_user_id = $2 AND c.state = 'ended' AND ${BEGAN} ORDER BY c.requested_at DESC, c.id LIMIT $4)
) mine ORDER BY requested_at DESC, id LIMIT $4`;

/** One statement, so that one that ends meanwhile is not missed by both. */
const BOTH = `(${RUNNING}) UNION ALL (${OVER})`;

/** What somebody was part of, in the database. */
export function createHistory(prisma: PrismaClient, cipher: Cipher): History {
  return {
    of: async ({ teamId, slackUserId }, { running, over }) => {
      const rows = await prisma.$queryRawUnsafe<{ id: string }[]>(BOTH, teamId, slackUserId, running, over);
      const loaded = await loadConferences(prisma, rows.map(({ id }) => id), cipher);
      const conferences = [...loaded.values()].map(({ conference }) => conference).sort((a, b) => b.requestedAt - a.requestedAt || (a.id < b.id ? -1 : 1));
      // By the state they have now: one of the running may have ended since.
      return { running: conferences.filter(({ state }) => state !== 'ended'), over: conferences.filter(({ state }) => state === 'ended').slice(0, over) };
    },
  };
}
