import type { Setting } from '../setting.ts';

/** Milliseconds, one figure a conference. */
export interface Latencies {
  /** From the command leaving Slack to the acknowledgement. */
  readonly ack: readonly number[];
  /** From the command leaving Slack to Twilio being asked for the first call. */
  readonly firstDial: readonly number[];
}

/** Starts conferences one after the other, each with two people who hang up as soon as they are connected, and times them. */
export async function measureLatency({ slack, twilio }: Setting, conferences: number): Promise<Latencies> {
  const ack: number[] = [];
  const firstDial: number[] = [];
  for (const who of ['alice', 'bob'] as const) await twilio.phone(who === 'alice' ? '+14155550101' : '+14155550102').will({ does: 'answer', hangsUpAfterMs: 1 });
  for (let number = 0; number < conferences; number += 1) {
    const dialled = nextDial(twilio);
    const started = performance.now();
    const reply = await slack.as('ina').types(`/conference Bench ${number} @alice @bob`);
    ack.push(performance.now() - started);
    if (reply.error !== undefined) throw new Error(`The command failed: ${reply.error}`);
    firstDial.push((await dialled) - started);
    await allOver(twilio);
  }
  return { ack, firstDial };
}

/** When Twilio is next asked for a call, on the benchmark's own clock. */
function nextDial(twilio: Setting['twilio']): Promise<number> {
  return new Promise((resolve) => {
    const stop = twilio.journal.follow(({ direction, what }) => {
      if (direction !== 'in' || !what.startsWith('POST') || !what.includes('/Calls.json')) return;
      stop();
      resolve(performance.now());
    });
  });
}

/** Both phones were rung and hung up, so that the next conference finds the lines free and the app at rest. */
async function allOver(twilio: Setting['twilio']): Promise<void> {
  const isOver = (): boolean => [...twilio.store.calls.values()].every(({ endedAt }) => endedAt !== undefined);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (twilio.store.calls.size % 2 !== 0 || !isOver()) return;
      stop();
      resolve();
    };
    const stop = twilio.journal.follow(look);
    look();
  });
  await twilio.idle();
}
