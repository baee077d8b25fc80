import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NotYet, RateLimited } from '../../src/conference/errors.ts';
import { ALL_JOBS, askHostJob, publishJob, sweepJob } from '../../src/jobs/definitions.ts';
import type { Jobs } from '../../src/jobs/jobs.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import type { Database } from '../../src/persistence/database.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { CapturedLog } from '../support/captured-log.ts';
import type { TestDatabase } from '../support/databases.ts';
import { databaseKind, freshDatabase } from '../support/databases.ts';
import { WorldClock } from '../support/world-clock.ts';

/** The queue by itself: what becomes of a job that fails, waits, or is asked for twice. */
const START = Date.parse('2030-01-07T18:00:00Z');
const OF_C1 = { payload: { conferenceId: 'c1' } };

vi.setConfig({ testTimeout: 240_000 });

let stored: TestDatabase;
let database: Database;
let clock: WorldClock;
let log: CapturedLog;
let jobs: Jobs;
/** When each job ran, in milliseconds since the start, with the conference it was of. */
let ran: (readonly [number, string])[];
/** What each run does; the last one stays. */
let runs: (() => void)[];

async function run({ conferenceId }: { readonly conferenceId: string }): Promise<void> {
  ran.push([clock.now() - START, conferenceId]);
  const [next] = runs.length > 1 ? runs.splice(0, 1) : runs;
  next?.();
}

beforeEach(async () => {
  stored = await freshDatabase();
  clock = new WorldClock(START);
  log = new CapturedLog();
  ran = [];
  runs = [];
  database = await openDatabase(stored.location);
  jobs = await openJobs(database, clock, log, { pollSeconds: 30 });
  await jobs.work({
    ofConference: [{ job: askHostJob, run }, { job: publishJob, run }], ofPerson: [], ofDial: [], ofCall: [], ofProofDial: [], ofProof: [], ofImport: [], ofErasure: [], ofControl: [], ofAnnouncement: [], ofMonth: [],
    ofNothing: [{ job: sweepJob, run: async () => undefined }],
  });
}, 240_000);
afterEach(async () => {
  await jobs.stop(0);
  await database.close();
  await stored.drop();
});

async function passes(ms: number): Promise<void> {
  const limit = clock.now() + ms;
  do while (await jobs.drain());
  while (await clock.step(limit));
  while (await jobs.drain());
}

const fails = (): void => {
  throw new Error('out of order');
};
const times = (): number[] => ran.map(([at]) => at);

describe(`on ${databaseKind}`, () => {
  test('a job that fails is tried again after each delay of its table, then kept among the dead with the reason', async () => {
    runs = [fails];
    await jobs.queue.add(askHostJob, [OF_C1]);
    await passes(20 * 60_000);
    const waits = times().slice(1).map((at, index) => at - (times()[index] ?? 0));
    expect(waits).toEqual([...askHostJob.retryDelays]);
    expect(await jobs.dead.list()).toMatchObject([{ name: 'ask-host', payload: { conferenceId: 'c1' }, why: 'out of order', matters: 'The host was not asked about people for whom it is night; they are not rung.' }]);
    const told = log.lines.filter(({ message }) => message.startsWith('The job failed'));
    expect(told.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      ...askHostJob.retryDelays.map((delay) => `warn: The job failed and is tried again in ${delay / 1_000} s`),
      'error: The job failed for good; it is kept among the dead jobs',
    ]);
  });

  test('a wait that was asked for is kept to the second and uses up no try', async () => {
    const waits = Array.from({ length: askHostJob.retryDelays.length + 3 }, () => () => {
      throw new RateLimited('Slack: chat.postMessage', 7_000);
    });
    runs = [...waits, fails, () => undefined];
    await jobs.queue.add(askHostJob, [OF_C1]);
    await passes(10 * 60_000);
    expect(times()).toEqual([...waits, 0].map((_wait, index) => index * 7_000).concat(waits.length * 7_000 + (askHostJob.retryDelays[0] ?? 0)));
    expect(await jobs.dead.list()).toEqual([]);
  });

  test('a job that cannot be put back for its next try is alone in that: those taken with it, which are done, do not run again', async () => {
    const never = (): void => {
      // No date is so far away.
      throw new NotYet('The card is not posted yet', Number.POSITIVE_INFINITY);
    };
    runs = [never, () => undefined];
    await jobs.queue.add(askHostJob, ['c1', 'c2', 'c3'].map((conferenceId) => ({ payload: { conferenceId } })));
    await passes(120_000);
    const ids = ran.map(([, id]) => id);
    expect({ runs: ids.length, ofTheFirst: ids.filter((id) => id === ids[0]).length, jobs: new Set(ids).size }).toEqual({ runs: 4, ofTheFirst: 2, jobs: 3 });
    expect(log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual(['error: The job failed and could not be put back for its next try; it runs again all the same']);
    expect(await jobs.dead.list()).toEqual([]);
  });

  test('jobs that are done and cannot be deleted are done all the same: none of them runs again', async () => {
    await stored.query(`CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing is deleted just now'; END $$`);
    await stored.query('CREATE TRIGGER keep BEFORE DELETE ON pgboss.job FOR EACH ROW EXECUTE FUNCTION keep()');
    await jobs.queue.add(askHostJob, ['c1', 'c2', 'c3'].map((conferenceId) => ({ payload: { conferenceId } })));
    await passes(120_000);
    expect(ran.map(([, id]) => id).toSorted()).toEqual(['c1', 'c2', 'c3']);
    expect(new Set(log.lines.map(({ level, message }) => `${level}: ${message}`))).toEqual(new Set(['info: Jobs that are done could not be deleted']));
    expect(await jobs.dead.list()).toEqual([]);
    await stored.query('DROP TRIGGER keep ON pgboss.job');
  });

  test('what is not known yet is looked at again when it said, and uses up no try', async () => {
    const notYet = (): void => {
      throw new NotYet('The card is not posted yet', 3_000);
    };
    runs = [notYet, notYet, () => undefined];
    await jobs.queue.add(askHostJob, [OF_C1]);
    await passes(60_000);
    expect(times()).toEqual([0, 3_000, 6_000]);
    expect(log.unexpected).toEqual([]);
  });

  test('a payload of another shape, from another version perhaps, dies in the open and stops nothing', async () => {
    await jobs.queue.add(askHostJob, [{ ...OF_C1, at: START + 500 }]);
    await stored.query(`UPDATE pgboss.job SET data = '{"payload": {"conference": 7}, "failures": 99}' WHERE name = 'ask-host'`);
    await jobs.queue.add(askHostJob, [{ payload: { conferenceId: 'c2' } }]);
    await passes(1_000);
    expect(ran.map(([, id]) => id)).toEqual(['c2']);
    expect(await jobs.dead.list()).toHaveLength(1);
  });

  test('of a kind that rewrites everything one job a conference waits at most, and conferences do not mix', async () => {
    const at = START + 1_000;
    for (const conferenceId of ['c1', 'c1', 'c2', 'c1']) await jobs.queue.add(publishJob, [{ payload: { conferenceId }, at }]);
    await jobs.queue.add(publishJob, ['c1', 'c2'].map((conferenceId) => ({ payload: { conferenceId }, at: at + 500 })));
    await passes(10_000);
    expect(ran).toHaveLength(2);
    expect(ran).toEqual(expect.arrayContaining([[1_000, 'c1'], [1_000, 'c2']]));
  });

  test('a job asked for while one of its kind runs is run after it: what changed meanwhile is not forgotten', async () => {
    const asked: Promise<void>[] = [];
    runs = [() => void asked.push(jobs.queue.add(publishJob, [OF_C1])), () => undefined];
    await jobs.queue.add(publishJob, [OF_C1]);
    await passes(5_000);
    await Promise.all(asked);
    await passes(1_000);
    expect(ran.map(([, id]) => id)).toEqual(['c1', 'c1']);
  });

  test('a delayed job runs at its moment, though nobody looks for jobs but every half minute', async () => {
    for (const after of [10, 1_234, 9_999, 29_000, 45_000]) await jobs.queue.add(askHostJob, [{ payload: { conferenceId: `after ${after}` }, at: START + after }]);
    await passes(60_000);
    expect(ran).toEqual([10, 1_234, 9_999, 29_000, 45_000].map((after) => [after, `after ${after}`]));
  });

  test('a job whose transaction is rolled back was never asked for', async () => {
    const rolledBack = database.prisma.$transaction(async (tx) => {
      await jobs.queue.add(askHostJob, [OF_C1], tx);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await passes(60_000);
    expect(ran).toEqual([]);
  });

  test('a dead job that an operator gives back has its whole table of tries again', async () => {
    runs = [fails];
    await jobs.queue.add(askHostJob, [OF_C1]);
    await passes(20 * 60_000);
    const [dead] = await jobs.dead.list();
    const before = ran.length;
    runs = [fails, () => undefined];
    expect(await jobs.dead.retry([dead?.id ?? ''])).toHaveLength(1);
    await passes(60_000);
    expect(ran.length - before).toBe(2);
    expect(await jobs.dead.list()).toEqual([]);
  });
});

test.each(ALL_JOBS.map((job) => [job.name, job] as const))('the tries of %s get further apart, and its batch fits its workers', (_name, job) => {
  const waits = [...job.retryDelays];
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBeGreaterThanOrEqual(1_000);
  expect(job.batch).toBeLessThanOrEqual(job.concurrency);
  expect(job.matters).toMatch(/^[A-Z].*\.$/);
});
