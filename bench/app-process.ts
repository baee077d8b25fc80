import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './cluster.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The app as it runs for real: a process of its own. */
export interface AppProcess {
  /** From spawn to the first 200 of /ready, in milliseconds. */
  readonly readyMs: number;
  /** Resident memory, in megabytes (Linux). */
  memory(): Promise<number>;
  /** CPU time so far, in seconds (Linux). */
  cpu(): Promise<number>;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `node src/main.ts` with these settings and nothing else of ours, and waits until it is ready. */
export function startAppProcess(settings: Readonly<Record<string, string>>, url: string): Promise<AppProcess> {
  return startProcess([MAIN], settings, url);
}

/** Starts any program of node's that answers /ready. @param command the file and its arguments, after `node`. */
export async function startProcess(command: readonly string[], settings: Readonly<Record<string, string>>, url: string): Promise<AppProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, command, { env: { PATH: process.env['PATH'] ?? '', ...settings }, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}: ${complaints}`);
    await pause(5);
  }
  return {
    readyMs: performance.now() - started, memory: () => residentMegabytes(child), cpu: () => cpuSeconds(child.pid ?? 0),
    signal: (signal) => void child.kill(signal), stop: () => stop(child),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`)).status === 200;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return child.exitCode;
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Real time: a benchmark waits for a real process. @param ms milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
