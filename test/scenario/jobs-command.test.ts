import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { databaseKind, preparedDatabase } from '../support/databases.ts';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';

/** `npm run jobs` and `npm run keys` where the app's settings are not: a service of systemd has them in a file of its own. */
vi.setConfig({ testTimeout: 240_000 });
const KEY = Buffer.alloc(32, 7).toString('base64');

test.each([['src/jobs-main.ts', 'list'], ['src/jobs-main.ts', 'retry'], ['src/keys-main.ts', 'status'], ['src/keys-main.ts', 'rotate']])('%s %s: where there is no database none is made, and the sentence says whose settings are missing', async (program, verb) => {
  const folder = await emptyFolder();
  const { code, out, err } = await run(program, [verb], { folder }).ended;
  expect([code, out]).toEqual([1, '']);
  expect(err).toBe('There is no database here: DATABASE_URL is not set, and the folder .data (DATA_DIR) holds none. This command needs the settings of the app: '
    + `run it in the folder with its .env, or as \`node --env-file=/etc/conference.env ${program} ${verb}\` (docs/operators.md, "When something is wrong").\n`);
  expect(readdirSync(folder)).toEqual([]);
});

test(`With the service's file of settings, its values in quotes, the commands find the database of the app [${databaseKind}]`, async () => {
  const stored = await preparedDatabase();
  try {
    const [folder, elsewhere] = [await emptyFolder(), await emptyFolder()];
    const file = join(elsewhere, 'conference.env');
    writeFileSync(file, [...Object.entries(stored.settings).map(([name, value]) => `${name}='${value}'`), `ENCRYPTION_KEY="${KEY}"`, 'API_URL='].join('\n'));
    const node = [`--env-file=${file}`];
    expect(await run('src/jobs-main.ts', ['list'], { folder, node }).ended).toMatchObject({ code: 0, out: '0 dead jobs\n' });
    expect(await run('src/keys-main.ts', ['status'], { folder, node }).ended).toMatchObject({ code: 0, out: expect.stringContaining('Nothing needs a previous key') });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    await stored.drop();
  }
});
