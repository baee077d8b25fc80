import { expect, test } from 'vitest';
import { VirtualClock } from './clock.ts';

test('timers fire at their own moment, in order, and what they start is settled before the next', async () => {
  const clock = new VirtualClock(1_000);
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(`${what} at ${clock.now()}`);
  clock.setTimeout(tell('second'), 20);
  clock.setTimeout(tell('first'), 10);
  clock.setTimeout(tell('tie'), 20);
  clock.setTimeout(() => clock.setTimeout(tell('chained'), 5), 10);
  clock.clearTimeout(clock.setTimeout(tell('never'), 1));
  await clock.advance(25, async () => void told.push('settled'));
  expect(told).toEqual(['settled', 'first at 1010', 'settled', 'settled', 'chained at 1015', 'settled', 'second at 1020', 'settled', 'tie at 1020', 'settled']);
  expect(clock.now()).toBe(1_025);
});
