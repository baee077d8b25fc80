import { setImmediate } from 'node:timers/promises';
import type { RunningSlackEmulator, SlackEmulatorOptions } from '../../emulators/slack/emulator.ts';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { TwilioEmulatorOptions } from '../../emulators/twilio/options.ts';
import type { RunningApp } from '../../src/app.ts';
import { startApp } from '../../src/app.ts';
import type { AppConfig } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/config.ts';
import { CapturedLog } from './captured-log.ts';
import type { TestDatabase } from './databases.ts';
import { freshDatabase } from './databases.ts';
import { freePort } from './free-port.ts';
import { WorldClock } from './world-clock.ts';

/** What a story may set up differently. */
export interface WorldOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the app runs as in the sandbox, which may keep everything readable. */
  readonly isSandbox?: boolean;
  readonly slack?: Omit<SlackEmulatorOptions, 'clock' | 'requestUrl'>;
  readonly twilio?: Omit<TwilioEmulatorOptions, 'clock' | 'numbers'>;
}

/** The app, Slack and Twilio, a database and one clock. */
export interface World {
  readonly app: RunningApp;
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly clock: WorldClock;
  readonly log: CapturedLog;
  readonly database: TestDatabase;
  readonly config: AppConfig;
  /** Resolves once nothing is under way anywhere, without letting time pass. */
  settle(): Promise<void>;
  /** Lets time pass until `holds`, from one timer to the next. @throws when it does not within `withinMs` of the world's time. */
  until(holds: () => boolean, what: string | (() => string), withinMs?: number): Promise<void>;
  /** Lets time pass. */
  passes(ms: number): Promise<void>;
  /** Ends the app as `kill -9` does not: without finishing anything, but orderly enough for a test to go on; then starts it anew, `afterMs` of the world's time later, with other `settings` if some are given. */
  restartApp(options?: { readonly afterMs?: number; readonly settings?: Readonly<Record<string, string>> }): Promise<void>;
  stop(): Promise<void>;
}

/** Long after the wall clock, so that nothing of real time is ever in the test's future. A Monday in daylight. */
const START = Date.parse('2030-01-07T18:00:00Z');
/** How long the emulator's own telephones wait for what they were told of, in real time: shared machines are ten times slower at times than at others. */
const PATIENCE_MS = 60_000;
/** Turns in which whatever was asked for before the world's time was up arrives: a second or two of a slow machine. It is a story that fails that waits for them. */
const ARRIVALS = 500;
export const OUR_NUMBER = '+15005550006';

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = new WorldClock(START);
  const log = new CapturedLog(options.settings?.['LOG_PHONE_NUMBERS'] === 'full');
  const [database, port, twilio] = await Promise.all([
    freshDatabase(), freePort(), startTwilioEmulator({ patienceMs: PATIENCE_MS, ...options.twilio, clock, numbers: [OUR_NUMBER] }),
  ]);
  const slack = await startSlackEmulator({ ...options.slack, clock, requestUrl: `http://127.0.0.1:${port}/slack/events` });
  let config = configFor(port, slack, twilio, options.settings ?? {}, options.isSandbox);
  const start = (): Promise<RunningApp> => startApp(config, { clock, log, database: database.location, pollSeconds: 300, superviseSeconds: 120 });
  let app = await start();

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 2;) {
      await setImmediate();
      const waited = [await app.drain(), await twilio.idle(), await slack.idle()];
      quiet = waited.includes(true) ? 0 : quiet + 1;
    }
  };
  const world: World = {
    get app() {
      return app;
    },
    get config() {
      return config;
    },
    slack, twilio, clock, log, database, settle,
    until: async (holds, what, withinMs = 180_000) => {
      const limit = clock.now() + withinMs;
      for (;;) {
        await settle();
        if (holds()) return;
        if (!(await clock.step(limit))) {
          // The world's time is up, and real time is not: what is on its way to a held-up side of the app is seen by nobody here, and arrives.
          for (let turns = 0; turns < ARRIVALS; turns += 1) {
            await settle();
            if (holds()) return;
          }
          throw new Error(`In ${withinMs / 1_000} s of the world's time it did not come to this: ${typeof what === 'string' ? what : what()}.`);
        }
      }
    },
    passes: async (ms) => {
      const limit = clock.now() + ms;
      do await settle();
      while (await clock.step(limit));
      await settle();
    },
    restartApp: async ({ afterMs = 0, settings } = {}) => {
      await app.stop(0);
      if (settings !== undefined) config = configFor(port, slack, twilio, { ...options.settings, ...settings }, options.isSandbox);
      await clock.tick(afterMs);
      app = await start();
    },
    stop: async () => {
      // Together: a story that failed half-way may have left a request the app waits for, and its end would hide why.
      await Promise.all([app.stop(0), slack.close(), twilio.close()]);
      await database.drop();
    },
  };
  // The app's first sweep is its own matter, and no story's: cut off in it by a restart, it says so.
  await settle();
  return world;
}

function configFor(port: number, slack: RunningSlackEmulator, twilio: RunningTwilioEmulator, settings: Readonly<Record<string, string>>, isSandbox = false): AppConfig {
  const { config, problems } = loadConfig({
    PORT: String(port), API_URL: `http://127.0.0.1:${port}`,
    SLACK_BOT_TOKEN: slack.world.settings.botToken, SLACK_SIGNING_SECRET: slack.world.settings.signingSecret, SLACK_API_URL: slack.apiUrl,
    TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_API_URL: twilio.url, TWILIO_PHONE_NUMBER: OUR_NUMBER,
    ALLOWED_COUNTRIES: 'US,GB,DE', DEFAULT_COUNTRY: 'US', ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...settings,
  }, { isSandbox });
  if (problems !== undefined || config.mode !== 'app') throw new Error(`The test's settings do not make an app: ${problems?.join('; ') ?? 'no accounts'}`);
  return config;
}
