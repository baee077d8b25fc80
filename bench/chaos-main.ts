import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import type { Evidence } from './chaos/findings.ts';
import { errorsByMessage, judge, table } from './chaos/report.ts';
import { run } from './chaos/run.ts';
import { writeScript } from './chaos/script.ts';
import type { ChaosOptions } from './chaos/settings.ts';
import { storyOf } from './chaos/story.ts';

const HELP = `Kills, restarts, loses, doubles and breaks everything around the app, and then counts what it cost anybody.

  npm run chaos -- [--conferences 200] [--instances 2] [--seed 7] [--db postgres|pglite] [--postgres URL] [--seconds N] [--script] [--keep FOLDER] [--json]

  --db pglite     one instance on the embedded database
  --postgres URL  a server to make a database on (or CHAOS_DATABASE_URL); without, one is started, and restarted in the run
  --seconds       how long conferences are started and things go wrong
  --script        writes what will be done, and does nothing
  --keep FOLDER   keeps everything that was logged and went over the wire there
  --json          ends with one line of JSON
Ends with 1 unless nobody was lost, rung twice or hung up on, all states and cards are right, and no thread line is missing or doubled without cause.
`;

/** Stories printed; the others are in the file. */
const STORIES = 5;

const { values } = parseArgs({
  options: {
    conferences: { type: 'string', default: '200' }, instances: { type: 'string' }, seed: { type: 'string', default: '7' }, db: { type: 'string', default: 'postgres' },
    postgres: { type: 'string' }, seconds: { type: 'string' }, script: { type: 'boolean', default: false }, keep: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});

/** @returns the exit code. */
async function main(): Promise<number> {
  const { db } = values;
  if (values.help || (db !== 'postgres' && db !== 'pglite')) return say(HELP, values.help ? 0 : 1);
  const conferences = Number(values.conferences);
  const options: ChaosOptions = {
    conferences, seed: Number(values.seed), database: db,
    // The embedded database belongs to one process.
    instances: db === 'pglite' ? 1 : Number(values.instances ?? 2),
    server: values.postgres ?? process.env['CHAOS_DATABASE_URL'],
    seconds: Number(values.seconds ?? Math.max(20, Math.round(conferences * 0.6))),
  };
  if (values.script) return say(`${writeScript(options).acts.map((act) => JSON.stringify(act)).join('\n')}\n`, 0);
  if (db === 'postgres' && options.server !== undefined) say('The server is somebody else\'s: it is not restarted in this run.\n', 0);

  const ran = await run(options, (text) => say(`${new Date().toISOString().slice(11, 19)} ${text}\n`, 0));
  const verdict = judge(ran);
  const { evidence } = ran;
  if (values.keep !== undefined) await keep(values.keep, evidence);
  // Whom a host cut off was about to be rung; whoever waited until the time limit came has a story.
  const told = [...verdict.findings, ...verdict.noted.filter(({ kind }) => kind === 'cutOffByTimeLimit')];
  if (told.length > 0) {
    const stories = told.map((finding) => storyOf(evidence, finding));
    const file = join(await mkdtemp(join(tmpdir(), 'conference-chaos-')), `stories-seed-${options.seed}.txt`);
    await writeFile(file, stories.join('\n'));
    say(`${stories.slice(0, Math.min(STORIES, verdict.findings.length)).join('\n')}\n${stories.length} stories are in ${file}\n\n`, 0);
  }
  for (const { instance, how, code, complaint } of evidence.ends.filter((end) => end.how === 'crashed')) say(`instance ${instance} ${how} with ${code}: ${complaint}\n`, 0);
  const errors = errorsByMessage(evidence);
  if (errors.length > 0) say(`error lines:\n${errors.join('\n')}\n\n`, 0);
  say(`${table(options, verdict)}\n`, 0);
  const { unapplied, deadJobs } = evidence.rows;
  for (const { problem, conference_id, payload } of unapplied) say(`not applied: ${problem} ${conference_id} ${JSON.stringify(payload)}\n`, 0);
  for (const dead of deadJobs) say(`dead: ${JSON.stringify(dead)}\n`, 0);
  if (values.json) say(`${JSON.stringify({ ...verdict.figures, seed: options.seed, instances: options.instances, database: db, faults: verdict.faults })}\n`, 0);
  return verdict.holds ? 0 : 1;
}

/** A line of JSON for each moment, to be searched when no story tells enough. */
async function keep(folder: string, { log, journal, ends, performed, rows, rings, cards }: Evidence): Promise<void> {
  await mkdir(folder, { recursive: true });
  const parts: Readonly<Record<string, readonly unknown[]>> = { log, slack: journal.slack, twilio: journal.twilio, ends, done: performed.done, asked: performed.asked, pressed: performed.pressed, rings, cards, ...rows };
  for (const [name, moments] of Object.entries(parts)) await writeFile(join(folder, `${name}.jsonl`), moments.map((moment) => `${JSON.stringify(moment)}\n`).join(''));
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}
