import { expect, test } from 'vitest';
import type { OfDial } from '../../src/jobs/definitions.ts';
import { placeCallJob } from '../../src/jobs/definitions.ts';
import type { OutboxWithDials } from '../../src/jobs/outbox.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import type { Enqueue, Queue } from '../../src/jobs/queue.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { databaseKind, freshDatabase } from '../support/databases.ts';

/**
 * The queue hands out a job when the database's clock has come to its time, and the app looks at its own. With a database that is some seconds behind
 * every job is late by as much; whoever is late takes a new turn, which was late too, and nobody but the first was ever rung.
 */
const PEOPLE = 10;
const BEGAN = Date.parse('2030-01-07T18:00:00Z');

/** Jobs in the order of their times; only those of calls are here. */
class Waiting implements Queue {
  readonly dials: { readonly payload: OfDial; readonly at: number }[] = [];

  async add<Payload>(job: { readonly name: string }, jobs: readonly Enqueue<Payload>[]): Promise<void> {
    if (job.name !== placeCallJob.name) return;
    this.dials.push(...jobs.map(({ payload, at = 0 }) => ({ payload: placeCallJob.payload.parse(payload), at })));
    this.dials.sort((one, other) => one.at - other.at);
  }
}

/** @returns when each call was placed, by the app's clock. */
async function placed(waiting: Waiting, outbox: OutboxWithDials, turnTo: (databaseTime: number) => number): Promise<number[]> {
  const times: number[] = [];
  for (let handedOut = 0; handedOut < 10 * PEOPLE; handedOut += 1) {
    const next = waiting.dials.shift();
    if (next === undefined) break;
    const now = turnTo(next.at);
    if (outbox.isLate(next.payload)) await outbox.dialLater(next.payload);
    else times.push(now);
  }
  return times;
}

for (const behindMs of [0, 2_000, 4_000, 60_000]) {
  test(`With a database whose clock is ${behindMs / 1_000} s behind, everybody is rung, one a second [${databaseKind}]`, async () => {
    const stored = await freshDatabase();
    const database = await openDatabase(stored.location);
    try {
      const waiting = new Waiting();
      let now = BEGAN;
      const outbox = createOutbox(waiting, database.prisma, () => now, { callsPerSecond: 1, maxConferenceMs: 3_600_000, aloneMs: 0, nativeCalls: false });
      const effects = Array.from({ length: PEOPLE }, (_, index) => ({ effect: 'ring' as const, callId: `call-${index}` }));
      await outbox.enqueue(database.prisma, [{ conferenceId: 'one', effects }]);
      const times = await placed(waiting, outbox, (databaseTime) => {
        now = Math.max(now, databaseTime + behindMs);
        return now;
      });
      expect(times).toHaveLength(PEOPLE);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    } finally {
      await database.close();
      await stored.drop();
    }
  });
}
