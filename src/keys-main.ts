import { parseArgs } from 'node:util';
import { loadConfig } from './config/config.ts';
import { readEnvironment } from './config/load.ts';
import { createCipher } from './persistence/cipher.ts';
import { openDatabase } from './persistence/database.ts';
import { existingLocation } from './persistence/existing-location.ts';
import type { Rotated, SealedWith } from './persistence/rotate-keys.ts';
import { rotateKeys, sealedWith } from './persistence/rotate-keys.ts';

const USAGE = `The key phone numbers are encrypted with.

  npm run keys -- status           what is encrypted with which key, and whether a previous one is still needed
  npm run keys -- rotate           encrypts everything anew with ENCRYPTION_KEY; it may be interrupted, and run again

To change the key: put the old one into ENCRYPTION_KEYS_PREVIOUS and a new one (openssl rand -base64 32) into ENCRYPTION_KEY, start all
processes of the app anew, run rotate, and take the old key away once status says that nothing needs it. With several processes of which
some always run, put the new key into ENCRYPTION_KEYS_PREVIOUS of all of them first, so that each reads what the others write.
On the embedded database stop the app first: it takes one process only. On Postgres the app may go on.
`;

/** The operator's edge of the process: one command, then the end. It prints counts, and nothing of what is encrypted. @returns the exit code. */
async function main(): Promise<number> {
  const { positionals: [verb] } = parseArgs({ allowPositionals: true });
  if (verb !== 'status' && verb !== 'rotate') return say(USAGE, verb === undefined ? 0 : 1);
  const { config, problems } = loadConfig(readEnvironment());
  if (problems !== undefined) return say(`${problems.join('\n')}\n`, 1);
  // First of all: where the app's settings are missing, so is its key, and nobody is to make another.
  const location = existingLocation(config.database, `src/keys-main.ts ${verb}`);
  const { encryptionKey, previousKeys } = config.database;
  if (encryptionKey === undefined) return say('ENCRYPTION_KEY is not set, so there is no key to encrypt with. `openssl rand -base64 32` makes one.\n', 1);
  const cipher = createCipher(encryptionKey, previousKeys);
  const current = cipher.mark.split(':')[1] ?? '';
  const database = await openDatabase(location);
  try {
    if (verb === 'rotate') {
      const rotated = await rotateKeys(database.prisma, cipher, (one) => void say(describeRotated(one), 0));
      if (rotated.some(({ unreadable }) => unreadable > 0)) return say('What cannot be read is of a key that is neither in ENCRYPTION_KEY nor in ENCRYPTION_KEYS_PREVIOUS.\n', 1);
    }
    return say(describeStatus(current, await sealedWith(database.prisma)), 0);
  } finally {
    await database.close();
  }
}

function describeRotated({ column, written, unreadable }: Rotated): string {
  return `${column}: ${written} encrypted anew${unreadable === 0 ? '' : `, ${unreadable} cannot be read`}\n`;
}

function describeStatus(current: string, counts: readonly SealedWith[]): string {
  const others = counts.filter(({ key }) => key !== current);
  const lines = counts.map(({ column, key, count }) => `${column}: ${count} ${WORDS[key] ?? `with key ${key}`}${key === current ? ', the current one' : ''}`);
  const verdict = others.length === 0 ? 'Nothing needs a previous key: it can be taken out of ENCRYPTION_KEYS_PREVIOUS.' : 'Not all of it is of the current key yet: run `npm run keys -- rotate`, and keep the previous keys until then.';
  return [`The current key is ${current}.`, ...lines, verdict, ''].join('\n');
}

const WORDS: Readonly<Record<string, string>> = { a1: 'of a time when keys had no ids', p0: 'not encrypted' };

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
