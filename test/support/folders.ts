import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all tests: one folder that holds all of theirs, and goes when they are over, whoever of them failed. */
export default async function makeFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'conference-test-'));
  process.env['TEST_FOLDER'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** A new empty folder to run programs in: neither the developer's .env nor their data is seen there. */
export function emptyFolder(): Promise<string> {
  const folder = process.env['TEST_FOLDER'];
  if (folder === undefined) throw new Error('There is no folder for tests: run them with npm test, which makes it first.');
  return mkdtemp(join(folder, 'of-one-'));
}
