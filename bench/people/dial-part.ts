import { startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { openSetting } from '../setting.ts';
import { bigTeam } from '../../test/support/team.ts';
import { watchCalls } from './calls-placed.ts';
import { until } from './until.ts';

/** Phones and calls per second. At one a second a hundred phones would only take longer. */
const RUNS = [{ phones: 20, cps: 1 }, { phones: 100, cps: 10 }, { phones: 100, cps: 30 }] as const;

const AIM = 1.05;
const TRIES = 3;

/** Ringing many phones, against the pace Twilio allows. */
export const dialPart: Part = {
  name: 'dial',
  how: () => `One conference of N people, N/CPS the ideal: ${RUNS.map(({ phones, cps }) => `${phones} phones at ${cps}/s`).join(', ')}. From the first to the last call Twilio is asked for, and one gap more; every phone rings on. The best of up to ${TRIES} tries: what others do on the machine can only add.`,
  run: async (bench) => {
    const figures: Figure[] = [];
    const ratios: number[] = [];
    for (const { phones, cps } of RUNS) {
      const { overIdeal, firstMs } = await best(bench, bench.quick && cps === 1 ? 5 : phones, cps);
      ratios.push(overIdeal);
      figures.push(
        { name: `dialOverIdeal${cps}`, value: overIdeal, unit: '', says: `time to ring at ${cps}/s / ideal`, aim: { atMost: AIM } },
        { name: `dialFirstMs${cps}`, value: firstMs, unit: 'ms', says: `command to first call at ${cps}/s` },
      );
    }
    return [{ name: 'dialOverIdeal', value: Math.max(...ratios), unit: '', says: 'the worst of the three', aim: { atMost: AIM } }, ...figures];
  },
};

interface Rung {
  readonly overIdeal: number;
  readonly firstMs: number;
}

async function best(bench: Bench, phones: number, cps: number): Promise<Rung> {
  const tries: Rung[] = [];
  while (tries.length < TRIES && !tries.some(({ overIdeal }) => overIdeal <= AIM)) tries.push(await measure(bench, phones, cps));
  bench.note(`${phones} at ${cps}/s: ${tries.map(({ overIdeal }) => overIdeal.toFixed(3)).join(', ')}`);
  return tries.reduce((one, other) => (other.overIdeal < one.overIdeal ? other : one));
}

async function measure({ cluster }: Bench, phones: number, cps: number): Promise<Rung> {
  const setting = await openSetting(cluster.url, {
    settings: { RING_HOST: 'false', TWILIO_CPS: String(cps), MAX_PARTICIPANTS: '200' }, slack: { seed: bigTeam(phones) },
  });
  const app = await startAppProcess(setting.settings, setting.url);
  const { calls, stop } = watchCalls(setting.twilio);
  try {
    const started = performance.now();
    await setting.slack.as('ina').types('/conference Everybody @everybody');
    await until(`${phones} phones ring`, 3_000 * (phones / cps) + 20_000, () => calls.length >= phones);
    const [first, last] = [calls[0]?.at ?? Number.NaN, calls.at(-1)?.at ?? Number.NaN];
    return { overIdeal: (last - first + 1_000 / cps) / ((phones / cps) * 1_000), firstMs: first - started };
  } finally {
    stop();
    await app.stop();
    await setting.close();
  }
}
