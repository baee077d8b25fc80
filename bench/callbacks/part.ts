import { fileURLToPath } from 'node:url';
import type { AppProcess } from '../app-process.ts';
import { startAppProcess, startProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { median } from '../bench.ts';
import type { BenchDatabase } from '../databases.ts';
import { freshDatabase } from '../databases.ts';
import { freePort } from '../free-port.ts';
import type { LoadCost, Target } from './load-run.ts';
import { runLoad } from './load-run.ts';
import { appSettings, AUTH_TOKEN, PUBLIC_URL } from './settings.ts';
import { CALLBACKS_PER_CONFERENCE, insertConferences } from './stories.ts';

const BARE = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
/** Conferences that warm everything up before it counts. */
const WARM = 100;

/** What a callback costs: bare, with one INSERT, stored by us, and applied. */
export const callbacksPart: Part = {
  name: 'callbacks',
  how: ({ quick }) => `${conferencesOf(quick)} conferences at once of 3 people and ${CALLBACKS_PER_CONFERENCE} callbacks each, over 64 connections from another process, signed beforehand; callbacks of one conference `
    + `as far apart as they can be. The middle of ${roundsOf(quick)} rounds, the four kinds in turn within a round. "Applied" runs the whole app: every conference's card is looked at once a second, `
    + 'though not sent to Slack. CPU time is that of the processes, per callback.',
  run: async (bench) => {
    const rounds: Round[] = [];
    for (let round = 0; round < roundsOf(bench.quick); round += 1) {
      rounds.push(await measureRound(bench));
      bench.note(`round ${round + 1}: ${JSON.stringify(rounds.at(-1), (_, value: unknown) => (typeof value === 'number' ? Math.round(value) : value))}`);
    }
    return figuresOf(rounds);
  },
};

interface Round {
  readonly bare: LoadCost;
  readonly inserted: LoadCost;
  readonly stored: LoadCost;
  readonly applied: LoadCost;
}

function roundsOf(quick: boolean): number {
  return quick ? 1 : 5;
}

function conferencesOf(quick: boolean): number {
  return quick ? 200 : 1_000;
}

async function measureRound(bench: Bench): Promise<Round> {
  const conferences = conferencesOf(bench.quick);
  return {
    bare: await withDatabase(bench, (database) => measureBare(bench, database, false, conferences)),
    inserted: await withDatabase(bench, (database) => measureBare(bench, database, true, conferences)),
    stored: await withDatabase(bench, (database) => measureApp(bench, database, false, conferences)),
    applied: await withDatabase(bench, (database) => measureApp(bench, database, true, conferences)),
  };
}

async function withDatabase<Result>({ cluster }: Bench, measure: (database: BenchDatabase) => Promise<Result>): Promise<Result> {
  const database = await freshDatabase(cluster.url);
  try {
    return await measure(database);
  } finally {
    await database.drop();
  }
}

async function measureBare({ cluster }: Bench, database: BenchDatabase, inserting: boolean, conferences: number): Promise<LoadCost> {
  const port = await freePort();
  const app = await startProcess([BARE, String(port), PUBLIC_URL, AUTH_TOKEN, ...(inserting ? [database.url] : [])], {}, `http://127.0.0.1:${port}`);
  return warmedUp(app, async () => {
    await runLoad(cluster, [{ app, port }], { first: conferences, conferences: WARM });
    return runLoad(cluster, [{ app, port }], { first: 0, conferences });
  });
}

async function measureApp({ cluster }: Bench, database: BenchDatabase, applying: boolean, conferences: number): Promise<LoadCost> {
  const target = await startTarget(database, applying ? {} : { WORKERS: 'off' });
  return warmedUp(target.app, async () => {
    await insertConferences(database, 0, conferences + WARM);
    await database.query('VACUUM ANALYZE');
    const untilApplied = applying ? { untilApplied: database } : {};
    await runLoad(cluster, [target], { first: conferences, conferences: WARM, ...untilApplied });
    return runLoad(cluster, [target], { first: 0, conferences, ...untilApplied });
  });
}

async function warmedUp(app: AppProcess, measure: () => Promise<LoadCost>): Promise<LoadCost> {
  try {
    return await measure();
  } finally {
    await app.stop();
  }
}

/** Starts the app on a database. @param more settings beyond those of the benchmark. */
export async function startTarget(database: BenchDatabase, more: Readonly<Record<string, string>> = {}): Promise<Target> {
  const port = await freePort();
  return { port, app: await startAppProcess(appSettings(port, database.url, more), `http://127.0.0.1:${port}`) };
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  const micros = ({ appMicros, databaseMicros }: LoadCost): number => appMicros + databaseMicros;
  return [
    { name: 'barePerSecond', value: middle(({ bare }) => bare.answeredPerSecond), unit: '/s', says: '(a) bare Express and Twilio signature' },
    { name: 'insertPerSecond', value: middle(({ inserted }) => inserted.answeredPerSecond), unit: '/s', says: '(b) the same with one INSERT by `pg`' },
    { name: 'storedPerSecond', value: middle(({ stored }) => stored.answeredPerSecond), unit: '/s', says: '(c) our callbacks stored, their application enqueued' },
    { name: 'ratioStored', value: middle(({ stored, inserted }) => stored.answeredPerSecond / inserted.answeredPerSecond), unit: '', says: '(c) / (b)', aim: { atLeast: 0.7 } },
    { name: 'appliedPerSecond', value: middle(({ applied }) => applied.appliedPerSecond), unit: '/s', says: '(d) received, stored, applied, card job run', aim: { atLeast: 2_000 } },
    { name: 'appliedPerTwoCores', value: middle(({ applied }) => 2e6 / (micros(applied) + applied.loadMicros)), unit: '/s', says: '(d) by the CPU time it takes, the load\'s included: what two cores do when nobody else uses them' },
    { name: 'appliedPerSecondBest', value: Math.max(...rounds.map(({ applied }) => applied.appliedPerSecond)), unit: '/s', says: '(d) in the round others disturbed least' },
    { name: 'insertMicros', value: middle(({ inserted }) => micros(inserted)), unit: 'µs', says: 'CPU of (b): server and Postgres' },
    { name: 'storedMicros', value: middle(({ stored }) => micros(stored)), unit: 'µs', says: 'CPU of (c)' },
    { name: 'appliedMicros', value: middle(({ applied }) => micros(applied)), unit: 'µs', says: 'CPU of (d)' },
    { name: 'appliedAppMicros', value: middle(({ applied }) => applied.appMicros), unit: 'µs', says: 'CPU of (d), the app alone' },
    { name: 'storedP99', value: middle(({ stored }) => stored.p99), unit: 'ms', says: 'answer to a callback under (c), p99' },
  ];
}
