import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { pause } from './settings.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** What it logs when it takes requests and does jobs. */
export const IS_UP = 'Conference is ready';
/** A supervisor starts what ended by itself again after this. */
const AGAIN_AFTER_MS = 1_000;

const logLine = z.looseObject({ level: z.string(), time: z.string(), msg: z.string() });

/** One line an instance logged. */
export interface LogLine {
  readonly instance: number;
  readonly level: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** How an instance came to its end. */
export interface Ended {
  readonly instance: number;
  readonly at: number;
  /** `killed` and `stopped` by the script; `crashed` by itself, `not started` before it was up. */
  readonly how: 'killed' | 'stopped' | 'crashed' | 'not started';
  readonly code: number | null;
  /** From the signal to the end, in milliseconds; 0 without a signal. */
  readonly tookMs: number;
  readonly complaint: string;
}

/** One place where the app runs, under a supervisor that starts it again whatever happened. */
export class Instance {
  readonly log: LogLine[] = [];
  readonly ends: Ended[] = [];
  readonly #number: number;
  readonly #settings: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #wanted = true;
  #signalled: { readonly signal: NodeJS.Signals; readonly at: number } | undefined;
  #ready = false;

  /** @param settings the whole environment of the app but PATH. */
  constructor(number: number, settings: Readonly<Record<string, string>>) {
    this.#number = number;
    this.#settings = settings;
  }

  /** Whether it has come up since it was started last. */
  get isUp(): boolean {
    return this.#child !== undefined && this.#ready;
  }

  start(): void {
    this.#wanted = true;
    this.#ready = false;
    this.#signalled = undefined;
    const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...this.#settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let complaint = '';
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('exit', (code) => {
      const { signal, at = 0 } = this.#signalled ?? {};
      const how = signal === 'SIGKILL' ? 'killed' : signal === 'SIGTERM' ? 'stopped' : this.#ready ? 'crashed' : 'not started';
      this.ends.push({ instance: this.#number, at: Date.now(), how, code, tookMs: at === 0 ? 0 : Date.now() - at, complaint: complaint.slice(0, 2_000) });
      this.#child = undefined;
      if (this.#signalled === undefined) void pause(AGAIN_AFTER_MS).then(() => this.#again());
    });
  }

  /** Ends it, waits for its end, and starts it again. @param downMs how long it stays away. */
  async restart(signal: 'SIGKILL' | 'SIGTERM', downMs: number): Promise<void> {
    await this.#end(signal);
    await pause(downMs);
    this.#again();
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#signalled = { signal, at: Date.now() };
    child.kill(signal);
    await once(child, 'exit');
  }

  #again(): void {
    if (this.#wanted && this.#child === undefined) this.start();
  }

  #take(line: string): void {
    const read = logLine.safeParse(parsed(line));
    if (!read.success) return;
    const { level, time, msg, ...facts } = read.data;
    if (msg === IS_UP) this.#ready = true;
    this.log.push({ instance: this.#number, level, at: Date.parse(time), message: msg, facts });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
