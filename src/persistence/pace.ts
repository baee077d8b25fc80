import type { Pace } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** Turns over all processes: a row a key says when the next may be taken. */
export function createPace(prisma: PrismaClient, now: () => number): Pace {
  return {
    take: async (key, gapMs) => {
      const at = new Date(now());
      const next = new Date(at.getTime() + gapMs);
      const taken = await prisma.$executeRaw`
        INSERT INTO rate_slot (key, next_at) VALUES (${key}, ${next})
        ON CONFLICT (key) DO UPDATE SET next_at = ${next} WHERE rate_slot.next_at <= ${at}`;
      if (taken === 1) return 0;
      const row = await prisma.rateSlot.findUnique({ where: { key } });
      return Math.max(1, (row?.nextAt.getTime() ?? 0) - at.getTime());
    },
  };
}
