import type { RecentRings } from '../conference/ports.ts';
import { mayRingAt, RINGS_REMEMBERED_MS } from '../domain/ring-pace.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** Recent rings in the database: a row a call, without the number. */
export function createRecentRings(prisma: PrismaClient, cipher: Cipher, now: () => number): RecentRings {
  return {
    ring: async ({ e164, extension }, callId) => {
      const at = now();
      const phone = extension === null ? e164 : `${e164};${extension}`;
      const rows = await prisma.recentRing.findMany({
        where: { numberHash: { in: [...cipher.hashes(phone)] }, rungAt: { gt: new Date(at - RINGS_REMEMBERED_MS) } }, select: { callId: true, rungAt: true },
      });
      if (rows.some((row) => row.callId === callId)) return null;
      const notBefore = mayRingAt(rows.map(({ rungAt }) => rungAt.getTime()));
      if (notBefore > at) return notBefore;
      await prisma.recentRing.create({ data: { callId, numberHash: cipher.hash(phone), rungAt: new Date(at) }, select: { callId: true } });
      return null;
    },
    takeBack: async (callId) => {
      await prisma.recentRing.deleteMany({ where: { callId } });
    },
  };
}

/** Any number at any time (`RING_PACE=off`). */
export const unlimitedRings: RecentRings = { ring: async () => null, takeBack: async () => undefined };
