import type { PrismaClient } from '../generated/prisma/client.ts';

interface Counted {
  readonly state: string;
  readonly count: number;
}

interface Waiting {
  readonly waiting: number;
  readonly unexplained: number;
  readonly oldestAt: number | null;
}

const OPEN = `SELECT state, count(*)::int AS count FROM conference WHERE NOT settled GROUP BY state`;
const PEOPLE = `SELECT p.state, count(*)::int AS count FROM conference c JOIN participant p ON p.conference_id = c.id WHERE NOT c.settled AND c.state <> 'ended' GROUP BY p.state`;
const UNAPPLIED = `SELECT count(*) FILTER (WHERE problem IS NULL)::int AS waiting, count(*) FILTER (WHERE problem IS NOT NULL)::int AS unexplained,
  (extract(epoch FROM min(received_at) FILTER (WHERE problem IS NULL)) * 1000)::float8 AS "oldestAt" FROM callback WHERE applied_at IS NULL`;

/** How conferences and callbacks stand, over all processes. Each statement reads by the index of what is open, so that nobody who watches slows anybody down. */
export async function conferencesStanding(prisma: PrismaClient) {
  const [open, people, [callbacks]] = await Promise.all([
    prisma.$queryRawUnsafe<Counted[]>(OPEN), prisma.$queryRawUnsafe<Counted[]>(PEOPLE), prisma.$queryRawUnsafe<Waiting[]>(UNAPPLIED),
  ]);
  return { open: byState(open), participants: byState(people), callbacks: callbacks ?? { waiting: 0, unexplained: 0, oldestAt: null } };
}

function byState(rows: readonly Counted[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ state, count }) => [state, count]));
}
