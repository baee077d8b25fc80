import type { Pace } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** Turns over all processes: a row a key says when the next may be taken. */
export function createPace(prisma: PrismaClient, now: () => number): Pace {
  return {
    take: async (key, gapMs, burst = 1) => {
      const at = new Date(now());
      // Turns may be taken ahead of their time, so many that those of a burst are all taken at once.
      const ahead = gapMs * (burst - 1);
      const latest = new Date(at.getTime() + ahead);
      const next = new Date(at.getTime() + gapMs);
      const taken = await prisma.$executeRaw`
        INSERT INTO rate_slot (key, next_at) VALUES (${key}, ${next})
        ON CONFLICT (key) DO UPDATE SET next_at = greatest(rate_slot.next_at, ${at}) + make_interval(secs => ${gapMs}::float8 / 1000) WHERE rate_slot.next_at <= ${latest}`;
      if (taken === 1) return 0;
      const row = await prisma.rateSlot.findUnique({ where: { key } });
      return Math.max(1, (row?.nextAt.getTime() ?? 0) - ahead - at.getTime());
    },
  };
}
