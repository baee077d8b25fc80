import { setImmediate } from 'node:timers/promises';
import type { Database } from '../persistence/database.ts';
import { DEAD_JOBS } from './boss.ts';

export interface Drain {
  /** Told by the workers that a job settled. */
  readonly onSettled: () => void;
  readonly drain: () => Promise<boolean>;
}

/** Kinds of jobs of which one could run at this moment, or does. Not those left to later, and not the dead. */
const BUSY = `SELECT DISTINCT name FROM pgboss.job
  WHERE name <> '${DEAD_JOBS}' AND name NOT LIKE '\\_\\_pgboss%' AND (state = 'active' OR (state < 'active' AND start_after <= $1::timestamptz))`;

/**
 * Waits for quiet, for tests and for a stop: asks the database, nudges the workers of what there is to do, and looks again when one of them is
 * done. Only those: a nudge makes a worker look for jobs, and that is what costs most.
 */
export function createDrain({ prisma }: Database, now: () => number, wake: (name: string) => void): Drain {
  let settled = 0;
  return {
    onSettled: () => {
      settled += 1;
    },
    drain: async () => {
      let waited = false;
      for (;;) {
        const busy = await prisma.$queryRawUnsafe<{ name: string }[]>(BUSY, new Date(now()).toISOString());
        if (busy.length === 0) return waited;
        waited = true;
        for (const { name } of busy) wake(name);
        const before = settled;
        for (let turns = 0; turns < 20 && settled === before; turns += 1) await setImmediate();
      }
    },
  };
}
