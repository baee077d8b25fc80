import type { Environment } from '../src/config/env.ts';

/** The sandbox has no place where real people are served. */
export class SandboxRefused extends Error {
  override readonly name = 'SandboxRefused';
}

/** @throws SandboxRefused with NODE_ENV=production. */
export function refuseProduction({ NODE_ENV }: Environment): void {
  if (NODE_ENV?.trim().toLowerCase() !== 'production') return;
  throw new SandboxRefused('The sandbox and its demo never run with NODE_ENV=production: their people and phones are made up. Unset NODE_ENV to try them, or set the accounts to run the app.');
}
