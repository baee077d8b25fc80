import type { PrismaClient } from '../generated/prisma/client.ts';

export interface UnappliedCallbacks {
  /** Why they could not be applied. */
  readonly problem: string;
  readonly count: number;
  readonly since: Date;
}

/** Callbacks that are kept and that nobody could apply, by reason, for an operator. */
export async function unappliedCallbacks(prisma: PrismaClient): Promise<readonly UnappliedCallbacks[]> {
  const groups = await prisma.callback.groupBy({ by: ['problem'], where: { appliedAt: null, problem: { not: null } }, _count: true, _min: { receivedAt: true } });
  return groups.map(({ problem, _count, _min }) => ({ problem: problem ?? '', count: _count, since: _min.receivedAt ?? new Date(0) }));
}
