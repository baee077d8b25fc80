import { rm } from 'node:fs/promises';
import type { Environment } from '../src/config/env.ts';
import { systemClock } from '../src/conference/clock.ts';
import { listen } from '../emulators/shared/listen.ts';
import type { RunningSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import type { LogLine } from './app-log.ts';
import type { AppProcess } from './app-process/app-process.ts';
import { createAppProcess } from './app-process/app-process.ts';
import { startEmulators } from './emulators.ts';
import { startFeed } from './page-server/feed.ts';
import { pageServer } from './page-server/page-server.ts';
import { readShortcuts } from './page-server/shortcuts.ts';
import { choosePort } from './ports.ts';
import { refuseProduction } from './refuse-production.ts';
import { sandboxConfig, sandboxEnvironment } from './settings.ts';
import type { Timing } from './timing.ts';
import { HUMAN } from './timing.ts';

export interface OpenSandboxOptions {
  /** Where the page is served; Slack, Twilio and the app take the three ports above. Any free ones when 0 or in use. */
  readonly port: number;
  /** The folder of the app's database; whatever is in it is removed. */
  readonly database: string;
  readonly settings: Environment;
  readonly onLog: (line: LogLine) => void;
  /** Where the built page is. */
  readonly page: Promise<string>;
  readonly timing?: Timing;
}

/** A sandbox with a page: the app in a process of its own, so that it can be killed and started again while Slack and the phones go on. */
export interface OpenSandbox {
  /** Where the page's server listens, without a path. */
  readonly url: string;
  readonly port: number;
  readonly appUrl: string;
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly app: AppProcess;
  readonly stop: () => Promise<void>;
}

/**
 * Opens one; resolves when the app is ready.
 * @throws SandboxRefused with NODE_ENV=production, or an Error with what is wrong about the settings.
 */
export async function openSandbox({ port: wanted, database, settings, onLog, page, timing = HUMAN }: OpenSandboxOptions): Promise<OpenSandbox> {
  refuseProduction(settings);
  page.catch(() => undefined); // whoever opens the page is told
  const closers: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  const above = (steps: number): Promise<number> => choosePort(wanted === 0 ? 0 : wanted + steps);
  try {
    const { slack, twilio, close } = await startEmulators({ clock: systemClock, timing, ...(wanted === 0 ? {} : { slackPort: wanted + 1, twilioPort: wanted + 2 }) });
    closers.push(close);
    const feed = await startFeed({ slackUrl: slack.url, twilioUrl: twilio.url });
    closers.push(feed.stop);
    const appPort = await above(3);
    const environment = sandboxEnvironment(settings, { port: appPort, slack, twilio, callsPerSecond: timing.callsPerSecond, dataDir: database });
    const { http: { apiUrl: appUrl } } = sandboxConfig(environment); // a mistake in the settings is told here, not by a process that ends
    slack.requestUrl = `${appUrl}/slack/events`;
    const app = createAppProcess({ environment, onLog, onState: feed.tellApp });
    closers.push(() => app.stop());
    const fresh = async (): Promise<void> => {
      await app.kill();
      await rm(database, { recursive: true, force: true });
      // In one turn: a page that heard of a change before it hears that all begins anew would ask for a conversation that is gone.
      slack.reset();
      twilio.reset();
      feed.begin();
      await app.start();
    };
    const shortcuts = await readShortcuts();
    await rm(database, { recursive: true, force: true });
    await app.start();
    // Only now: whoever types a command into a page that is there expects somebody to take it.
    const front = await listen(pageServer({ slackUrl: slack.url, twilioUrl: twilio.url, appUrl, app, feed, page, shortcuts, fresh }), await choosePort(wanted));
    closers.push(() => front.close());
    return { url: front.url, port: front.port, appUrl, slack, twilio, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
