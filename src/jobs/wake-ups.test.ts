import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../conference/clock.ts';
import { createWakeUps } from './wake-ups.ts';

/** Timers by the moment they are due, fired by hand. */
class HandClock implements Clock {
  readonly due = new Map<object, { readonly at: number; readonly task: () => void }>();
  #now = 1_000_000;

  now = (): number => this.#now;
  setTimeout = (task: () => void, ms: number): unknown => {
    const handle = {};
    this.due.set(handle, { at: this.#now + ms, task });
    return handle;
  };
  clearTimeout = (handle: unknown): void => {
    if (typeof handle === 'object' && handle !== null) this.due.delete(handle);
  };
  setInterval = this.setTimeout;
  clearInterval = this.clearTimeout;

  passes(ms: number): void {
    this.#now += ms;
    for (const [handle, { at, task }] of [...this.due].sort(([, a], [, b]) => a.at - b.at)) {
      if (at > this.#now) continue;
      this.due.delete(handle);
      task();
    }
  }
}

let clock: HandClock;
let woken: string[];
beforeEach(() => {
  clock = new HandClock();
  woken = [];
});
const wakeUps = (pollMs = 2_000) => createWakeUps(clock, (queue) => woken.push(queue), pollMs);

describe('a wake-up', () => {
  test('comes when a job is due, and once more a moment later, for the transaction that commits after its time', () => {
    wakeUps().at('place-call', clock.now() + 1_000);
    clock.passes(999);
    expect(woken).toEqual([]);
    clock.passes(1);
    expect(woken).toEqual(['place-call']);
    clock.passes(150);
    expect(woken).toEqual(['place-call', 'place-call']);
    clock.passes(60_000);
    expect(woken).toHaveLength(2);
  });

  test('comes at once for a job that was due before', () => {
    wakeUps().at('place-call', clock.now() - 5_000);
    clock.passes(0);
    expect(woken).toContain('place-call');
  });

  test('is one for many jobs of a kind at one moment, and one for each kind', () => {
    const set = wakeUps();
    for (let job = 0; job < 100; job += 1) set.at('publish', clock.now() + 1_000);
    set.at('place-call', clock.now() + 1_000);
    clock.passes(1_000);
    expect(woken.sort()).toEqual(['place-call', 'publish']);
  });

  test('of a job due in hours is left to the poll, and holds no memory', () => {
    wakeUps().at('watch-limit', clock.now() + 4 * 60 * 60_000);
    expect(clock.due.size).toBe(0);
  });

  test('reaches as far as the poll is seldom', () => {
    wakeUps(600_000).at('watch-limit', clock.now() + 300_000);
    clock.passes(300_000);
    expect(woken).toEqual(['watch-limit']);
  });

  test('comes no more after the stop', () => {
    const set = wakeUps();
    set.at('publish', clock.now() + 1_000);
    set.stop();
    clock.passes(10_000);
    expect(woken).toEqual([]);
    expect(clock.due.size).toBe(0);
  });
});
