import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxConfig } from '../src/config/config.ts';
import type { Environment } from '../src/config/env.ts';
import { lockFolder } from '../src/persistence/lock-file.ts';
import { leaveAddresses, sandboxFolder } from './addresses.ts';
import type { LogLine } from './app-log.ts';
import { openBrowser } from './open-browser.ts';
import { openSandbox } from './open-sandbox.ts';
import { pageFolder } from './page-build/page-folder.ts';
import { paintFor } from './paint.ts';
import { createTranscript } from './transcript.ts';
import { watch } from './watch.ts';
import { welcome } from './welcome.ts';

/**
 * `npm start` without accounts: the sandbox on PORT and the three ports above, until SIGINT or SIGTERM ends it with 0.
 *
 * Its database starts empty every time, because the emulated Slack and Twilio do: conferences that outlived their channel and their
 * calls would be chased for ever. It is on disk all the same, so that the app alone can be ended and started again within one sandbox.
 * @throws DataFolderInUse when a sandbox runs already.
 */
export async function runSandbox(config: SandboxConfig, environment: Environment): Promise<void> {
  const closers: (() => unknown)[] = [];
  const isStopping = endOnSignal(closers);
  try {
    await open(config, environment, closers);
  } catch (error) {
    // Whoever ends it while it starts takes the ground from under it, and wants to hear no more.
    if (!isStopping()) throw error;
  }
}

/** @param closers gets the way to end each thing that was opened. */
async function open(config: SandboxConfig, environment: Environment, closers: (() => unknown)[]): Promise<void> {
  const paint = paintFor(process.stdout);
  const write = (text: string): void => void process.stdout.write(text);
  const transcript = createTranscript({ write, paint, stamp: () => new Date().toTimeString().slice(0, 8) });
  transcript.line(paint('dim', 'Starting a sandbox: no accounts are set …'));

  const folder = sandboxFolder(config.database.dataDir);
  closers.push(await lockFolder(folder));
  const logFile = join(folder, 'app.log');
  await writeFile(logFile, '');
  const onLog = ({ level, message, json }: LogLine): void => {
    appendFileSync(logFile, json); // few lines, and none is lost when it ends
    transcript.tell({ kind: 'logged', level, message });
  };
  const page = pageFolder();
  const sandbox = await openSandbox({ port: config.http.port, database: join(folder, 'database'), settings: environment, onLog, page });
  closers.push(sandbox.stop);
  const { url, appUrl, slack: { url: slackUrl }, twilio: { url: twilioUrl } } = sandbox;
  closers.push(await leaveAddresses(folder, { url, slackUrl, twilioUrl, pid: process.pid }));
  const { cast, stop: stopWatching } = await watch({ slackUrl, twilioUrl }, transcript.tell);
  closers.push(stopWatching);
  const noPage = await page.then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));
  write(welcome({ url, appUrl, slackUrl, twilioUrl, logFile, wantedPort: config.http.port, port: sandbox.port, noPage }, cast, paint));
  if (noPage === undefined) openBrowser(`${url}/sandbox/`, environment);
}

/** Ends with 0 on SIGINT and SIGTERM, whatever is open by then, the last first. @returns whether it is about to. */
function endOnSignal(closers: readonly (() => unknown)[]): () => boolean {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return; // a terminal and npm both pass Ctrl+C on
    stopping = true;
    for (const close of closers.toReversed()) await close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  return () => stopping;
}
