import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningSlackEmulator } from '../../emulators/slack/emulator.ts';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { ProcessDatabase } from './databases.ts';
import { preparedDatabase } from './databases.ts';
import { freePort } from './free-port.ts';
import { OUR_NUMBER } from './world.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

export type Settings = Readonly<Record<string, string>>;

/** The app as a process of its own. */
export class AppProcess {
  readonly child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #watchers = new Set<() => void>();
  #exit: { readonly code: number | null } | undefined;

  /**
   * @param settings its whole environment, but for PATH.
   * @param what another command for Node than ours, and the folder it runs in; away from the project, for an .env there is not meant.
   */
  constructor(settings: Settings, { command, folder }: { readonly command: readonly string[]; readonly folder: string } = { command: ['--disable-warning=ExperimentalWarning', MAIN], folder: tmpdir() }) {
    this.child = spawn(process.execPath, [...command], {
      cwd: folder, env: { PATH: process.env['PATH'], ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => this.#changed(() => this.#lines.push(line)));
    }
    this.child.once('close', (code) => this.#changed(() => (this.#exit = { code })));
  }

  /** Everything it printed. */
  get output(): string {
    return this.#lines.join('\n');
  }

  /** Resolves once it printed these words. @throws when it ends without. */
  async prints(words: string): Promise<void> {
    await this.#until(() => this.output.includes(words) || this.#exit !== undefined);
    if (!this.output.includes(words)) throw new Error(`The process ended (${this.#exit?.code}) without saying "${words}". It said:\n${this.output}`);
  }

  ready(): Promise<void> {
    return this.prints('Conference is ready');
  }

  /** Resolves with its exit code; null when a signal ended it. */
  async ends(): Promise<number | null> {
    await this.#until(() => this.#exit !== undefined);
    return this.#exit?.code ?? null;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#exit === undefined) this.child.kill(signal);
    return this.ends();
  }

  #changed(change: () => void): void {
    change();
    for (const watcher of [...this.#watchers]) watcher();
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        const watcher = (): void => {
          this.#watchers.delete(watcher);
          resolve();
        };
        this.#watchers.add(watcher);
      });
    }
  }
}

/** Slack, Twilio and a database that outlive the app's processes; all in real time. */
export interface Surroundings {
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly database: ProcessDatabase;
  readonly port: number;
  readonly settings: Settings;
  /** Starts the app; every process started here is ended by `close`. */
  start(more?: Settings): AppProcess;
  close(): Promise<void>;
}

export async function surroundings(): Promise<Surroundings> {
  const port = await freePort();
  const [database, twilio, slack] = await Promise.all([
    preparedDatabase(), startTwilioEmulator({ numbers: [OUR_NUMBER], account: { cps: 30 }, patienceMs: 20_000 }),
    startSlackEmulator({ requestUrl: `http://127.0.0.1:${port}/slack/events` }),
  ]);
  const started: AppProcess[] = [];
  const settings: Settings = {
    QUIET_HOURS: 'off', PORT: String(port), API_URL: `http://127.0.0.1:${port}`, ...database.settings,
    SLACK_BOT_TOKEN: slack.world.settings.botToken, SLACK_SIGNING_SECRET: slack.world.settings.signingSecret, SLACK_API_URL: slack.apiUrl,
    TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_API_URL: twilio.url, TWILIO_PHONE_NUMBER: OUR_NUMBER,
    TWILIO_CPS: '30', RING_HOST: 'false', ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  return {
    slack, twilio, database, port, settings,
    start: (more = {}) => {
      const app = new AppProcess({ ...settings, ...more });
      started.push(app);
      return app;
    },
    close: async () => {
      await Promise.all(started.map((app) => app.kill('SIGKILL')));
      await Promise.all([slack.close(), twilio.close()]);
      await database.drop();
    },
  };
}

/** Resolves at the first word of Twilio's journal that fits. */
export async function journalSays({ twilio }: Surroundings, what: string): Promise<void> {
  if (twilio.journal.entries.some((entry) => entry.what === what)) return;
  const heard = new AbortController();
  const stop = twilio.journal.follow((entry) => {
    if (entry.what === what) heard.abort();
  });
  await once(heard.signal, 'abort');
  stop();
}
