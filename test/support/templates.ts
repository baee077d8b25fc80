import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { systemClock } from '../../src/conference/clock.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/logging/log.ts';
import type { DatabaseLocation } from '../../src/persistence/database.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { rememberStart } from './lite.ts';
import { onServer, urlOf } from './server.ts';

const quiet = createLog({ level: 'silent', phoneNumbers: 'masked', secrets: [] });

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'conference');
/** What a template is made of: another word in any of these makes another template. */
const MADE_OF = ['prisma/migrations', 'src/jobs', 'test/support/templates.ts', 'test/support/lite.ts', 'package-lock.json'];

/** Making a schema takes seconds: before all tests it is made once, as a database on the server or as a file, and every test copies that. */
export default async function makeTemplate(): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'];
  process.env['TEST_TEMPLATE'] = server === undefined ? await onFile() : await onItsServer(server);
  return dropTemplate;
}

async function onItsServer(server: string): Promise<string> {
  const name = `conference_template_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  await prepare({ kind: 'postgres', url: urlOf(server, name) });
  return name;
}

/** Kept from run to run: who runs one test again and again should not wait for it. */
async function onFile(): Promise<string> {
  const name = `template-${await fingerprint()}.tar`;
  const file = join(CACHE, name);
  const made = await readdir(CACHE).catch((): string[] => []);
  if (made.includes(name)) return file;
  const lite = await PGlite.create();
  await prepare({ kind: 'given', lite });
  await rememberStart(lite);
  await mkdir(CACHE, { recursive: true });
  // Two runs may make it at once: each its own, and the last one stays.
  const half = `${file}.${process.pid}`;
  await writeFile(half, Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer()));
  await rename(half, file);
  await lite.close();
  await Promise.all(made.filter((old) => old.startsWith('template-')).map((old) => rm(join(CACHE, old), { force: true })));
  return file;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const part of MADE_OF) {
    const path = join(ROOT, part);
    const files = (await stat(path)).isDirectory() ? (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort() : [path];
    for (const file of files) hash.update(relative(ROOT, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** After all tests. */
async function dropTemplate(): Promise<void> {
  const server = process.env['TEST_DATABASE_URL'];
  const template = process.env['TEST_TEMPLATE'];
  if (server !== undefined && template !== undefined) await onServer(server, `DROP DATABASE ${template} WITH (FORCE)`);
}

async function prepare(location: DatabaseLocation): Promise<void> {
  const database = await openDatabase(location);
  const jobs = await openJobs(database, systemClock, quiet, { pollSeconds: 30 });
  await jobs.stop(0);
  await database.close();
}
