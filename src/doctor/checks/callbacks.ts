import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

/** Callbacks are applied within moments of being stored. */
const LATE_MS = 60_000;

export const callbacks: Check = {
  id: 'callbacks',
  title: 'What Twilio told',
  symptom: 'Somebody joined or hung up, and the card does not show it.',
  why: 'What Twilio told is kept, and not applied: cards do not show what happened.',
  mend: 'See to it that a process with WORKERS=on runs. `npm run jobs -- list` shows what cannot be applied, and why.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const { waiting, oldestWaiting, problems } = await inspection.callbacks();
    const age = oldestWaiting === null ? 0 : patient.now() - oldestWaiting;
    if (age > LATE_MS) return failure(`${waiting} ${waiting === 1 ? 'callback waits' : 'callbacks wait'} to be applied, the oldest for ${duration(age)}.`);
    if (problems.length > 0) return warning(`Callbacks that could not be applied: ${problems.map(({ problem, count }) => `${count} × ${problem}`).join('; ')}.`, { why: 'Usually they are of a conference that was erased, or of another installation with the same Twilio number.' });
    return ok(waiting === 0 ? 'All callbacks are applied.' : `${waiting} ${waiting === 1 ? 'is' : 'are'} just being applied.`);
  }),
};
