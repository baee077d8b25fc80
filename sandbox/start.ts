import { loadConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/load.ts';
import { cannotStart, complain, runApp, whyNot } from '../src/main.ts';

/** The app when its accounts are set, the sandbox when none are. */
async function start(): Promise<void> {
  const environment = readEnvironment();
  const { config, problems } = loadConfig(environment);
  if (problems !== undefined) return complain(...cannotStart(problems));
  try {
    if (config.mode === 'app') return await runApp(config);
    const { runSandbox } = await import('./run-sandbox.ts');
    await runSandbox(config, environment);
  } catch (error) {
    complain(...cannotStart([whyNot(error)]));
    // What was opened before it failed would keep the process alive.
    process.exit(1);
  }
}

await start();
