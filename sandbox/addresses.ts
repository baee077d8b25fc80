import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const addressesSchema = z.object({ url: z.string(), slackUrl: z.string(), twilioUrl: z.string(), pid: z.number() });

/** Where a running sandbox listens. */
export type Addresses = z.output<typeof addressesSchema>;

/** The folder of the sandbox, below the app's own data: neither ever opens what belongs to the other. */
export function sandboxFolder(dataDir: string): string {
  return join(dataDir, 'sandbox');
}

/** Leaves the addresses for `npm run sandbox`. @returns the way to take them back. */
export async function leaveAddresses(folder: string, addresses: Addresses): Promise<() => Promise<void>> {
  const file = join(folder, 'addresses.json');
  await writeFile(file, `${JSON.stringify(addresses, null, 2)}\n`);
  return () => rm(file, { force: true });
}

/** @throws Error that says how to start a sandbox when none has left its addresses. */
export async function findAddresses(folder: string): Promise<Addresses> {
  try {
    return addressesSchema.parse(JSON.parse(await readFile(join(folder, 'addresses.json'), 'utf8')));
  } catch (error) {
    throw new Error('No sandbox is running here. Start one in another terminal: npm start', { cause: error });
  }
}
