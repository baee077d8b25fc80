import type { Wire } from './wire.ts';

/** Follows work of the emulator until it settles, so that `idle` waits for it. */
export function follow<T>(wire: Wire, work: Promise<T>): Promise<T> {
  moved(wire);
  return wire.activity.track(work);
}

/** Something went on between Slack and the app just now. */
export function moved(wire: Wire): void {
  wire.movedAt = performance.now();
}

/**
 * Waits until nothing is under way, but not for ever. With a virtual clock an app that hangs would never be given up, because the clock
 * only moves when everything is idle: once nothing has moved for `patienceMs` of real time, what is left counts as waiting on the clock.
 * @returns true if it had to wait.
 */
export async function idle(wire: Wire): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    const left = Math.max(0, wire.world.settings.patienceMs - (performance.now() - wire.movedAt));
    const came = await firstOf(wire.activity.idle(), left);
    if (came === false) return waited;
    if (came === 'nothing' && left === 0) return waited;
  }
}

/** What `quiet` says, or `nothing` when it says nothing for so long. */
async function firstOf(quiet: Promise<boolean>, ms: number): Promise<boolean | 'nothing'> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([quiet, new Promise<'nothing'>((resolve) => (timer = setTimeout(() => resolve('nothing'), ms)))]);
  } finally {
    clearTimeout(timer);
  }
}

/** Does something later, on the emulator's clock, unless it is called off. */
export function later(wire: Wire, task: () => void, ms: number): void {
  const handle = wire.world.clock.setTimeout(() => {
    wire.later.delete(handle);
    task();
  }, ms);
  wire.later.add(handle);
}

export function callOff(wire: Wire): void {
  for (const handle of wire.later) wire.world.clock.clearTimeout(handle);
  wire.later.clear();
}
