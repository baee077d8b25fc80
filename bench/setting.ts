import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { RunningSlackEmulator } from '../emulators/slack/emulator.ts';
import { startSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../emulators/twilio/emulator.ts';

/** A database of the benchmark's own, both emulators, and the settings that lead the app to them. */
export interface Setting {
  readonly kind: 'Postgres' | 'PGlite';
  readonly url: string;
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const OUR_NUMBER = '+15005550006';

/** @param server a Postgres server's address; PGlite in a temporary folder when undefined. */
export async function openSetting(server: string | undefined, port: number, more: Readonly<Record<string, string>>): Promise<Setting> {
  const url = `http://127.0.0.1:${port}`;
  const twilio = await startTwilioEmulator({ numbers: [OUR_NUMBER], account: { cps: 100 } });
  // Slack's limits belong to Slack; here our own speed is asked for.
  const slack = await startSlackEmulator({ requestUrl: `${url}/slack/events`, rateLimits: false });
  const database = server === undefined ? await temporaryFolder() : await temporaryDatabase(server);
  return {
    kind: server === undefined ? 'PGlite' : 'Postgres', url, slack, twilio,
    settings: {
      NODE_ENV: 'development', PORT: String(port), API_URL: url, LOG_LEVEL: 'warn', ALLOWED_COUNTRIES: 'US,GB,DE', DEFAULT_COUNTRY: 'US', TWILIO_CPS: '30',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      SLACK_BOT_TOKEN: slack.world.settings.botToken, SLACK_SIGNING_SECRET: slack.world.settings.signingSecret, SLACK_API_URL: slack.apiUrl,
      TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_API_URL: twilio.url, TWILIO_PHONE_NUMBER: OUR_NUMBER,
      ...database.settings, ...more,
    },
    close: async () => {
      await Promise.all([slack.close(), twilio.close()]);
      await database.drop();
    },
  };
}

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'conference-bench-'));
  return { settings: { DATA_DIR: folder }, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function temporaryDatabase(server: string) {
  const name = `conference_bench_${process.pid}_${Date.now()}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { settings: { DATABASE_URL: url.href }, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
