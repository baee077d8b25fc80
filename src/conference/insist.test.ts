import { expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { insist } from './insist.ts';

/** Fires every timer at once, and remembers for how long it was set. */
function hastyClock(waits: number[]): Clock {
  return {
    now: () => 0,
    setTimeout: (task, ms) => {
      waits.push(ms);
      setImmediate(task);
    },
    clearTimeout: () => undefined, setInterval: () => undefined, clearInterval: () => undefined,
  };
}

test('A record that cannot be written while the database restarts is written afterwards, once', async () => {
  const waits: number[] = [];
  let tries = 0;
  const record = async (): Promise<string> => {
    tries += 1;
    if (tries < 4) throw new Error('the database system is starting up');
    return 'written';
  };
  await expect(insist(hastyClock(waits), record)).resolves.toBe('written');
  expect(tries).toBe(4);
  expect(waits).toEqual([100, 400, 500]);
});

test('A database that stays away longer than a restart is the job\'s to wait for', async () => {
  const waits: number[] = [];
  await expect(insist(hastyClock(waits), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  const inAll = waits.reduce((sum, ms) => sum + ms, 0);
  expect(inAll).toBeGreaterThan(15_000);
  expect(inAll).toBeLessThan(20_000);
  // The heartbeat of the job goes by the same database: it must not be another worker's before this one has written.
  expect(Math.max(...waits)).toBeLessThanOrEqual(500);
});
