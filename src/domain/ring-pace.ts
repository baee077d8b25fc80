/** At most `count` calls to one number within any `within` milliseconds. */
interface Pace {
  readonly count: number;
  readonly within: number;
}

const MINUTE = 60_000;
/**
 * Over all conferences. Carriers take a caller for spam and block it for 16 calls an hour to one number (facts of GoAlert, which keeps
 * such limits for the same reason): ours are well below.
 */
const PER_NUMBER: readonly Pace[] = [{ count: 1, within: MINUTE }, { count: 3, within: 15 * MINUTE }, { count: 7, within: 60 * MINUTE }];

/** How far back rings have to be known. */
export const RINGS_REMEMBERED_MS = 60 * MINUTE;

/**
 * When a number may be rung again.
 * @param rungAt when it was rung of late, epoch milliseconds in any order.
 * @returns epoch milliseconds, `now` or earlier when it may be rung now.
 */
export function mayRingAt(rungAt: readonly number[]): number {
  const latestFirst = rungAt.toSorted((one, other) => other - one);
  return Math.max(0, ...PER_NUMBER.map(({ count, within }) => (latestFirst[count - 1] ?? -within) + within));
}
