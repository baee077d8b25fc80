import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');
/** What the page is made of: its own files, and the versions of the packages in it. */
const SOURCES = [join(PROJECT, 'sandbox', 'page'), join(PROJECT, 'sandbox', 'page-build'), join(PROJECT, 'package-lock.json')];
const BUILT = join(PROJECT, 'node_modules', '.cache', 'conference-page');

/** The page could not be built; the message says what to do. */
export class PageNotBuilt extends Error {
  override readonly name = 'PageNotBuilt';
}

/**
 * The folder with the built page, built anew (about two seconds) when its sources have changed. It is outside of git, and removed with
 * the packages.
 * @throws PageNotBuilt
 */
export async function pageFolder(): Promise<string> {
  const mark = join(BUILT, 'built-from');
  const wanted = await fingerprint();
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return BUILT;
  // Built beside and put in place at once: nobody is ever served half a page, and two sandboxes may start together.
  const fresh = `${BUILT}.${process.pid}`;
  await build(fresh);
  await writeFile(join(fresh, 'built-from'), wanted);
  // Somebody was quicker, and serves it.
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) {
    await rm(fresh, { recursive: true, force: true });
    return BUILT;
  }
  await rm(BUILT, { recursive: true, force: true });
  await rename(fresh, BUILT).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if ((await readFile(mark, 'utf8').catch(() => '')) !== wanted) throw error;
  });
  return BUILT;
}

/** In a process of its own: the builder needs much memory, and the sandbox goes on for hours. */
async function build(folder: string): Promise<void> {
  const builder = fork(join(import.meta.dirname, 'build-page.ts'), [folder], { execArgv: ['--disable-warning=ExperimentalWarning'], silent: true });
  let said = '';
  for (const stream of [builder.stdout, builder.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve, reject) => {
    builder.once('error', reject);
    builder.once('close', resolve);
  });
  if (code !== 0) throw new PageNotBuilt(`The page could not be built. \`npm ci\` installs what it needs (not with --omit=dev).\n${said.trim().split('\n').slice(0, 12).join('\n')}`);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesIn(source)) hash.update(file.slice(PROJECT.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesIn(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [place];
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)).toSorted();
}
