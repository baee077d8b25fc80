import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { breatheBetweenStatements } from './breathe.ts';

const LONG = 'SELECT count(*) FROM generate_series(1, 20000)';

/** How often the event loop came round while statements followed one another for a while. */
async function turnsDuring(lite: PGlite): Promise<number> {
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  for (let count = 0; count < 60; count += 1) {
    await lite.query(LONG);
    await lite.transaction((tx) => tx.query(LONG));
  }
  clearInterval(beat);
  return turns;
}

test('While the embedded database has much to do, the process still takes its turns', async () => {
  const lite = await PGlite.create();
  try {
    await turnsDuring(lite);
    const before = await turnsDuring(lite);
    breatheBetweenStatements(lite);
    expect(before).toBe(0);
    expect(await turnsDuring(lite)).toBeGreaterThan(5);
  } finally {
    await lite.close();
  }
}, 120_000);
