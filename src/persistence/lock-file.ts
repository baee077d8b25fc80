import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process holds the data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/**
 * Takes a data folder for this process. PGlite has no lock of its own, and two processes on one folder lose acknowledged rows.
 * @param folder made when it is not there.
 * @returns the way to give it back.
 * @throws DataFolderInUse when a living process holds it; the lock of a dead one is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'process.lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      // `wx` fails when the file exists: of two processes that start at once, one writes it.
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!isExisting(error)) throw error;
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new DataFolderInUse(
          `The data folder ${folder} is in use by process ${holder}. Stop that process, give this one a folder of its own with DATA_DIR, `
          + 'or use Postgres with DATABASE_URL, which any number of processes can share.', { cause: error });
      }
      if (holder === process.pid) throw new DataFolderInUse(`The data folder ${folder} is already open in this process.`, { cause: error });
      await rm(file, { force: true });
    }
  }
  throw new DataFolderInUse(`The data folder ${folder} is being taken by other processes. Start only one.`);
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** Signal 0 asks without sending anything; EPERM means it lives, and is somebody else's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
