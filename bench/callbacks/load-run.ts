import type { AppProcess } from '../app-process.ts';
import { pause } from '../app-process.ts';
import type { Cluster } from '../cluster.ts';
import type { BenchDatabase } from '../databases.ts';
import { prepareLoad } from '../load/process.ts';
import { AUTH_TOKEN, PUBLIC_URL } from './settings.ts';

/** One of the processes that take callbacks. */
export interface Target {
  readonly app: AppProcess;
  readonly port: number;
}

/** What one load cost. */
export interface LoadCost {
  readonly callbacks: number;
  /** Answered per second of wall time. */
  readonly answeredPerSecond: number;
  /** Applied per second of wall time, from the first request to the last callback applied; NaN when nobody applies. */
  readonly appliedPerSecond: number;
  /** Per callback, in microseconds of CPU time. */
  readonly appMicros: number;
  readonly databaseMicros: number;
  readonly loadMicros: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly first: number;
  readonly conferences: number;
  /** Waits until everything is applied. */
  readonly untilApplied?: BenchDatabase;
}

const CONNECTIONS = 64;

/** Sends what Twilio tells of some conferences, shared out among the targets, and counts what it costs. */
export async function runLoad(cluster: Cluster, targets: readonly Target[], { first, conferences, untilApplied }: LoadOptions): Promise<LoadCost> {
  const loads = await Promise.all(targets.map(({ port }, part) => prepareLoad({
    first, count: conferences, port, publicUrl: PUBLIC_URL, authToken: AUTH_TOKEN, connections: CONNECTIONS / targets.length, part, parts: targets.length,
  })));
  const callbacks = loads.reduce((sum, { requests }) => sum + requests, 0);
  const before = await cpuTimes(cluster, targets);
  const started = performance.now();
  const results = await Promise.all(loads.map((load) => load.go()));
  const refused = results.flatMap(({ statuses }) => Object.keys(statuses)).filter((status) => status !== '204');
  if (refused.length > 0) throw new Error(`Callbacks were answered with ${refused.join(', ')}.`);
  const answeredMs = Math.max(...results.map(({ ms }) => ms));
  if (untilApplied !== undefined) await allApplied(untilApplied, first, conferences);
  const appliedMs = untilApplied === undefined ? Number.NaN : performance.now() - started;
  const after = await cpuTimes(cluster, targets);
  return {
    callbacks, answeredPerSecond: (callbacks / answeredMs) * 1_000, appliedPerSecond: (callbacks / appliedMs) * 1_000,
    appMicros: ((after.app - before.app) / callbacks) * 1e6, databaseMicros: ((after.database - before.database) / callbacks) * 1e6,
    loadMicros: (results.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / callbacks) * 1e6,
    p99: Math.max(...results.map(({ p99 }) => p99)),
  };
}

async function cpuTimes(cluster: Cluster, targets: readonly Target[]): Promise<{ readonly app: number; readonly database: number }> {
  const [database, ...apps] = await Promise.all([cluster.cpuSeconds(), ...targets.map(({ app }) => app.cpu())]);
  return { app: apps.reduce<number>((sum, time) => sum + (time ?? 0), 0), database: database ?? Number.NaN };
}

const LOOK_EVERY_MS = 50;

/** By the index of what is not applied: looking costs next to nothing however much history there is. */
async function allApplied(database: BenchDatabase, first: number, conferences: number): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ waiting: boolean }>('SELECT EXISTS (SELECT 1 FROM callback WHERE applied_at IS NULL) AS waiting');
    if (row?.waiting === false) break;
    await pause(LOOK_EVERY_MS);
  }
  const [row] = await database.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM conference WHERE id = ANY(SELECT 'bench-' || n FROM generate_series($1::int, $2::int) n) AND state <> 'ended'`, [first, first + conferences - 1]);
  if (row?.open !== 0) throw new Error(`${row?.open} conferences have not ended though all callbacks are applied.`);
}
