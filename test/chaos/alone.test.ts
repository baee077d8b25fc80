import { setTimeout as passes } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/conference/clock.ts';
import { publishJob } from '../../src/jobs/definitions.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { CapturedLog } from '../support/captured-log.ts';
import { databaseKind, freshDatabase } from '../support/databases.ts';

/**
 * Found by chaos: while Slack took more than a second to answer, the next publish began beside the first. Both found no card and posted
 * one, and each rewrote its own: one of the two said "about to be rung" for ever.
 */
test(`While one publish of a conference runs, the next waits; another conference's does not [${databaseKind}]`, async () => {
  const stored = await freshDatabase();
  const database = await openDatabase(stored.location);
  const jobs = await openJobs(database, systemClock, new CapturedLog(), { pollSeconds: 0.5 });
  const running = new Map<string, number>();
  const began: string[] = [];
  let most = 0;
  // Until then the first one runs: that the other conference was taken past the one that waits for it is what is shown.
  const c2Began = Promise.withResolvers<void>();
  const run = async ({ conferenceId }: { readonly conferenceId: string }): Promise<void> => {
    const beside = (running.get(conferenceId) ?? 0) + 1;
    running.set(conferenceId, beside);
    began.push(conferenceId);
    if (conferenceId === 'c2') c2Began.resolve();
    most = Math.max(most, beside);
    if (began.length === 1) await c2Began.promise;
    running.set(conferenceId, (running.get(conferenceId) ?? 0) - 1);
  };
  try {
    await jobs.work({ ofConference: [{ job: publishJob, run }], ofPerson: [], ofMonth: [], ofDial: [], ofCall: [], ofProofDial: [], ofProof: [], ofImport: [], ofErasure: [], ofControl: [], ofAnnouncement: [], ofNothing: [] });
    const add = (conferenceId: string): Promise<void> => jobs.queue.add(publishJob, [{ payload: { conferenceId } }]);
    await add('c1');
    await until(() => began.length === 1);
    await add('c1');
    await add('c2');
    await until(() => began.length === 3);
    expect(began).toEqual(['c1', 'c2', 'c1']);
    expect(most).toBe(1);
  } finally {
    await jobs.stop(5_000);
    await database.close();
    await stored.drop();
  }
}, 240_000);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds();) {
    if (Date.now() > end) throw new Error('It did not come to this.');
    await passes(20);
  }
}
