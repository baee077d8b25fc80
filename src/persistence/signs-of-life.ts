import type { Heard, Log, SignsOfLife } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** Good enough to tell "just now" from "never". */
const NOTE_EVERY_MS = 60_000;

/** Keeps the last time of each in a row of its own. @param now the time, epoch milliseconds. */
export function createSignsOfLife(prisma: PrismaClient, now: () => number, log: Log): SignsOfLife {
  const notedAt = new Map<Heard, number>();
  const notes = new Set<Promise<void>>();
  const note = async (what: Heard, at: Date): Promise<void> => {
    try {
      await prisma.$executeRaw`INSERT INTO heard (what, at) VALUES (${what}, ${at}) ON CONFLICT (what) DO UPDATE SET at = greatest(heard.at, ${at})`;
    } catch (error) {
      notedAt.delete(what);
      log.info({ what, error }, 'When something was last heard could not be noted; the next time will be');
    }
  };
  return {
    heard: (what) => {
      if (now() - (notedAt.get(what) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY_MS) return;
      notedAt.set(what, now());
      const kept = note(what, new Date(now())).finally(() => notes.delete(kept));
      notes.add(kept);
    },
    rest: async () => {
      while (notes.size > 0) await Promise.all(notes);
    },
  };
}
