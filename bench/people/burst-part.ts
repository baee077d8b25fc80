import { startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { percentile } from '../percentiles.ts';
import { openSetting } from '../setting.ts';
import { bigTeam } from '../../test/support/team.ts';
import { watchCalls } from './calls-placed.ts';
import { until } from './until.ts';

const COMMANDS = 50;
const CPS = 30;

/** Fifty hosts at once. */
export const burstPart: Part = {
  name: 'burst',
  how: () => `${COMMANDS} commands at once, two people each, ${CPS} calls a second, after ${COMMANDS} to warm up. The pace lets the k-th conference's first call go at 2(k-1)/${CPS} s: what is later than that is ours.`,
  run: measure,
};

async function measure({ cluster }: Bench): Promise<Figure[]> {
  const setting = await openSetting(cluster.url, {
    settings: { RING_HOST: 'false', TWILIO_CPS: String(CPS) }, slack: { seed: bigTeam(4 * COMMANDS) }, twilio: { people: { does: 'busy' } },
  });
  const app = await startAppProcess(setting.settings, setting.url);
  try {
    await burst(setting, 0);
    const { acks, firstDials, late } = await burst(setting, 2 * COMMANDS);
    return [
      { name: 'ackP50', value: percentile(acks, 50), unit: 'ms', says: 'command to acknowledgement, p50' },
      { name: 'ackP99', value: percentile(acks, 99), unit: 'ms', says: 'the same, p99', aim: { atMost: 2_000 } },
      { name: 'firstDialP50', value: percentile(firstDials, 50), unit: 'ms', says: 'command to first dial, p50' },
      { name: 'firstDialP99', value: percentile(firstDials, 99), unit: 'ms', says: `the same, p99 (the pace alone takes ${Math.round((2_000 * (COMMANDS - 1)) / CPS)} ms)` },
      { name: 'firstDialLateP99', value: percentile(late, 99), unit: 'ms', says: 'first dial later than the pace allows, p99' },
    ];
  } finally {
    await app.stop();
    await setting.close();
  }
}

/** @param first the first colleague it rings; everybody is rung by one conference only, for a phone takes one call at a time. */
async function burst({ slack, twilio }: Awaited<ReturnType<typeof openSetting>>, first: number) {
  const { calls, stop } = watchCalls(twilio);
  const started = performance.now();
  const acks = await Promise.all(Array.from({ length: COMMANDS }, async (_, index) => {
    const one = first + 2 * index + 1;
    const reply = await slack.as('ina').types(`/conference Burst ${one} @colleague${one} @colleague${one + 1}`);
    if (reply.error !== undefined) throw new Error(`The command failed: ${reply.error}`);
    return performance.now() - started;
  }));
  await until('every conference rings', 60_000, () => calls.length >= 2 * COMMANDS);
  stop();
  const firsts = new Map(calls.toReversed().map(({ conferenceId, at }) => [conferenceId, at - started]));
  const firstDials = [...firsts.values()].sort((a, b) => a - b);
  const late = firstDials.map((at, index) => at - (2_000 * index) / CPS);
  await twilio.idle();
  return { acks, firstDials, late };
}
