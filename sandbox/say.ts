import { loadConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/load.ts';
import { findAddresses, sandboxFolder } from './addresses.ts';
import { loadCast } from './cast.ts';
import { commandFor, HELP } from './commands.ts';
import { paintFor } from './paint.ts';

/** What `npm run sandbox -- …` runs: one thing somebody does in the running sandbox, or a look at it. */
async function main(words: readonly string[]): Promise<void> {
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') return void process.stdout.write(HELP);
  const addresses = await findAddresses(sandboxFolder(loadConfig(readEnvironment()).config?.database.dataDir ?? '.data'));
  const cast = await loadCast(addresses.slackUrl).catch((error: unknown) => {
    throw new Error('The sandbox does not answer. Start it anew in another terminal: npm start', { cause: error });
  });
  await commandFor(words)({ ...addresses, cast, paint: paintFor(process.stdout), write: (text) => void process.stdout.write(text) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
