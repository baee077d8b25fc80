import type { Database } from '../persistence/database.ts';
import { DEAD_JOBS } from './boss.ts';

interface Row {
  readonly name: string;
  readonly dead: boolean;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** What could run now, and what failed for good. Jobs that are done are deleted, so there is little to read. */
const STANDING = `
SELECT CASE WHEN name = '${DEAD_JOBS}' THEN coalesce(source_name, 'unknown') ELSE name END AS name, name = '${DEAD_JOBS}' AS dead, count(*)::int AS count,
  (extract(epoch FROM min(start_after)) * 1000)::float8 AS since
FROM pgboss.job WHERE state < 'active' AND start_after <= $1::timestamptz GROUP BY 1, 2`;

/** How the jobs stand over all processes, by kind. @param now epoch milliseconds. */
export async function jobsStanding({ prisma }: Database, now: number) {
  const rows = await prisma.$queryRawUnsafe<Row[]>(STANDING, new Date(now).toISOString());
  return {
    due: new Map(rows.filter(({ dead }) => !dead).map(({ name, count, since }) => [name, { count, since }])),
    dead: new Map(rows.filter(({ dead }) => dead).map(({ name, count }) => [name, count])),
  };
}
