import dotenv from 'dotenv';
import type { Environment } from './env.ts';

/**
 * The environment of this process, with the variables of an .env file beneath it: what is set outside the file wins. The only place
 * that reads process.env. A missing file is fine; one that cannot be read (say, for its permissions) throws, because running without
 * its settings could start the sandbox where the app was meant.
 * @param path of the file; .env in the working directory unless a test says otherwise.
 */
export function readEnvironment({ path = '.env' }: { path?: string } = {}): Environment {
  const { error } = dotenv.config({ path, quiet: true, override: false }); // not quiet, dotenv prints a banner with advertisements
  if (error !== undefined && error.code !== 'ENOENT') throw error;
  return { ...process.env };
}
