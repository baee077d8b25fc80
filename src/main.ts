import { startApp } from './app.ts';
import { loadConfig } from './config/config.ts';
import { readEnvironment } from './config/load.ts';
import { createLog } from './logging/log.ts';

/** The process edge: environment in, signals and exit code out. */
async function main(): Promise<void> {
  const { config, problems } = loadConfig(readEnvironment());
  if (problems !== undefined) return complain(['Conference cannot start:', ...problems.map((problem) => `- ${problem}`)]);
  if (config.mode === 'sandbox') return complain(['No Slack and Twilio accounts are set. `npm start` runs the sandbox, which needs none; README.md says how to get them.']);

  const app = await startApp(config);
  const log = createLog({ ...config.logging, secrets: [] });
  log.info({ port: app.port, url: config.http.apiUrl, database: config.database.url === undefined ? 'embedded' : 'postgres' }, 'Conference is ready');

  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Finishing what is in hand');
    await app.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, (received) => void stop(received));
}

function complain(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}

await main();
