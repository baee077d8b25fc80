import { fileURLToPath } from 'node:url';

/** Where the migrations are, one folder each. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
