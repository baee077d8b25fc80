import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Reference data made by others; it lies beside the project, not in it, and need not be there. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** The path of a file of the reference data (`twilio/openapi.json`); undefined when it is not on this machine. */
export function sharedData(file: string): string | undefined {
  const path = join(FOLDER, file);
  return existsSync(path) ? path : undefined;
}
