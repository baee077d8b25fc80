import type { Outbox, Upkeep } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** How much is looked at in one go: what is left over is found by the next sweep. */
const MOST = 1_000;
const ERASED_AT_ONCE = 5_000;

/** Upkeep of the tables. */
export function createUpkeep(prisma: PrismaClient, outbox: Outbox): Upkeep {
  return {
    enqueueForgotten: async (before) => {
      const since = new Date(before);
      const [open, unapplied, unposted] = await Promise.all([
        prisma.conference.findMany({ where: { settled: false, requestedAt: { lt: since } }, select: { id: true }, orderBy: { requestedAt: 'asc' }, take: MOST }),
        prisma.callback.findMany({ where: { appliedAt: null, problem: null, receivedAt: { lt: since } }, select: { conferenceId: true }, distinct: ['conferenceId'], take: MOST }),
        prisma.threadLine.findMany({ where: { postedTs: null, conference: { cardLost: null } }, select: { conferenceId: true }, distinct: ['conferenceId'], take: MOST }),
      ]);
      await outbox.catchUp({
        reconcile: open.map(({ id }) => id),
        applyCallbacks: unapplied.map(({ conferenceId }) => conferenceId),
        publish: unposted.map(({ conferenceId }) => conferenceId),
      });
    },

    eraseCallbacks: async (before) => {
      // A batch at a time, so that no statement holds the table for long.
      for (let erased = ERASED_AT_ONCE; erased === ERASED_AT_ONCE;) {
        erased = await prisma.$executeRaw`DELETE FROM callback WHERE id IN (SELECT id FROM callback WHERE received_at < ${new Date(before)} ORDER BY id LIMIT ${ERASED_AT_ONCE})`;
      }
    },
  };
}
