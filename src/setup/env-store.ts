import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { withSetting } from './env-text.ts';

/** Where answers are kept. */
export interface EnvStore {
  /** Kept at once: whoever breaks off loses nothing. */
  keep(name: string, value: string): Promise<void>;
}

/** Its owner alone may read it: there are secrets in it. */
const OWNER_ONLY = 0o600;

/**
 * Keeps settings in an .env file, which is made from the template when there is none.
 * @param path of the .env file. @param template path of .env.example.
 */
export function createEnvStore(path: string, template: string): EnvStore {
  return {
    keep: async (name, value) => {
      const there = await stat(path).catch(() => null);
      const text = await readFile(there === null ? template : path, 'utf8');
      // Written aside and put in its place: a full disk or a power cut leaves the old one whole.
      const aside = `${path}.${process.pid}.new`;
      await writeFile(aside, withSetting(text, name, value), { mode: OWNER_ONLY });
      await rename(aside, path);
    },
  };
}
