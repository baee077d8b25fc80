import dotenv from 'dotenv';
import type { Environment } from './env.ts';

/** Where the environment comes from, when not from this process and its working directory. */
export interface EnvironmentSource {
  readonly path?: string;
  readonly environment?: Record<string, string | undefined>;
}

/**
 * A copy of the environment of this process, into which an .env file has filled what was not set outside of it (libraries see that
 * too: Express reads NODE_ENV). The only place in src that reads process.env. No file is fine.
 * @throws when there is a file that cannot be read: without its settings the sandbox could start where the app was meant.
 */
export function readEnvironment({ path = '.env', environment = process.env }: EnvironmentSource = {}): Environment {
  // Not quiet, dotenv 18 prints a banner.
  const { error } = dotenv.config({ path, processEnv: environment, quiet: true, override: false });
  if (error !== undefined && error.code !== 'ENOENT') throw error;
  return { ...environment };
}
