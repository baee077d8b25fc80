import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import dotenv from 'dotenv';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import type { Surroundings } from '../support/app-process.ts';
import { surroundings } from '../support/app-process.ts';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';
import { OUR_NUMBER } from '../support/world.ts';

/** `npm run setup` and `npm run manifest`, as somebody runs them who sets the app up. */
vi.setConfig({ testTimeout: 240_000 });

let around: Surroundings;
beforeAll(async () => {
  around = await surroundings();
});
afterAll(() => around.close());

const settingsIn = async (folder: string): Promise<Record<string, string>> => dotenv.parse(await readFile(join(folder, '.env'), 'utf8'));
const elsewhere = (): Record<string, string> => ({ PORT: String(around.port), SLACK_API_URL: around.slack.apiUrl, TWILIO_API_URL: around.twilio.url });

async function answering(folder: string, answers: readonly string[]) {
  return run('src/setup-main.ts', [], { folder, settings: elsewhere(), input: `${answers.join('\n')}\n` }).ended;
}

test('From nothing to every setting: each answer is checked, wrong ones are asked again, and no secret is shown', async () => {
  const folder = await emptyFolder();
  const { SLACK_BOT_TOKEN: token = '', SLACK_SIGNING_SECRET: secret = '', TWILIO_ACCOUNT_SID: sid = '', TWILIO_AUTH_TOKEN: auth = '' } = around.settings;
  const { code, out, err } = await answering(folder, [
    'conference.example.com', `http://127.0.0.1:${around.port}`,
    'xoxp-not-a-bot', 'xoxb-of-another-app', token,
    secret,
    sid, 'another-auth-token', sid, auth,
    '415-555-0100', '+14155550199', OUR_NUMBER,
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('API_URL must be an address such as https://example.com');
  expect(out).toContain('Right: It leads here; the doctor answered for the app, which does not run.');
  expect(out).toContain("SLACK_BOT_TOKEN must be the app's bot token");
  expect(out).toContain('No: Slack does not know this bot token. Copy it again: https://api.slack.com/apps');
  expect(out).toContain('Right: It is conference in the workspace Sandbox (T0SANDBOX01).');
  expect(out).toContain('No: Twilio does not know this account with this auth token.');
  expect(out).toContain('Right: Emulated account is active.');
  expect(out).toContain('TWILIO_PHONE_NUMBER must be a valid phone number');
  expect(out).toContain('No: +1•••••••99 is no number of this account.');
  expect(out).toContain('ENCRYPTION_KEY was made');
  expect(out).toContain('Every setting is there. `npm start` starts the app');
  for (const hidden of [token, secret, auth, OUR_NUMBER]) expect(out).not.toContain(hidden);

  const settings = await settingsIn(folder);
  expect(settings).toMatchObject({ API_URL: `http://127.0.0.1:${around.port}`, SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: auth, TWILIO_PHONE_NUMBER: OUR_NUMBER });
  expect(out).not.toContain(settings['ENCRYPTION_KEY']);
  expect(Buffer.from(settings['ENCRYPTION_KEY'] ?? '', 'base64')).toHaveLength(32);
  expect(loadConfig(settings).config?.mode).toBe('app');
  expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  const doctor = await run('src/doctor-start.mjs', [], { folder, settings: elsewhere() }).ended;
  expect(doctor.out).not.toContain('FAIL');
  expect(doctor.code).toBe(0);
  // Made from .env.example, with what it says of each.
  expect(await readFile(join(folder, '.env'), 'utf8')).toContain('# The bot token of your Slack app');
});

test('What is there is kept, with its comments, and only what is missing is asked for', async () => {
  const folder = await emptyFolder();
  const { TWILIO_PHONE_NUMBER: _left, PORT: _port, DATA_DIR: _dir, DATABASE_URL: _url, ...there } = around.settings;
  const before = `# ours, do not touch\n${Object.entries(there).map(([name, value]) => `${name}=${value}`).join('\n')}\n`;
  await writeFile(join(folder, '.env'), before);
  const { code, out } = await answering(folder, [OUR_NUMBER]);
  expect(code).toBe(0);
  expect([...out.matchAll(/^([A-Z_]+):/gmu)].map(([, name]) => name)).toEqual(['TWILIO_PHONE_NUMBER']);
  expect(await readFile(join(folder, '.env'), 'utf8')).toBe(`${before}TWILIO_PHONE_NUMBER=${OUR_NUMBER}\n`);
  expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
});

test('Whoever breaks off keeps what was right, and goes on from there', async () => {
  const folder = await emptyFolder();
  const first = await answering(folder, ['', 'a-made-up-authtoken', around.settings['SLACK_BOT_TOKEN'] ?? '']);
  expect(first.code).toBe(1);
  expect(first.out).toContain('What was right is kept in .env; `npm run setup` goes on from there.');
  expect(await settingsIn(folder)).toMatchObject({ NGROK_AUTHTOKEN: 'a-made-up-authtoken', SLACK_BOT_TOKEN: around.settings['SLACK_BOT_TOKEN'], SLACK_SIGNING_SECRET: '' });
  const second = await answering(folder, [around.settings['SLACK_SIGNING_SECRET'] ?? '']);
  expect([...second.out.matchAll(/^([A-Z_]+):/gmu)].map(([, name]) => name)).toEqual(['SLACK_SIGNING_SECRET', 'TWILIO_ACCOUNT_SID']);
});

test('What cannot be checked just now is kept when it is answered twice', async () => {
  const folder = await emptyFolder();
  const { code, out } = await answering(folder, ['https://nowhere.invalid', 'https://nowhere.invalid']);
  expect(code).toBe(1);
  expect(out).toContain('Answer the same once more to keep it all the same.');
  expect(await settingsIn(folder)).toMatchObject({ API_URL: 'https://nowhere.invalid' });
  // And with an address there is a link.
  expect(out).toContain('https://api.slack.com/apps?new_app=1&manifest_yaml=');
});
