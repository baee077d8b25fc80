import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseLocation } from './database.ts';

/**
 * Where the database of an app is, for commands that are run beside it. Without the app's settings (a service of systemd has them in a file of its own) they would
 * make an empty one in the folder they run in, as whoever runs them, and say that nothing is wrong with it.
 * @param command how the command is called, after `node`: "src/jobs-main.ts list".
 * @throws an error whose sentence says what to do, when no server is named and the folder holds no database.
 */
export function existingLocation({ url, dataDir }: { readonly url?: string | undefined; readonly dataDir: string }, command: string): DatabaseLocation {
  if (url !== undefined) return { kind: 'postgres', url };
  if (existsSync(join(dataDir, 'pglite'))) return { kind: 'pglite', folder: dataDir };
  throw new Error(`There is no database here: DATABASE_URL is not set, and the folder ${dataDir} (DATA_DIR) holds none. This command needs the settings of the app: `
    + `run it in the folder with its .env, or as \`node --env-file=/etc/conference.env ${command}\` (docs/operators.md, "When something is wrong").`);
}
