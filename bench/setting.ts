import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningSlackEmulator, SlackEmulatorOptions } from '../emulators/slack/emulator.ts';
import { startSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../emulators/twilio/emulator.ts';
import type { TwilioEmulatorOptions } from '../emulators/twilio/options.ts';
import { freshDatabase } from './databases.ts';
import { freePort } from './free-port.ts';

/** A database of the benchmark's own, both emulators, and the settings that lead the app to them. */
export interface Setting {
  readonly kind: 'Postgres' | 'PGlite';
  readonly url: string;
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** What a measurement may set up differently. */
export interface SettingOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly slack?: Omit<SlackEmulatorOptions, 'requestUrl'>;
  readonly twilio?: Omit<TwilioEmulatorOptions, 'numbers'>;
}

const OUR_NUMBER = '+15005550006';

/** @param server a Postgres server's address; PGlite in a temporary folder when undefined. */
export async function openSetting(server: string | undefined, options: SettingOptions = {}): Promise<Setting> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const twilio = await startTwilioEmulator({ account: { cps: 100 }, ...options.twilio, numbers: [OUR_NUMBER] });
  // Slack's limits belong to Slack; here our own speed is asked for, unless somebody asks for both.
  const slack = await startSlackEmulator({ rateLimits: false, ...options.slack, requestUrl: `${url}/slack/events` });
  const database = server === undefined ? await temporaryFolder() : await onServer(server);
  return {
    kind: server === undefined ? 'PGlite' : 'Postgres', url, slack, twilio,
    settings: {
      NODE_ENV: 'development', PORT: String(port), API_URL: url, LOG_LEVEL: 'warn', ALLOWED_COUNTRIES: 'US,GB,DE', DEFAULT_COUNTRY: 'US', TWILIO_CPS: '30',
      // The same people are rung again and again, at any hour.
      RING_PACE: 'off', QUIET_HOURS: 'off',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      SLACK_BOT_TOKEN: slack.world.settings.botToken, SLACK_SIGNING_SECRET: slack.world.settings.signingSecret, SLACK_API_URL: slack.apiUrl,
      TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_API_URL: twilio.url, TWILIO_PHONE_NUMBER: OUR_NUMBER,
      ...database.settings, ...options.settings,
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

async function onServer(server: string) {
  const database = await freshDatabase(server);
  return { settings: { DATABASE_URL: database.url }, drop: () => database.drop() };
}
