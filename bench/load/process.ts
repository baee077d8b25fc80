import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadResult } from './client.ts';
import type { LoadOrder, LoadReport } from './main.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** A load that is ready to go. */
export interface Load {
  readonly requests: number;
  go(): Promise<LoadResult>;
}

/** Starts the load's process and waits until its requests are made and signed. */
export async function prepareLoad(order: LoadOrder): Promise<Load> {
  const child = fork(MAIN, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const reported = <Kind extends LoadReport['kind']>(kind: Kind): Promise<Extract<LoadReport, { kind: Kind }>> => new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The load's process ended with ${code}.`)));
    child.on('message', (report: LoadReport) => {
      if (report.kind === kind) resolve(report as Extract<LoadReport, { kind: Kind }>);
    });
  });
  const ready = reported('ready');
  child.send(order);
  const { requests } = await ready;
  return {
    requests,
    go: () => {
      const done = reported('done');
      child.send('go');
      return done;
    },
  };
}
