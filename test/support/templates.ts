import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { systemClock } from '../../src/conference/clock.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/logging/log.ts';
import type { DatabaseLocation } from '../../src/persistence/database.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { rememberStart } from './lite.ts';
import { onServer, urlOf } from './server.ts';

const quiet = createLog({ level: 'silent', phoneNumbers: 'masked', secrets: [] });

/** Making a schema takes seconds: before all tests it is made once, as a database on the server or as a file, and every test copies that. */
export default async function makeTemplate(): Promise<void> {
  const server = process.env['TEST_DATABASE_URL'];
  const name = `conference_template_${randomUUID().replaceAll('-', '')}`;
  if (server === undefined) {
    const lite = await PGlite.create();
    await prepare({ kind: 'given', lite });
    await rememberStart(lite);
    const file = join(tmpdir(), `${name}.tar`);
    await writeFile(file, Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer()));
    await lite.close();
    process.env['TEST_TEMPLATE'] = file;
  } else {
    await onServer(server, `CREATE DATABASE ${name}`);
    await prepare({ kind: 'postgres', url: urlOf(server, name) });
    process.env['TEST_TEMPLATE'] = name;
  }
}

/** After all tests. */
export async function dropTemplate(): Promise<void> {
  const server = process.env['TEST_DATABASE_URL'];
  const template = process.env['TEST_TEMPLATE'];
  if (template === undefined) return;
  if (server === undefined) await rm(template, { force: true });
  else await onServer(server, `DROP DATABASE ${template} WITH (FORCE)`);
}

async function prepare(location: DatabaseLocation): Promise<void> {
  const database = await openDatabase(location);
  const jobs = await openJobs(database, systemClock, quiet, { pollSeconds: 30 });
  await jobs.stop(0);
  await database.close();
}
