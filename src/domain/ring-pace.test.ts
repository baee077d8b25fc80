import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { mayRingAt } from './ring-pace.ts';

const MINUTE = 60_000;

describe('how often one number is rung', () => {
  test('at once when it was not rung', () => expect(mayRingAt([])).toBe(0));
  test('again a minute later', () => expect(mayRingAt([1_000])).toBe(1_000 + MINUTE));
  test('a fourth time a quarter of an hour after the first', () => expect(mayRingAt([0, 2 * MINUTE, 4 * MINUTE])).toBe(15 * MINUTE));
  test('an eighth time an hour after the first', () => expect(mayRingAt([0, 6, 12, 18, 24, 30, 36].map((minute) => minute * MINUTE))).toBe(60 * MINUTE));

  test('whoever always rings as soon as they may is never over a limit', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 20 * MINUTE }), { maxLength: 40 }), (waits) => {
      const rung: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now = Math.max(now + wait, mayRingAt(rung));
        rung.push(now);
      }
      for (const [count, within] of [[1, MINUTE], [3, 15 * MINUTE], [7, 60 * MINUTE]] as const) {
        for (const from of rung) expect(rung.filter((at) => at >= from && at < from + within).length).toBeLessThanOrEqual(count);
      }
    }));
  });
});
