import { pause, startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { percentile } from '../percentiles.ts';
import { openSetting } from '../setting.ts';
import { measureLatency } from './latency.ts';

const REST_MS = 3_000;
const WARM = 10;

/** What a host feels when nobody else is there: start, memory at rest, command to acknowledgement and to the first call. */
export const latencyPart: Part = {
  name: 'latency',
  how: ({ quick }) => `${conferencesOf(quick)} conferences one after the other, on Postgres and on PGlite.`,
  run: async (bench) => [...(await measure(bench, bench.cluster.url)), ...(await measure(bench, undefined))],
};

function conferencesOf(quick: boolean): number {
  return quick ? 20 : 200;
}

/** Starts the app twice on one database (first and next start), lets it rest, then times conferences. */
async function measure({ quick }: Bench, server: string | undefined): Promise<Figure[]> {
  const setting = await openSetting(server, { settings: { RING_HOST: 'false' } });
  try {
    const first = await startAppProcess(setting.settings, setting.url);
    await first.stop();
    const app = await startAppProcess(setting.settings, setting.url);
    await pause(REST_MS);
    const idleMb = await app.memory();
    await measureLatency(setting, WARM);
    const { ack, firstDial } = await measureLatency(setting, conferencesOf(quick));
    await app.stop();
    return figuresOf(setting.kind, { firstStartMs: first.readyMs, startMs: app.readyMs, idleMb, ack, firstDial });
  } finally {
    await setting.close();
  }
}

interface Measured {
  readonly firstStartMs: number;
  readonly startMs: number;
  readonly idleMb: number;
  readonly ack: readonly number[];
  readonly firstDial: readonly number[];
}

function figuresOf(kind: 'Postgres' | 'PGlite', { firstStartMs, startMs, idleMb, ack, firstDial }: Measured): Figure[] {
  const isPostgres = kind === 'Postgres';
  const suffix = isPostgres ? '' : kind;
  return [
    { name: `firstStartMs${suffix}`, value: firstStartMs, unit: 'ms', says: `${kind}: first start to ready`, ...(isPostgres ? {} : { aim: { atMost: 4_000 } }) },
    { name: `startMs${suffix}`, value: startMs, unit: 'ms', says: `${kind}: next start to ready`, ...(isPostgres ? { aim: { atMost: 1_000 } } : {}) },
    { name: `idleMb${suffix}`, value: idleMb, unit: 'MB', says: `${kind}: memory at rest`, ...(isPostgres ? { aim: { atMost: 200 } } : {}) },
    { name: `ackAloneP50${suffix}`, value: percentile(ack, 50), unit: 'ms', says: `${kind}: command to acknowledgement, p50` },
    { name: `ackAloneP99${suffix}`, value: percentile(ack, 99), unit: 'ms', says: `${kind}: the same, p99`, aim: { atMost: 100 } },
    { name: `firstDialAloneP50${suffix}`, value: percentile(firstDial, 50), unit: 'ms', says: `${kind}: command to first dial, p50` },
    { name: `firstDialAloneP99${suffix}`, value: percentile(firstDial, 99), unit: 'ms', says: `${kind}: the same, p99`, aim: { atMost: 300 } },
  ];
}
