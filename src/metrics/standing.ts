import type { Instruments } from './instruments.ts';

/** How things stand at this moment, over all processes. */
export interface Standing {
  /** Conferences that go on, by state. */
  readonly open: ReadonlyMap<string, number>;
  /** Their people, by state. */
  readonly participants: ReadonlyMap<string, number>;
  readonly callbacks: {
    /** Waiting for their job. */
    readonly waiting: number;
    /** Of the longest-waiting one, epoch milliseconds; null when none waits. */
    readonly oldestAt: number | null;
    /** Kept, and nobody knows what to do with them. */
    readonly unexplained: number;
  };
  /** Jobs that could run now, by kind, and since when the longest-waiting one could, epoch milliseconds. */
  readonly due: ReadonlyMap<string, { readonly count: number; readonly since: number }>;
  /** Jobs that failed for good, by kind. */
  readonly dead: ReadonlyMap<string, number>;
}

/**
 * Writes the gauges.
 * @param standing null when the database did not say: then they are gone, for an old number looks like a true one.
 * @param now epoch milliseconds.
 */
export function showStanding(instruments: Instruments, standing: Standing | null, now: number): void {
  const { open, participants, unapplied, oldestCallback, jobsDue, oldestJob, deadJobs } = instruments;
  for (const gauge of [open, participants, unapplied, oldestCallback, jobsDue, oldestJob, deadJobs]) gauge.reset();
  instruments.databaseUp.set(standing === null ? 0 : 1);
  if (standing === null) return;
  for (const state of instruments.openStates) open.set({ state }, standing.open.get(state) ?? 0);
  for (const state of instruments.presentStates) participants.set({ state }, standing.participants.get(state) ?? 0);
  unapplied.set({ why: 'waiting' }, standing.callbacks.waiting);
  unapplied.set({ why: 'unexplained' }, standing.callbacks.unexplained);
  oldestCallback.set({ why: 'waiting' }, age(standing.callbacks.oldestAt, now));
  for (const kind of instruments.jobKinds) {
    const due = standing.due.get(kind);
    jobsDue.set({ kind }, due?.count ?? 0);
    oldestJob.set({ kind }, age(due?.since ?? null, now));
    deadJobs.set({ kind }, standing.dead.get(kind) ?? 0);
  }
}

function age(since: number | null, now: number): number {
  return since === null ? 0 : Math.max(0, now - since) / 1_000;
}
