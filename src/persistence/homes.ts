import type { Homes, OfPerson, Outbox } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** By the ids of who is in the conference, not through all who look: of those there may be many more. */
const THOSE_WHO_LOOK = `
SELECT h.team_id AS "teamId", h.slack_user_id AS "slackUserId" FROM home_view h JOIN (
  SELECT team_id, host_user_id AS user_id FROM conference WHERE id = $1
  UNION SELECT team_id, slack_user_id FROM participant WHERE conference_id = $1 AND slack_user_id IS NOT NULL
) p ON h.team_id = p.team_id AND h.slack_user_id = p.user_id
WHERE h.opened_at > $2::timestamptz ORDER BY 1, 2`;

/** Who looks at their Home, in the database. */
export function createHomes(prisma: PrismaClient, outbox: Outbox): Homes {
  return {
    opened: async (person, at, isBlank) => {
      const opened = { openedAt: new Date(at), ...(isBlank ? { hash: null } : {}) };
      await prisma.homeView.upsert({ where: { teamId_slackUserId: only(person) }, create: { ...only(person), ...opened }, update: opened });
    },

    shown: async (person) => (await prisma.homeView.findUnique({ where: { teamId_slackUserId: only(person) }, select: { hash: true } }))?.hash,

    // Whoever sent the very same meanwhile, as for an opening Slack told of twice, took nothing away.
    replaceShown: async (person, before, hash) => {
      const { count } = await prisma.homeView.updateMany({ where: { ...only(person), OR: [{ hash: before }, { hash }] }, data: { hash } });
      if (count === 0) await prisma.homeView.updateMany({ where: only(person), data: { hash: null } });
      return count === 1;
    },

    forget: async (person) => {
      await prisma.homeView.deleteMany({ where: only(person) });
    },

    refresh: async (person, since) => {
      const looks = await prisma.homeView.findFirst({ where: { ...only(person), openedAt: { gt: new Date(since) } }, select: { teamId: true } });
      if (looks !== null) await outbox.publishHomes([only(person)]);
    },

    refreshThoseShowing: async (conferenceId, since) => {
      // Waits for the change that asked for it, as `loadSettled` does: of somebody who is only being added nothing would be found.
      await prisma.$queryRawUnsafe('SELECT 1 FROM conference WHERE id = $1 FOR SHARE', conferenceId);
      const people = await prisma.$queryRawUnsafe<OfPerson[]>(THOSE_WHO_LOOK, conferenceId, new Date(since).toISOString());
      if (people.length > 0) await outbox.publishHomes(people);
    },
  };
}

/** Nothing but the key, whatever else the caller's object carries. */
function only({ teamId, slackUserId }: OfPerson): OfPerson {
  return { teamId, slackUserId };
}
