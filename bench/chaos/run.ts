import { startBalancer } from './balancer.ts';
import type { Balancer } from './balancer.ts';
import { openChaosDatabase } from './database.ts';
import type { Evidence } from './findings.ts';
import { Instance } from './instance.ts';
import type { Performed, Stage } from './perform.ts';
import { perform } from './perform.ts';
import { freePort } from './postgres.ts';
import { isBusy, readRows } from './rows.ts';
import { writeScript } from './script.ts';
import type { ChaosOptions } from './settings.ts';
import { HURRY, pause, RIGHT_WITHIN_MS } from './settings.ts';
import { lookFinished, readCards } from './slack-side.ts';
import { isOver, readTruth } from './truth.ts';
import { startWorld } from './world.ts';

/** The evidence of a run, and what it took. */
export interface Run {
  readonly evidence: Evidence;
  readonly seconds: number;
  readonly callbacks: { readonly sent: number; readonly lost: number; readonly doubled: number };
  readonly refused: Balancer['refused'];
}

const CPS = 30;
/** Only so that what never comes up ends: on a machine with much to do the embedded database alone takes a minute. */
const STARTS_WITHIN_MS = 180_000;
/** A dead worker's jobs are noticed within 15 s: the app is not at rest before. */
const RESTS_AT_LEAST_MS = 20_000;
const LOOK_EVERY_MS = 2_000;
const QUIET_MS = 6_000;

/** Holds one run: the app as real processes, the world as another, the script, the wait for quiet, and everything there is to know afterwards. */
export async function run(options: ChaosOptions, say: (text: string) => void): Promise<Run> {
  const began = Date.now();
  const script = writeScript(options);
  const database = await openChaosDatabase(options);
  const world = await startWorld(script, { cps: CPS, seed: options.seed });
  const ports = await Promise.all(Array.from({ length: options.instances }, freePort));
  const balancer = await startBalancer(ports.map((port) => `http://127.0.0.1:${port}`));
  const instances = ports.map((port, index) => new Instance(index, { ...HURRY, ...world.settings, ...database.settings, PORT: String(port), API_URL: balancer.url }));
  const close = async (): Promise<void> => {
    await Promise.all(instances.map((instance) => instance.stop()));
    balancer.close();
    await world.close();
    await database.remove();
  };
  // Whoever loses patience must not be left with a database server and three orphans.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().finally(() => process.exit(1)));
  try {
    await world.slack.pointsAt(`${balancer.url}/slack/events`);
    for (const instance of instances) instance.start();
    await until(() => balancer.ready() === instances.length, STARTS_WITHIN_MS);
    say(`everything is up; ${options.seconds} s of faults begin`);
    const stage: Stage = { world, instances, database };
    const performed = await perform(script, stage);
    say('the faults have stopped; waiting for quiet');
    await waitForQuiet(stage, script.channels, performed);
    say('quiet; the instances stop');
    await Promise.all(instances.map((instance) => instance.stop()));
    await world.fetchJournals();
    const evidence: Evidence = {
      performed,
      rings: await readTruth(world, world.journal.twilio),
      rows: await database.look(readRows),
      cards: await readCards(world, script.channels),
      journal: world.journal,
      ends: instances.flatMap(({ ends }) => ends),
      log: instances.flatMap(({ log }) => log),
    };
    const { sent, lost, doubled } = await world.twilio.callbackCounts();
    return { evidence, seconds: Math.round((Date.now() - began) / 1_000), callbacks: { sent, lost, doubled }, refused: balancer.refused };
  } finally {
    await close();
  }
}

/** Waits until nothing happens any more, at the longest for a minute and a little after the last thing that happened to anybody. */
async function waitForQuiet({ world, database }: Stage, channels: readonly string[], { faultsStoppedAt }: Performed): Promise<void> {
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const rings = await readTruth(world, []);
    if (!rings.every(isOver)) continue;
    const now = Date.now();
    const lastAt = Math.max(faultsStoppedAt, ...rings.map((ring) => ring.lastAt));
    if (now - lastAt > RIGHT_WITHIN_MS + LOOK_EVERY_MS) return;
    if (now - faultsStoppedAt < RESTS_AT_LEAST_MS) continue;
    const heard = Math.max(world.journal.slack.at(-1)?.at ?? 0, world.journal.twilio.at(-1)?.at ?? 0);
    if (now - heard < QUIET_MS) continue;
    if (database.isShared ? !(await database.look(isBusy)) : lookFinished(await readCards(world, channels))) return;
  }
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('The instances did not become ready; run one by hand to see why.');
    await pause(100);
  }
}
