import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../../src/app.ts';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import type { ProcessDatabase } from '../support/databases.ts';
import { databaseKind, emptyDatabase } from '../support/databases.ts';
import { CapturedLog } from '../support/captured-log.ts';
import { scenario } from '../support/scenario.ts';

/** Point 9 of issue 2: where the data is, and what becomes of it between one start and the next. */
vi.setConfig({ testTimeout: 240_000 });
const MIGRATIONS = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');
const TABLES = ['call', 'callback', 'conference', 'contact', 'participant', 'rate_slot', 'thread_line'];

let empty: ProcessDatabase;
beforeEach(async () => {
  empty = await emptyDatabase();
});
afterEach(() => empty.drop());

/** The app on that database, with nobody to talk to: for what it keeps. */
async function start(key = 7): Promise<RunningApp> {
  const { config, problems } = loadConfig({
    PORT: '0', API_URL: 'http://127.0.0.1:1', SLACK_BOT_TOKEN: 'xoxb-nobody', SLACK_SIGNING_SECRET: 'nobody-knows', SLACK_API_URL: 'http://127.0.0.1:1/',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'nobody-knows', TWILIO_API_URL: 'http://127.0.0.1:1', TWILIO_PHONE_NUMBER: '+15005550006',
    ALLOWED_COUNTRIES: 'US', DEFAULT_COUNTRY: 'US', ENCRYPTION_KEY: Buffer.alloc(32, key).toString('base64'),
  });
  if (problems !== undefined || config.mode !== 'app') throw new Error('These settings make no app.');
  return startApp(config, { log: new CapturedLog(), database: empty.location });
}

async function stored(): Promise<{ readonly tables: string[]; readonly applied: string[][] }> {
  const database = await openDatabase(empty.location);
  const tables = await database.prisma.$queryRaw<{ name: string }[]>`SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`;
  const applied = await database.prisma.$queryRaw<{ name: string; checksum: string }[]>`SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY started_at`;
  await database.close();
  return { tables: tables.map(({ name }) => name).sort(), applied: applied.map(({ name, checksum }) => [name, checksum]) };
}

async function ours(): Promise<string[][]> {
  const names = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return Promise.all(names.map(async (name) => [name, createHash('sha256').update(await readFile(join(MIGRATIONS, name, 'migration.sql'))).digest('hex')]));
}

describe(`on ${databaseKind}`, () => {
  test('the first start makes every table, and the next finds them made', async () => {
    await (await start()).stop(0);
    await (await start()).stop(0);
    const { tables, applied } = await stored();
    expect(tables).toEqual(expect.arrayContaining(TABLES));
    expect(applied).toEqual(await ours());
  });

  if (databaseKind === 'Postgres') {
    test('of two that start at once on an empty database one migrates, and both come up', async () => {
      const both = await Promise.all([start(), start()]);
      for (const app of both) await app.stop(0);
      expect((await stored()).applied).toEqual(await ours());
    });
  } else {
    test('of two that start at once on one folder one comes up, and the other reads why not (two at once need Postgres)', async () => {
      const both = await Promise.allSettled([start(), start()]);
      const up = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const down = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      expect(up).toHaveLength(1);
      expect(down).toEqual([expect.stringContaining('is already open in this process')]);
      await up[0]?.stop(0);
    });
  }

  test('a database whose migration was edited since is refused, by its name', async () => {
    await (await start()).stop(0);
    const database = await openDatabase(empty.location);
    await database.prisma.$executeRaw`UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = '20261123000000_first_light'`;
    await database.close();
    await expect(start()).rejects.toThrow('The migration 20261123000000_first_light was edited after it was applied to this database.');
  });

  test('what was stored before a restart is read after it, with the same key and no other', async () => {
    const first = await start();
    const request = {
      id: 'c1', teamId: 'T1', hostUserId: 'U1', channelId: 'C1', name: 'Project Review', roomName: 'f00d', requestedAt: Date.now(), confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 }, triggerId: 't1',
      responseUrl: 'https://hooks.slack.example/secret', invited: { invitees: [], ringHost: true, urgent: false },
    };
    await first.context.store.request(request);
    await first.stop(0);

    const second = await start();
    expect(await second.context.store.read('c1')).toMatchObject({ id: 'c1', name: 'Project Review', roomName: 'f00d', state: 'starting' });
    expect(await second.context.store.responseUrl('c1')).toBe('https://hooks.slack.example/secret');
    expect(await second.context.store.request({ ...request, id: 'c2', roomName: 'other' })).toEqual({ conferenceId: 'c1', created: false });
    await second.stop(0);

    const third = await start(8);
    await expect(third.context.store.responseUrl('c1')).rejects.toThrow('neither ENCRYPTION_KEY nor one of ENCRYPTION_KEYS_PREVIOUS is the key it was written with');
    await third.stop(0);
  });
});

scenario('The app is started anew in the middle of a conference, and the conference goes on', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: ringing');
  await world.restartApp();
  const bob = await phones.of('bob').answers();
  await bob.hears('Welcome to Project Review. You are being connected to the conference.');
  await alice.hangsUp();
  await bob.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after', 'Alice Ames: left', 'Bob Berg: left');
  await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Alice and Bob left');
  await general.thread('Project Review').saysLike(/^Ended after/);
  expect(general.cards).toHaveLength(1);
  expect([phones.callsTo('alice'), phones.callsTo('bob')]).toEqual([1, 1]);
}, { settings: { RING_HOST: 'false' } });

scenario('Everything that belongs to somebody is kept under their Slack team', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await slack.channel('general').thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await slack.channel('general').card('Project Review').shows('Ended');
  for (const table of ['conference', 'participant', 'call']) {
    expect([table, await world.database.query(`SELECT DISTINCT team_id FROM ${table}`)]).toEqual([table, [{ team_id: 'T0SANDBOX01' }]]);
  }
}, { settings: { RING_HOST: 'false' } });
