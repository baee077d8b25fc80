import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Surroundings } from '../support/app-process.ts';
import { surroundings } from '../support/app-process.ts';
import { databaseKind } from '../support/databases.ts';
import { ROOT } from '../support/dockerfile.ts';
import { documentedCommands, scriptsNamed } from '../support/documented-commands.ts';
import { emptyFolder } from '../support/folders.ts';
import { onServer, urlOf } from '../support/server.ts';

/** Commands this test does not run, for another test or CI does: where, and by which words. */
const RUN_ELSEWHERE: Readonly<Record<string, { readonly by: string; readonly words: string }>> = {
  'npm ci && npm start': { by: 'test/scenario/sandbox.test.ts', words: "run('sandbox/start.mjs'" },
  'npm ci && npm test': { by: '.ci/run', words: 'npm test --' },
  'npm test -- test/scenario': { by: '.ci/run', words: 'npm test --' },
  'npm test -- test/page': { by: '.ci/run', words: 'TEST_CHROMIUM' },
  'TEST_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres npm test': { by: '.ci/run', words: 'tests postgres' },
  'npm run lint': { by: '.ci/run', words: 'npm run --silent lint' },
  'npm run typecheck': { by: '.ci/run', words: 'npm run --silent typecheck' },
  'npm run demo': { by: '.ci/run', words: 'npm run --silent demo' },
  'npm run chaos': { by: 'test/chaos/chaos.test.ts', words: "run('bench/chaos-main.ts'" },
};

/** What cannot be run here, by how it begins, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  docker: 'no Docker engine here; test/docs/deploy.test.ts and image.test.ts look at what it would build',
  fly: 'needs an account at Fly',
  sudo: 'changes the machine',
  'cd /opt/conference': 'changes the machine',
  journalctl: 'follows a service that only the line before it starts',
  '.ci/run': 'runs all tests, this one among them',
  'npm run bench': 'takes most of an hour; bench/RESULTS.md is its last run',
};
/** Where real Postgres is, and the name the docs give to a restored database. */
const SERVER = process.env['TEST_DATABASE_URL'];
const RESTORED = 'conference_restored';

/** Needs a server of Postgres: the run on the embedded database leaves it out. */
const ON_POSTGRES = /^(?:psql|pg_dump|pg_restore)\b/u;
/** Needs Debian's Chromium, at the place the script looks for it; CI installs it. Once is enough. */
const IN_A_BROWSER = /^npm run picture$/u;
const canBrowse = databaseKind !== 'Postgres' && existsSync('/usr/bin/chromium');
/** What ends with something else than 0 here: the sandbox's address is not public, and the doctor says so. */
const ENDS_WITH: Readonly<Record<string, readonly number[]>> = { 'npm run doctor': [0, 1] };

const commands = documentedCommands();
const lines = [...new Set(commands.map(({ line }) => line))];
const whyNotHere = (line: string): string | undefined => Object.entries(NOT_HERE).find(([start]) => line === start || line.startsWith(`${start} `))?.[1];
const here = lines.filter((line) => RUN_ELSEWHERE[line] === undefined && whyNotHere(line) === undefined && (databaseKind === 'Postgres' || !ON_POSTGRES.test(line)) && (canBrowse || !IN_A_BROWSER.test(line)));

test('each command in the docs is run here, or elsewhere, or cannot be; and no list names one that stands nowhere', () => {
  expect(Object.keys(RUN_ELSEWHERE).filter((line) => !lines.includes(line))).toEqual([]);
  expect(Object.keys(NOT_HERE).filter((start) => !lines.some((line) => line === start || line.startsWith(`${start} `)))).toEqual([]);
  expect(Object.keys(ENDS_WITH).filter((line) => !lines.includes(line))).toEqual([]);
  for (const { by, words } of Object.values(RUN_ELSEWHERE)) expect(readFileSync(join(ROOT, by), 'utf8')).toContain(words);
  expect(here.length).toBeGreaterThan(4);
});

test('every script the docs name is one of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  expect(scriptsNamed().filter(({ line }) => scripts[line] === undefined).map(({ file, line }) => `${file}: npm run ${line}`)).toEqual([]);
});

describe(`in a fresh checkout, one after the other [${databaseKind}]`, () => {
  let s: Surroundings;
  let folder: string;
  beforeAll(async () => {
    if (SERVER !== undefined) await onServer(SERVER, `DROP DATABASE IF EXISTS ${RESTORED} WITH (FORCE)`);
    s = await surroundings();
    folder = await emptyFolder();
    // Commands see no .env and no data of whoever runs this, and what they write stays here.
    for (const name of readdirSync(ROOT)) {
      if (['.git', '.env', '.data', 'artefacts'].includes(name)) continue;
      if (name === 'node_modules') symlinkSync(join(ROOT, name), join(folder, name));
      else cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    writeFileSync(join(folder, 'conference.log'), '{"level":"info","conferenceId":"<id>","msg":"A conference was asked for"}\n');
  });
  afterAll(async () => {
    await s.close();
    if (SERVER !== undefined) await onServer(SERVER, `DROP DATABASE IF EXISTS ${RESTORED} WITH (FORCE)`);
  });

  test.each(here)('%s', async (line) => {
    const env = { PATH: process.env['PATH'], HOME: folder, ...s.settings, ...(SERVER === undefined ? {} : { RESTORED_URL: urlOf(SERVER, RESTORED) }) };
    const ended = await new Promise<{ code: unknown; out: string }>((resolve) => {
      execFile('bash', ['-c', line], { cwd: folder, env, timeout: 170_000 }, (error, out, err) => resolve({ code: error === null ? 0 : error.code, out: `${out}\n${err}` }));
    });
    if (!(ENDS_WITH[line] ?? [0]).includes(Number(ended.code))) throw new Error(`It ended with ${String(ended.code)} and said:\n${ended.out}`);
    if (line.startsWith('npm')) expect(ended.out.trim()).not.toBe('');
  }, 180_000);

  test.runIf(SERVER !== undefined)('and the app starts on what was restored', async () => {
    const app = s.start({ DATABASE_URL: urlOf(SERVER ?? '', RESTORED) });
    await app.ready();
    expect(await app.kill('SIGTERM')).toBe(0);
  }, 180_000);
});
