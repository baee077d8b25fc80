import type { Outbox, Upkeep } from '../conference/ports.ts';
import { eraseConferences } from './erase-conferences.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** How much is looked at in one go: what is left over is found by the next sweep. */
const MOST = 1_000;
const ERASED_AT_ONCE = 5_000;

interface OfConference {
  readonly conferenceId: string;
}

/** Upkeep of the tables. */
export function createUpkeep(prisma: PrismaClient, outbox: Outbox): Upkeep {
  return {
    enqueueForgotten: async (before) => {
      const since = new Date(before);
      const [open, unapplied, unposted, unpriced] = await Promise.all([
        prisma.conference.findMany({ where: { settled: false, requestedAt: { lt: since } }, select: { id: true, aloneSince: true, peopleKnownAt: true }, orderBy: { requestedAt: 'asc' }, take: MOST }),
        // In SQL: Prisma would fetch every row to find the distinct ones, and after an outage there are many.
        prisma.$queryRaw<OfConference[]>`SELECT DISTINCT conference_id AS "conferenceId" FROM callback WHERE applied_at IS NULL AND problem IS NULL AND received_at < ${since} LIMIT ${MOST}`,
        prisma.$queryRaw<OfConference[]>`SELECT DISTINCT conference_id AS "conferenceId" FROM thread_line l JOIN conference c ON c.id = l.conference_id
          WHERE l.posted_ts IS NULL AND c.card_lost IS NULL LIMIT ${MOST}`,
        prisma.conference.findMany({ where: { settled: true, priced: false, endedAt: { lt: since } }, select: { id: true }, orderBy: { endedAt: 'asc' }, take: MOST }),
      ]);
      await outbox.catchUp({
        reconcile: open.map(({ id }) => id),
        endAtLimit: open.flatMap(({ id, peopleKnownAt }) => (peopleKnownAt === null ? [] : [id])),
        endWhenAlone: open.flatMap(({ id, aloneSince }) => (aloneSince === null ? [] : [id])),
        applyCallbacks: unapplied.map(({ conferenceId }) => conferenceId),
        publish: unposted.map(({ conferenceId }) => conferenceId),
        priceCalls: unpriced.map(({ id }) => id),
      });
    },

    eraseCallbacks: async (before) => {
      const at = new Date(before);
      // A batch at a time, so that no statement holds the table for long; by the index of what is applied, or every sweep would read all of it.
      for (let erased = ERASED_AT_ONCE; erased === ERASED_AT_ONCE;) {
        erased = await prisma.$executeRaw`DELETE FROM callback WHERE id IN (
          SELECT id FROM callback WHERE applied_at < ${at} OR (applied_at IS NULL AND received_at < ${at}) LIMIT ${ERASED_AT_ONCE})`;
      }
    },

    eraseConferences: (before) => eraseConferences(prisma, before),

    eraseRecentRings: async (before) => {
      await prisma.recentRing.deleteMany({ where: { rungAt: { lt: new Date(before) } } });
    },

    eraseDialTurns: async (before) => {
      await prisma.dialTurn.deleteMany({ where: { takenAt: { lt: new Date(before) } } });
    },

    erasePaces: async (before) => {
      await prisma.rateSlot.deleteMany({ where: { nextAt: { lt: new Date(before) } } });
    },
  };
}
