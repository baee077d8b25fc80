import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { readEnvironment } from '../../src/config/load.ts';
import { VARIABLE_LIST } from '../../src/config/env.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** A program of the project that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A program of the project that runs. */
export interface Running {
  readonly process: ChildProcess;
  /** What it has written to standard output so far. */
  readonly out: () => string;
  /** Resolves once it has written that. @throws when it ends without. */
  readonly writes: (words: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Runs a program of the project on this Node, without colours and with no setting but those given. @param options.input what is piped into it. @param options.node words for Node itself. */
export function run(program: string, words: readonly string[], { folder, settings = {}, input, node = [] }: { readonly folder: string; readonly settings?: Readonly<Record<string, string>>; readonly input?: string; readonly node?: readonly string[] }): Running {
  const ours = new Set<string>(VARIABLE_LIST.map(({ name }) => name));
  const inherited = Object.fromEntries(Object.entries(readEnvironment({ path: join(folder, '.env'), environment: { ...process.env } })).filter(([name]) => !ours.has(name) && name !== 'FORCE_COLOR'));
  const child = spawn(process.execPath, [...node, join(PROJECT, program), ...words], { cwd: folder, env: { ...inherited, NO_COLOR: '1', ...settings }, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input ?? '');
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
  const writes = (words: string): Promise<void> => new Promise((resolve, reject) => {
    const look = (): void => {
      if (out.includes(words)) resolve();
    };
    child.stdout.on('data', look);
    void ended.then(() => reject(new Error(`It ended without writing "${words}". It wrote:\n${out}${err}`)));
    look();
  });
  return { process: child, out: () => out, writes, ended };
}
