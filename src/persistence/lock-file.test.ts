import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, lockFolder } from './lock-file.ts';

let folder: string;
const lockFile = (): string => join(folder, 'process.lock');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conference-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The id of a process that lived a moment ago. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a folder that is not there is made, locked, and given back', async () => {
  folder = join(folder, 'new', 'data');
  const unlock = await lockFolder(folder);
  expect(await readFile(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`));
  await unlock();
  await expect(access(lockFile())).rejects.toThrow('ENOENT');
  await (await lockFolder(folder))();
});

test('the folder of another living process is refused, with its id and both ways out', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  try {
    await once(child, 'spawn');
    await writeFile(lockFile(), String(child.pid));
    const taking = lockFolder(folder);
    await expect(taking).rejects.toThrow(DataFolderInUse);
    await expect(taking).rejects.toThrow(
      `The data folder ${folder} is in use by process ${child.pid}. Stop that process, give this one a folder of its own with DATA_DIR, `
      + 'or use Postgres with DATABASE_URL, which any number of processes can share.');
    expect(await readFile(lockFile(), 'utf8')).toBe(String(child.pid));
  } finally {
    child.kill();
  }
});

test('the folder is open in this very process: refused too', async () => {
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow('is already open in this process');
  await unlock();
});

test('the lock of a process that died is taken over', async () => {
  await writeFile(lockFile(), String(await deadProcess()));
  const unlock = await lockFolder(folder);
  expect(await readFile(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`));
  await unlock();
});

test('a lock with the id this process has now, left by one that died, is taken over: in a container every start has the same id', async () => {
  await writeFile(lockFile(), String(process.pid));
  await (await lockFolder(folder))();
});

test('a lock whose id another program has meanwhile is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  try {
    await once(child, 'spawn');
    await writeFile(lockFile(), `${child.pid} 1`);
    await (await lockFolder(folder))();
  } finally {
    child.kill();
  }
});

test.each(['', 'not a number', '-1', '0'])('a lock that names no process (%j) is taken over', async (text) => {
  await writeFile(lockFile(), text);
  await utimes(lockFile(), 0, 0);
  await (await lockFolder(folder))();
});

test('a lock that is just being written is left to its writer', async () => {
  await writeFile(lockFile(), '');
  await expect(lockFolder(folder)).rejects.toThrow('is being taken by another process');
});

test('of many that come at once, one gets the folder', async () => {
  await writeFile(lockFile(), String(await deadProcess()));
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const winners = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(winners).toHaveLength(1);
  await winners[0]?.();
});
