import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

function writer() {
  const batches: string[][] = [];
  const gates: { open: () => void; fail: (error: Error) => void }[] = [];
  const keep = groupCommit<string>((items) => {
    batches.push([...items]);
    return new Promise((open, fail) => gates.push({ open, fail }));
  }, 3);
  return { batches, gates, keep };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who comes alone is written at once, and resolves only when it is stored', async () => {
  const { batches, gates, keep } = writer();
  let stored = false;
  const done = keep(['a']).then(() => { stored = true; });
  await turn();
  expect(batches).toEqual([['a']]);
  expect(stored).toBe(false);
  gates[0]?.open();
  await done;
  expect(stored).toBe(true);
});

test('those who arrive during a write share the next, up to its size, in their order', async () => {
  const { batches, gates, keep } = writer();
  const all = [keep(['a'])];
  await turn();
  all.push(keep(['b']), keep(['c']), keep(['d']), keep(['e']));
  gates[0]?.open();
  await turn();
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  gates[1]?.open();
  await turn();
  gates[2]?.open();
  await Promise.all(all);
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('a failed write fails those in it and nobody else', async () => {
  const { gates, keep } = writer();
  const first = keep(['a']);
  await turn();
  const second = keep(['b']);
  gates[0]?.fail(new Error('the database is away'));
  await expect(first).rejects.toThrow('the database is away');
  await turn();
  gates[1]?.open();
  await expect(second).resolves.toBeUndefined();
});
