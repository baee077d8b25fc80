import { startApp } from './app.ts';
import type { AppConfig } from './config/config.ts';
import { loadConfig } from './config/config.ts';
import { readEnvironment } from './config/load.ts';
import { createLog } from './logging/log.ts';
import { ngrokTunnels } from './tunnel/ngrok.ts';
import { withPublicAddress } from './tunnel/public-address.ts';
import type { OpenTunnel } from './tunnel/tunnel.ts';
import { TunnelProblem } from './tunnel/tunnel.ts';
import { DataFolderInUse } from './persistence/lock-file.ts';

/** Most platforms kill 10 s after SIGTERM. */
const LONGEST_STOP_MS = 9_500;

/**
 * Starts the app with its accounts, and ends it on SIGTERM and SIGINT once what is in hand is finished.
 * @param openTunnel opens a tunnel where the configuration asks for one.
 */
export async function runApp(wanted: AppConfig, openTunnel: OpenTunnel = ngrokTunnels()): Promise<void> {
  const { config, tunnel } = await withPublicAddress(wanted, openTunnel);
  const log = createLog({ ...config.logging, secrets: [] });
  const starting = startApp(config).catch(async (error: unknown) => {
    await tunnel?.close();
    throw error;
  });
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Finishing what is in hand');
    setTimeout(() => {
      log.warn({}, 'Not all that was in hand could be finished in time; whoever starts next takes it up');
      process.exit(0);
    }, LONGEST_STOP_MS);
    try {
      // One that still starts is stopped as soon as it has.
      await (await starting).stop();
      await tunnel?.close();
    } catch (error) {
      log.error({ error }, 'The stop was not orderly; nothing is lost, and whoever starts next takes up what is open');
    }
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, (received) => void stop(received));
  const app = await starting.catch((error: unknown) => {
    if (stopping) return undefined; // told by the stop, which ends the process
    throw error;
  });
  if (app === undefined || stopping) return;
  if (tunnel !== undefined) log.info({ url: tunnel.url }, 'A tunnel leads here. Slack must know this address: `npm run manifest -- ` and the address prints what belongs into the app’s manifest');
  // Last, because whoever reads it may stop the app at once.
  log.info({ port: app.port, url: config.http.apiUrl, database: config.database.url === undefined ? 'embedded' : 'postgres' }, 'Conference is ready');
}

/** Says on standard error why there is no start, and lets the process end with 1. */
export function complain(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}

/** What is wrong with the configuration, a line each. */
export function cannotStart(problems: readonly string[]): string[] {
  return ['Conference cannot start:', ...problems.map((problem) => `- ${problem}`)];
}

/** Why a start failed, in a sentence for whoever runs it; what nobody has foreseen keeps its stack, which is all there is to go by. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DataFolderInUse || error instanceof TunnelProblem) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE') return 'PORT is in use by another program. Stop that one, or set PORT to another port (macOS keeps 5000 for AirPlay).';
  if ('code' in error && error.code === 'EADDRNOTAVAIL') return 'BIND_ADDRESS is no address of this machine. Set it to one that is, 127.0.0.1 for example, or leave it empty.';
  return error.stack ?? error.message;
}

/** The process edge: environment in, signals and exit code out. `npm start` has one of its own, which knows the sandbox too. */
async function main(): Promise<void> {
  const { config, problems } = loadConfig(readEnvironment());
  if (problems !== undefined) return complain(...cannotStart(problems));
  if (config.mode === 'sandbox') return complain('No Slack and Twilio accounts are set. `npm start` runs the sandbox, which needs none; README.md says how to get them.');
  try {
    await runApp(config);
  } catch (error) {
    complain(...cannotStart([whyNot(error)]));
    // What was opened before it failed would keep the process alive.
    process.exit(1);
  }
}

if (import.meta.main) await main();
