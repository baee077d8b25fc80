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
const ROUNDS = 10;

/** Memory at rest, under load, and whether it grows. */
export const memoryPart: Part = {
  name: 'memory',
  how: ({ quick }) => `${ROUNDS} times ${roundOf(quick).toLocaleString('en')} conferences of 20 callbacks through one app, as (d) of \`callbacks\`; after each the app rests, collects garbage and says what it still holds. `
    + 'Growth is the slope of a line through the second half of them: by then caches and compiled code are as large as they get.',
  run: measure,
};

function roundOf(quick: boolean): number {
  return quick ? 100 : 1_000;
}

interface Sample {
  readonly heapKb: number;
  readonly residentMb: number;
}

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
    for (let round = 0; round < ROUNDS; round += 1) {
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
  const settled = samples.slice(samples.length / 2);
  const perConference = slope(settled.map(({ heapKb: kb }) => kb)) / conferences;
  return [
    { name: 'restMb', value: idleMb, unit: 'MB', says: 'resident after the start' },
    { name: 'loadedMb', value: loadedMb, unit: 'MB', says: 'resident under load, at most' },
    { name: 'heapKbFirst', value: samples[0]?.heapKb ?? Number.NaN, unit: 'KB', says: `live heap after ${conferences.toLocaleString('en')} conferences` },
    { name: 'heapKbLast', value: samples.at(-1)?.heapKb ?? Number.NaN, unit: 'KB', says: `live heap after ${(conferences * samples.length).toLocaleString('en')}` },
    { name: 'residentMbFirst', value: samples[0]?.residentMb ?? Number.NaN, unit: 'MB', says: `resident at rest after ${conferences.toLocaleString('en')}` },
    { name: 'residentMbLast', value: samples.at(-1)?.residentMb ?? Number.NaN, unit: 'MB', says: `resident at rest after ${(conferences * samples.length).toLocaleString('en')}` },
    { name: 'growthKbPer1000', value: perConference * 1_000, unit: 'KB', says: 'growth of the live heap per 1,000 conferences', aim: { atMost: 50 } },
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
