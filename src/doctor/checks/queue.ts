import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

/** A job is taken within moments; later than this, somebody already waits for a phone to ring. */
const SLOW_MS = 10_000;
/** A dead worker's job is another's within 15 s: later than this there is no worker. */
const STUCK_MS = 60_000;

export const queue: Check = {
  id: 'queue',
  title: 'Jobs to do',
  symptom: 'Commands are answered, and no phone rings; cards stand still.',
  why: 'Placing calls and telling Slack are jobs: as long as they wait, nothing happens.',
  mend: 'See to it that a process with WORKERS=on runs. If one does, it is too slow for what there is to do: start another on the same DATABASE_URL.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const now = patient.now();
    const { due, oldestDue, running, later } = await inspection.queue(now);
    const state = `${due} to do now, ${running} being done, ${later} for later.`;
    const age = oldestDue === null ? 0 : now - oldestDue;
    if (age > STUCK_MS) return failure(`${state} The oldest has waited for ${duration(age)}.`);
    return age > SLOW_MS ? warning(`${state} The oldest has waited for ${duration(age)}.`) : ok(state);
  }),
};
