import { setImmediate } from 'node:timers/promises';
import type { Database } from '../persistence/database.ts';
import { DEAD_JOBS } from './boss.ts';

export interface Drain {
  /** Told by the workers that a job settled. */
  readonly onSettled: () => void;
  readonly drain: () => Promise<boolean>;
}

/** Jobs that could run at this moment, or do. Not those left to later, and not the dead. */
const BUSY = `SELECT count(*)::int AS busy FROM pgboss.job
  WHERE name <> '${DEAD_JOBS}' AND name NOT LIKE '\\_\\_pgboss%' AND (state = 'active' OR (state < 'active' AND start_after <= $1::timestamptz))`;

/** Waits for quiet, for tests and for a stop: asks the database, nudges the workers, and looks again when one of them is done. */
export function createDrain({ prisma }: Database, now: () => number, wakeAll: () => void): Drain {
  let settled = 0;
  return {
    onSettled: () => {
      settled += 1;
    },
    drain: async () => {
      let waited = false;
      for (;;) {
        const [row] = await prisma.$queryRawUnsafe<{ busy: number }[]>(BUSY, new Date(now()).toISOString());
        if ((row?.busy ?? 0) === 0) return waited;
        waited = true;
        wakeAll();
        const before = settled;
        for (let turns = 0; turns < 20 && settled === before; turns += 1) await setImmediate();
      }
    },
  };
}
