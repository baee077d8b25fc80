import type { Outcome } from './check.ts';
import { skipped } from './check.ts';
import type { Patient } from './patient.ts';
import type { DatabaseInspection } from './ports/database.ts';

/** Looks into the database, when it is open. */
export function inspect({ database }: Patient, look: (inspection: DatabaseInspection) => Promise<Outcome>): Promise<Outcome> {
  if (database.kind === 'open') return look(database.inspection);
  return Promise.resolve(skipped(database.kind === 'in-use' ? 'Not looked at: the running app holds the embedded database. `/conference doctor` in Slack asks the app itself.' : 'Not looked at: there is no database yet.'));
}
