import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Surroundings } from '../support/app-process.ts';
import { surroundings } from '../support/app-process.ts';
import { databaseKind } from '../support/databases.ts';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';
import { OUR_NUMBER } from '../support/world.ts';

/** `npm run doctor`, as an operator runs it. */
vi.setConfig({ testTimeout: 240_000 });

const reported = z.object({ summary: z.string(), findings: z.array(z.object({ check: z.string(), title: z.string(), verdict: z.enum(['ok', 'warning', 'failure', 'skipped']), found: z.string(), why: z.string().nullable(), mend: z.string().nullable() })) });

let around: Surroundings;
beforeAll(async () => {
  around = await surroundings();
});
afterAll(() => around.close());

test(`Before the app runs the doctor ends with 0 and warnings; beside it, too; with a fault in .env it ends with 1 [${databaseKind}]`, async () => {
  const folder = await emptyFolder();
  const doctor = (words: readonly string[], settings: Readonly<Record<string, string>>) => run('src/doctor-start.mjs', words, { folder, settings }).ended;

  const before = await doctor([], around.settings);
  expect({ code: before.code, err: before.err }).toEqual({ code: 0, err: '' });
  expect(before.out).toContain('warn  The app on this machine: It does not run here: nothing listens on PORT');
  expect(before.out).toContain('What to do: Start it with `npm start`, and run the doctor again.');

  const app = around.start();
  await app.ready();
  const beside = await doctor(['--json'], around.settings);
  const { findings } = reported.parse(JSON.parse(beside.out));
  expect(beside.code).toBe(0);
  const of = (check: string) => findings.find((finding) => finding.check === check);
  expect(of('app-running')?.verdict).toBe('ok');
  expect(of('reaches-us')?.found).toBe('It leads to this process.');
  expect(of('twiml')?.verdict).toBe('ok');
  // The embedded database takes one process, which is the app.
  expect(of('queue')?.verdict).toBe(databaseKind === 'PGlite' ? 'skipped' : 'ok');
  expect(of('database')?.found).toMatch(databaseKind === 'PGlite' ? /held by the running app/u : /^PostgreSQL \d+/u);
  expect(of('neighbours')?.found).toContain(databaseKind === 'PGlite' ? 'Not looked at' : 'conference from');

  const { TWILIO_AUTH_TOKEN: token = '', ...rest } = around.settings;
  await writeFile(join(folder, '.env'), `TWILIO_AUTH_TOKEN=${token}-with-a-slip\n`, { mode: 0o600 });
  const wrong = await doctor([], rest);
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain('FAIL  Twilio’s account: Twilio does not know this account with this auth token.');
  for (const { out } of [before, beside, wrong]) for (const secret of [token, around.settings['SLACK_BOT_TOKEN'] ?? '', around.settings['SLACK_SIGNING_SECRET'] ?? '', around.settings['ENCRYPTION_KEY'] ?? '', OUR_NUMBER]) expect(out).not.toContain(secret);
});

test('Without any setting it says that the sandbox starts, and ends with 0', async () => {
  const { code, out, err } = await run('src/doctor-start.mjs', [], { folder: await emptyFolder(), settings: { PORT: '0' } }).ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('warn  Settings: No Slack and Twilio accounts are set, so `npm start` runs the sandbox.');
  expect(out).toMatch(/\n\d+ warnings?, \d+ are fine, \d+ not looked at\.\n$/u);
});
