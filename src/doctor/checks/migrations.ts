import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

export const migrations: Check = {
  id: 'migrations',
  title: 'Tables',
  symptom: 'The app does not start after an upgrade, or an older version runs beside a newer one.',
  why: 'The app reads and writes tables as its own version knows them.',
  mend: 'Start the app of this version: it brings the tables up to date by itself.',
  needs: ['database'],
  look: (patient) => inspect(patient, async (inspection) => {
    const { applied, pending, edited, unknown } = await inspection.migrations();
    if (edited.length > 0) return failure(`A migration was changed after it was applied: ${edited.join(', ')}.`, { why: 'The app refuses to start: nobody knows what the tables look like.', mend: 'Restore the file in prisma/migrations as it was, and put the change into a new migration.' });
    if (unknown.length > 0) return failure(`The tables are of a newer version, which added ${unknown.join(', ')}.`, { mend: 'Start the version that was here last, or newer.' });
    if (applied === 0) return warning('The database is empty.', { why: 'No app has started on it so far.', mend: 'Start the app: it makes the tables.' });
    return pending.length === 0 ? ok(`Up to date (${applied} migrations).`) : warning(`The tables are of an older version; ${pending.length} of the migrations are to come.`);
  }),
};
