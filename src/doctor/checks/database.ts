import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';
import { providersAreLocal } from '../providers.ts';

const OLDEST = 14;

/** Codes of the driver, and of Postgres (docs: appendix "PostgreSQL Error Codes"). */
const MENDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Start Postgres, or correct host and port in DATABASE_URL. `pg_isready -d "$DATABASE_URL"` asks it.',
  ENOTFOUND: 'Correct the host name in DATABASE_URL: there is no such host.',
  EAI_AGAIN: 'Correct the host name in DATABASE_URL, or mend the name service of this machine.',
  ETIMEDOUT: 'Something on the way drops it: a firewall, or a private network this machine is not in.',
  '28P01': 'Correct the password in DATABASE_URL (special characters are written as %40 and so on).',
  '28000': 'Correct the user in DATABASE_URL, or what pg_hba.conf on the server lets in.',
  '3D000': 'Create the database: `createdb` with its name, or correct the name at the end of DATABASE_URL.',
};

export const database: Check = {
  id: 'database',
  title: 'Database',
  symptom: '“I cannot reach my database just now” in Slack; `/ready` answers 503.',
  why: 'Without it nothing is started, and nothing that goes on is told.',
  mend: 'Correct DATABASE_URL: postgresql://user:password@host:5432/database, PostgreSQL 14 or newer.',
  look: async ({ database: look, parts }) => {
    switch (look.kind) {
      case 'unset': return failure('DATABASE_URL cannot be read.');
      case 'not-made': return ok('The embedded database is made when the app first starts.');
      case 'in-use': return ok('The embedded database is held by the running app, and takes one process only.');
      case 'away': return failure(`Postgres cannot be reached (${look.code}): ${look.why}.`, look.code in MENDS ? { mend: MENDS[look.code] ?? '' } : {});
      case 'open': {
        const version = await look.inspection.version();
        if (!parts.database.isPostgres) return ok('The embedded database opens.');
        if (Number.parseInt(version, 10) < OLDEST) return failure(`This is PostgreSQL ${version}.`, { mend: `Move to PostgreSQL ${OLDEST} or newer.` });
        return ok(`PostgreSQL ${version}.`);
      }
    }
  },
};

/** The embedded database is for trying out. */
export const embedded: Check = {
  id: 'database-kind',
  title: 'Kind of database',
  symptom: 'After a power cut the last conferences are gone; a second process does not start.',
  why: 'The embedded database takes one process, and is not proof against a power cut.',
  mend: 'Set DATABASE_URL to a PostgreSQL 14 or newer.',
  needs: ['settings'],
  look: ({ parts }) => {
    if (parts.database.isPostgres) return ok('Postgres.');
    return parts.hasAccounts && !providersAreLocal(parts) ? warning('The embedded database is used with real accounts.') : ok('The embedded one, which is right for trying out.');
  },
};
