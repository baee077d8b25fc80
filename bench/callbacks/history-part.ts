import type { Bench, Figure, Part } from '../bench.ts';
import { median } from '../bench.ts';
import type { BenchDatabase } from '../databases.ts';
import { freshDatabase } from '../databases.ts';
import { insertHistory } from './history.ts';
import type { LoadCost, Target } from './load-run.ts';
import { runLoad } from './load-run.ts';
import { startTarget } from './part.ts';
import { insertConferences } from './stories.ts';

const SIZES = [1_000, 100_000, 1_000_000] as const;
const CONFERENCES = 250;

/** What a callback costs when there are many of the past. */
export const historyPart: Part = {
  name: 'history',
  how: ({ quick }) => `As (d) of \`callbacks\`, ${CONFERENCES} conferences, on databases with 1 k, 100 k${quick ? '' : ' and 1 M'} callbacks of conferences that are over, and their people, calls and thread lines. `
    + `The databases in turn, the middle of ${roundsOf(quick)} rounds; the ratio is that of CPU time (app and Postgres), which others on the machine disturb least.`,
  run: async (bench) => {
    const sizes = bench.quick ? SIZES.slice(0, 2) : SIZES;
    const sites: Site[] = [];
    try {
      for (const size of sizes) sites.push(await prepare(bench, size));
      for (let round = 0; round <= roundsOf(bench.quick); round += 1) {
        // In turn, so that a quiet or busy minute is everybody's; the first round warms up.
        for (const site of sites) await site.measure(round);
      }
      return [
        ...figuresOf(sites.map(({ size, costs }) => ({ size, costs: costs.slice(1) }))),
        { name: 'kbPerConference', value: sites.at(-1)?.kbPerConference ?? Number.NaN, unit: 'KB', says: 'a conference on disk, with its indexes, while its callbacks are kept' },
      ];
    } finally {
      for (const site of sites) await site.close();
    }
  },
};

function roundsOf(quick: boolean): number {
  return quick ? 2 : 7;
}

interface Site {
  readonly size: number;
  readonly costs: LoadCost[];
  /** What a conference of the past takes on disk, with its indexes, in KB. */
  readonly kbPerConference: number;
  measure(round: number): Promise<void>;
  close(): Promise<void>;
}

async function prepare({ cluster, note }: Bench, size: number): Promise<Site> {
  const database = await freshDatabase(cluster.url);
  const target = await startTarget(database);
  note(`inserting ${size} callbacks of the past`);
  await insertHistory(database, size);
  const kbPerConference = await sizePerConference(database);
  const costs: LoadCost[] = [];
  return {
    size, costs, kbPerConference,
    measure: async (round) => {
      costs.push(await measure({ cluster, database, target }, round));
      note(`${size}: ${JSON.stringify(costs.at(-1), (_, value: unknown) => (typeof value === 'number' ? Math.round(value) : value))}`);
    },
    close: async () => {
      await target.app.stop();
      await database.drop();
    },
  };
}

async function sizePerConference(database: BenchDatabase): Promise<number> {
  const [row] = await database.query<{ kb: number }>(`SELECT sum(pg_total_relation_size(name::regclass))::float8 / 1024 / (SELECT count(*) FROM conference) AS kb
    FROM unnest(ARRAY['conference', 'participant', 'call', 'callback', 'thread_line']) AS name`);
  return row?.kb ?? Number.NaN;
}

async function measure({ cluster, database, target }: Pick<Bench, 'cluster'> & { readonly database: BenchDatabase; readonly target: Target }, round: number): Promise<LoadCost> {
  const first = round * CONFERENCES;
  await insertConferences(database, first, CONFERENCES);
  return runLoad(cluster, [target], { first, conferences: CONFERENCES, untilApplied: database });
}

function figuresOf(sites: readonly { readonly size: number; readonly costs: readonly LoadCost[] }[]): Figure[] {
  const micros = sites.map(({ costs }) => median(costs.map(({ appMicros, databaseMicros }) => appMicros + databaseMicros)));
  const walls = sites.map(({ costs }) => median(costs.map(({ appliedPerSecond }) => 1e6 / appliedPerSecond)));
  const [smallest = Number.NaN] = micros;
  return sites.flatMap(({ size }, index): Figure[] => {
    const named = size >= 1_000_000 ? `${size / 1_000_000}M` : `${size / 1_000}k`;
    const value = micros[index] ?? Number.NaN;
    const aim = size >= 1_000_000 ? { aim: { atMost: 1.2 } } : {};
    return [
      { name: `callbackMicros${named}`, value, unit: 'µs', says: `CPU per callback with ${named} callbacks of the past` },
      ...(index === 0 ? [] : [
        { name: `costRatio${named}`, value: value / smallest, unit: '' as const, says: `${named} / 1k, CPU time`, ...aim },
        { name: `wallRatio${named}`, value: (walls[index] ?? Number.NaN) / (walls[0] ?? Number.NaN), unit: '' as const, says: `${named} / 1k, wall time` },
      ]),
    ];
  });
}
