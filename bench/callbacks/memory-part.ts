import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { freshDatabase } from '../databases.ts';
import type { Target } from './load-run.ts';
import { runLoad } from './load-run.ts';
import { startTarget } from './part.ts';
import { insertConferences } from './stories.ts';

const HOOK = fileURLToPath(new URL('./memory-hook.ts', import.meta.url));
/** Long enough for the jobs of a load to be done: what they hold while they run is no growth. */
const REST_MS = 10_000;
/** Before it counts: until then caches, and what V8 notes about code that runs, go on growing. */
const WARM_ROUNDS = 5;
const ROUNDS = 10;

/** Memory at rest, under load, and whether it grows. */
export const memoryPart: Part = {
  name: 'memory',
  how: ({ quick }) => `${WARM_ROUNDS} times ${roundOf(quick).toLocaleString('en')} conferences of 20 callbacks through one app, as (d) of \`callbacks\`, to warm up, and ${ROUNDS} times as many that count; `
    + 'after each thousand the app rests, gives back what nobody holds, and says what is left. Growth is the slope of a line through the figures that count.',
  run: measure,
};

function roundOf(quick: boolean): number {
  return quick ? 100 : 1_000;
}

interface Sample {
  readonly heapKb: number;
  readonly residentMb: number;
}

const NOTHING: Sample = { heapKb: Number.NaN, residentMb: Number.NaN };

async function measure({ cluster, quick, note }: Bench): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'conference-bench-heap-'));
  const file = join(folder, 'heap');
  const database = await freshDatabase(cluster.url);
  const target = await startTarget(database, { NODE_OPTIONS: `--import ${HOOK}`, BENCH_HEAP_FILE: file });
  try {
    await pause(REST_MS);
    const idleMb = await target.app.memory();
    const samples: Sample[] = [];
    let loadedMb = 0;
    for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
      const conferences = roundOf(quick);
      await insertConferences(database, round * conferences, conferences);
      await database.query('VACUUM ANALYZE');
      await runLoad(cluster, [target], { first: round * conferences, conferences, untilApplied: database });
      loadedMb = Math.max(loadedMb, await target.app.memory());
      await pause(REST_MS);
      samples.push({ heapKb: await heapKb(target, file), residentMb: await target.app.memory() });
      note(`after ${(round + 1) * conferences}: heap ${Math.round(samples.at(-1)?.heapKb ?? 0)} KB, resident ${Math.round(samples.at(-1)?.residentMb ?? 0)} MB`);
    }
    return figuresOf({ idleMb, loadedMb, samples, conferences: roundOf(quick) });
  } finally {
    await target.app.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  }
}

async function heapKb({ app }: Target, file: string): Promise<number> {
  await rm(file, { force: true });
  app.signal('SIGUSR2');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return Number(text) / 1024;
    await pause(20);
  }
}

interface Measured {
  readonly idleMb: number;
  readonly loadedMb: number;
  readonly samples: readonly Sample[];
  readonly conferences: number;
}

function figuresOf({ idleMb, loadedMb, samples, conferences }: Measured): Figure[] {
  const counted = samples.slice(WARM_ROUNDS - 1);
  const [first, last] = [counted[0] ?? NOTHING, counted.at(-1) ?? NOTHING];
  const after = (rounds: number): string => (rounds * conferences).toLocaleString('en');
  return [
    { name: 'restMb', value: idleMb, unit: 'MB', says: 'resident after the start' },
    { name: 'loadedMb', value: loadedMb, unit: 'MB', says: 'resident under load, at most' },
    { name: 'heapKbFirst', value: first.heapKb, unit: 'KB', says: `live heap after ${after(WARM_ROUNDS)} conferences` },
    { name: 'heapKbLast', value: last.heapKb, unit: 'KB', says: `live heap after ${after(WARM_ROUNDS + ROUNDS)}` },
    { name: 'residentMbFirst', value: first.residentMb, unit: 'MB', says: `resident after ${after(WARM_ROUNDS)}, given back what nobody holds` },
    { name: 'residentMbLast', value: last.residentMb, unit: 'MB', says: `resident after ${after(WARM_ROUNDS + ROUNDS)}, the same` },
    { name: 'growthKbPer1000', value: (slope(counted.map(({ heapKb: kb }) => kb)) / conferences) * 1_000, unit: 'KB', says: 'growth of the live heap per 1,000 conferences', aim: { atMost: 50 } },
  ];
}

/** The slope of the line that fits figures one apart best. */
function slope(figures: readonly number[]): number {
  const middle = (figures.length - 1) / 2;
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const above = figures.reduce((sum, figure, index) => sum + (index - middle) * (figure - mean), 0);
  const below = figures.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return above / below;
}
