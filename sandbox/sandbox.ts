import { PGlite } from '@electric-sql/pglite';
import type { RunningSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import type { RunningApp } from '../src/app.ts';
import { startApp } from '../src/app.ts';
import type { Clock } from '../src/conference/clock.ts';
import { systemClock } from '../src/conference/clock.ts';
import type { AppConfig } from '../src/config/config.ts';
import type { Environment } from '../src/config/env.ts';
import type { LogLine } from './app-log.ts';
import { appLog } from './app-log.ts';
import { startEmulators } from './emulators.ts';
import { choosePort } from './ports.ts';
import { refuseProduction } from './refuse-production.ts';
import { sandboxConfig, sandboxEnvironment } from './settings.ts';
import type { Timing } from './timing.ts';
import { HUMAN } from './timing.ts';

export interface SandboxOptions {
  /** Where the app listens; any free port when it is 0, absent, or in use. */
  readonly port?: number;
  /** The folder of the app's database; in memory when absent. */
  readonly dataDir?: string;
  /** The wall clock when absent. */
  readonly clock?: Clock;
  /** Settings of the app beside those the sandbox fills in, such as RING_SECONDS. */
  readonly settings?: Environment;
  readonly timing?: Timing;
  /** Hears the app's log. */
  readonly onLog?: (line: LogLine) => void;
}

/**
 * The app among made-up people: everything but the app itself is emulated, on loopback. Whoever shows it (terminal, page) follows the
 * emulators over HTTP, by `slack.url` and `twilio.url`, or their journals in the process.
 */
export interface Sandbox {
  /** Where the app listens, without a trailing slash. */
  readonly url: string;
  readonly app: RunningApp;
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly config: AppConfig;
  /** Ends everything; nothing listens any more. */
  readonly stop: () => Promise<void>;
}

/** Whoever tries things out does not want to wait for calls that hang in the air. */
const GRACE_MS = 1_000;

/**
 * Starts the app with an emulated Slack and Twilio; resolves when it is ready.
 * @throws SandboxRefused with NODE_ENV=production, or an Error with what is wrong about the settings.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { settings = {}, timing = HUMAN, clock = systemClock, dataDir } = options;
  refuseProduction(settings);
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { slack, twilio, close } = await startEmulators({ clock, timing });
    closers.push(close);
    // Chosen last, so that neither emulator can be given the same one before the app listens on it.
    const port = await choosePort(options.port ?? 0);
    slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
    const config = sandboxConfig(sandboxEnvironment(settings, { port, slack, twilio, callsPerSecond: timing.callsPerSecond, dataDir }));
    const log = appLog(config.logging.level, [config.slack.botToken, config.slack.signingSecret, config.twilio.authToken], options.onLog ?? (() => undefined));
    const memory = dataDir === undefined ? await PGlite.create() : undefined;
    if (memory !== undefined) closers.push(() => memory.close());
    const app = await startApp(config, { clock, log, host: '127.0.0.1', ...(memory === undefined ? {} : { database: { kind: 'given', lite: memory } }) });
    closers.push(() => app.stop(GRACE_MS));
    return { url: config.http.apiUrl, app, slack, twilio, config, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
