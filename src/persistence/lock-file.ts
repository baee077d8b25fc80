import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process holds the data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/** A lock without a word in it is being written; after so long, its writer died over it. */
const WRITTEN_WITHIN_MS = 5_000;

/** The lock files this process holds. Its own id in a lock proves nothing: in a container every start has the same. */
const held = new Set<string>();

/**
 * Takes a data folder for this process. PGlite has no lock of its own, and two processes on one folder lose acknowledged rows.
 * @param folder made when it is not there.
 * @returns the way to give it back.
 * @throws DataFolderInUse when a living process holds it; the lock of a dead one is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(await realpath(folder), 'process.lock');
  if (held.has(file)) throw openHere(folder);
  held.add(file);
  try {
    await take(file, folder);
  } catch (error) {
    held.delete(file);
    throw error;
  }
  return async () => {
    await rm(file, { force: true });
    held.delete(file);
  };
}

async function take(file: string, folder: string): Promise<void> {
  const mine = `${process.pid} ${(await startOf(process.pid)) ?? ''}`.trim();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      // `wx` fails when the file exists: of two processes that start at once, one writes it.
      await writeFile(file, mine, { flag: 'wx' });
      return;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const text = await readFile(file, 'utf8').catch(() => '');
    const holder = await livingHolder(text);
    if (holder === process.pid) throw openHere(folder);
    if (holder !== null) {
      throw new DataFolderInUse(
        `The data folder ${folder} is in use by process ${holder}. Stop that process, give this one a folder of its own with DATA_DIR, `
        + 'or use Postgres with DATABASE_URL, which any number of processes can share.');
    }
    if (text === '' && (await isYoung(file))) break;
    await removeStale(file, text);
  }
  throw new DataFolderInUse(`The data folder ${folder} is being taken by another process. Start only one.`);
}

/** Whose lock it is; null when that process is gone, though its id may be another's by now. */
async function livingHolder(text: string): Promise<number | null> {
  const [id, start] = text.trim().split(' ');
  const pid = Number(id);
  if (!(pid > 0) || !isAlive(pid)) return null;
  const now = start === undefined ? null : await startOf(pid);
  if (now === null) return pid === process.pid ? null : pid;
  return now === start ? pid : null;
}

/** Two may find the same stale lock, and the slower one must not take away what the quicker one wrote since. */
async function removeStale(file: string, text: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== text) await rename(aside, file);
    else await rm(aside, { force: true });
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** When a process began, as Linux counts it (proc(5): starttime); null where nobody says. An id alone is soon somebody else's. */
async function startOf(pid: number): Promise<string | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function isYoung(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => null);
  return written !== null && Date.now() - written.mtimeMs < WRITTEN_WITHIN_MS;
}

/** Signal 0 asks without sending anything; EPERM means it lives, and is somebody else's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

function openHere(folder: string): DataFolderInUse {
  return new DataFolderInUse(`The data folder ${folder} is already open in this process.`);
}
