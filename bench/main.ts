import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pause, startAppProcess } from './app-process.ts';
import { measureLatency } from './latency.ts';
import { percentile, spread } from './percentiles.ts';
import { openSetting } from './setting.ts';

const PORT = 5_871;
const REST_MS = 3_000;
const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

const { values: options } = parseArgs({
  options: {
    conferences: { type: 'string', default: '200' },
    /** A Postgres server the benchmark may make databases on. */
    postgres: { type: 'string' },
    /** Writes RESULTS.md. */
    write: { type: 'boolean', default: false },
    /** Ends with one line of JSON. */
    json: { type: 'boolean', default: false },
  },
});

interface Measured {
  readonly kind: string;
  readonly firstStartMs: number;
  readonly startMs: number;
  readonly idleMb: number;
  readonly ack: readonly number[];
  readonly firstDial: readonly number[];
}

/** Starts the app twice on one database (first and next start), lets it rest, then times conferences. */
async function measure(server: string | undefined, conferences: number): Promise<Measured> {
  const setting = await openSetting(server, PORT, { RING_HOST: 'false' });
  try {
    const first = await startAppProcess(setting.settings, setting.url);
    await first.stop();
    const app = await startAppProcess(setting.settings, setting.url);
    await pause(REST_MS);
    const idleMb = await app.memory();
    await measureLatency(setting, 10);
    const latencies = await measureLatency(setting, conferences);
    await app.stop();
    return { kind: setting.kind, firstStartMs: first.readyMs, startMs: app.readyMs, idleMb, ...latencies };
  } finally {
    await setting.close();
  }
}

function table(measured: readonly Measured[], conferences: number): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const row = ({ kind, firstStartMs, startMs, idleMb, ack, firstDial }: Measured): string =>
    `| ${kind} | ${firstStartMs.toFixed(0)} / ${startMs.toFixed(0)} ms | ${idleMb.toFixed(0)} MB | ${spread(ack)} | ${spread(firstDial)} |`;
  return `# What was measured

\`npm run bench -- --postgres postgres://… --write\`: ${conferences} conferences one after the other, app, emulators and database on one machine
(${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, commit ${commit}). These machines are shared and noisy: read ratios, not milliseconds.

| database | first / next start to ready | idle memory | command to acknowledgement | command to first dial |
|---|---|---|---|---|
${measured.map(row).join('\n')}

Aims: acknowledgement p99 < 100 ms, first dial p99 < 300 ms; start < 1 s on Postgres, < 4 s on a first PGlite start; idle < 200 MB on Postgres.
`;
}

const conferences = Number(options.conferences);
const measured: Measured[] = [];
if (options.postgres !== undefined) measured.push(await measure(options.postgres, conferences));
measured.push(await measure(undefined, conferences));
const text = table(measured, conferences);
process.stdout.write(`${text}\n`);
if (options.write) await writeFile(RESULTS, text);
if (options.json) {
  const figures = Object.fromEntries(measured.flatMap(({ kind, ack, firstDial, firstStartMs, startMs, idleMb }) => Object.entries({
    ackP50: percentile(ack, 50), ackP99: percentile(ack, 99), firstDialP50: percentile(firstDial, 50), firstDialP99: percentile(firstDial, 99), firstStartMs, startMs, idleMb,
  }).map(([name, figure]) => [`${name}${kind}`, Math.round(figure)])));
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
