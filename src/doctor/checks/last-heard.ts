import type { Check } from '../check.ts';
import { ok, warning } from '../check.ts';
import { duration } from '../duration.ts';
import { inspect } from '../inspect.ts';
import type { DatabaseInspection } from '../ports/database.ts';

/** Looks when something of Slack's last arrived. @param never what is said when nothing has. */
export function lastHeard(what: keyof Awaited<ReturnType<DatabaseInspection['heard']>>, never: string): Check['look'] {
  return (patient) => inspect(patient, async (inspection) => {
    const at = (await inspection.heard())[what];
    return at === null ? warning(never) : ok(`The last one arrived ${duration(patient.now() - at)} ago.`);
  });
}
