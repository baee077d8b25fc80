import type { RunningApp } from '../../src/app.ts';
import { startApp } from '../../src/app.ts';
import type { Environment } from '../../src/config/env.ts';
import { appLog } from '../app-log.ts';
import { refuseProduction } from '../refuse-production.ts';
import { sandboxConfig } from '../settings.ts';
import type { Report } from './protocol.ts';
import { orderSchema } from './protocol.ts';

/** Whoever tries things out does not want to wait for calls that hang in the air. */
const GRACE_MS = 1_000;

// The app of a sandbox, in a process of its own that can really be killed. It does what its sandbox says, and ends with it.
let app: RunningApp | undefined;

function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}

async function start(environment: Environment): Promise<void> {
  refuseProduction(environment);
  const config = sandboxConfig(environment);
  const log = appLog(config.logging.level, [config.slack.botToken, config.slack.signingSecret, config.twilio.authToken], (line) => tell({ report: 'log', line }));
  app = await startApp(config, { log, host: '127.0.0.1' });
  tell({ report: 'ready' });
}

async function stop(): Promise<void> {
  await app?.stop(GRACE_MS);
  process.exit(0);
}

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.order === 'stop') return void stop();
  start(order.environment).catch((error: unknown) => {
    tell({ report: 'failed', why: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    process.disconnect();
  });
});
process.on('disconnect', () => void stop());
// A terminal sends Ctrl+C to every process in it: when to end is for the sandbox to say.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
