import { expect, test } from 'vitest';
import { VirtualClock } from './clock.ts';
import { Journal } from './journal.ts';

test('entries are numbered and dated, followed until one stops, and the oldest forgotten', () => {
  const journal = new Journal(new VirtualClock(5), 2);
  const seen: number[] = [];
  const stop = journal.follow((entry) => seen.push(entry.number));
  for (const what of ['a', 'b', 'c']) journal.write({ direction: 'world', what });
  stop();
  journal.write({ direction: 'world', what: 'd' });
  expect(seen).toEqual([1, 2, 3]);
  expect(journal.entries).toEqual([
    { number: 3, at: 5, direction: 'world', what: 'c' },
    { number: 4, at: 5, direction: 'world', what: 'd' },
  ]);
});
