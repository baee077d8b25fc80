import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Environment } from '../../src/config/env.ts';
import type { LogLine } from '../app-log.ts';
import type { Order } from './protocol.ts';
import { reportSchema } from './protocol.ts';

export type AppState = 'starting' | 'running' | 'stopped';

export interface AppProcessOptions {
  readonly environment: Environment;
  readonly onLog: (line: LogLine) => void;
  /** Hears each change of state, also when the process ends by itself. */
  readonly onState: (state: AppState) => void;
}

/** The app in a process of its own: what happens when it is killed is what happens when a server is. */
export interface AppProcess {
  readonly state: AppState;
  readonly pid: number | undefined;
  /** Starts it unless it runs. Resolves when it is ready. @throws Error with what it said when it cannot start. */
  start(): Promise<void>;
  /** Ends it at once, as `kill -9` does: nothing in hand is finished. */
  kill(): Promise<void>;
  /** Lets it finish what is in hand and close its database. */
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, 'main.ts');

/** An app that is not started yet. */
export function createAppProcess({ environment, onLog, onState }: AppProcessOptions): AppProcess {
  let child: ChildProcess | undefined;
  let state: AppState = 'stopped';
  let starting: Promise<void> | undefined;
  const become = (next: AppState): void => {
    state = next;
    onState(next);
  };

  const launch = async (): Promise<void> => {
    become('starting');
    const launched = fork(MAIN, [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    child = launched;
    launched.once('exit', () => {
      if (child !== launched) return;
      child = undefined;
      become('stopped');
    });
    launched.send({ order: 'start', environment } satisfies Order);
    await new Promise<void>((resolve, reject) => {
      launched.once('error', reject);
      launched.once('exit', () => reject(new Error('The app ended while it started.')));
      launched.on('message', (message) => {
        const report = reportSchema.parse(message);
        if (report.report === 'log') onLog(report.line);
        else if (report.report === 'failed') reject(new Error(report.why));
        else resolve();
      });
    });
    become('running');
  };
  const end = async (how: (running: ChildProcess) => void): Promise<void> => {
    const running = child;
    if (running === undefined) return;
    const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    how(running);
    await gone;
  };

  return {
    get state() {
      return state;
    },
    get pid() {
      return child?.pid;
    },
    start: () => {
      if (state === 'running') return Promise.resolve();
      starting ??= launch().finally(() => {
        starting = undefined;
      });
      return starting;
    },
    kill: () => end((running) => running.kill('SIGKILL')),
    stop: () => end((running) => {
      if (running.connected) running.send({ order: 'stop' } satisfies Order);
      else running.kill('SIGKILL');
    }),
  };
}
