import type { Check } from '../check.ts';
import { ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

export const deadJobs: Check = {
  id: 'dead-jobs',
  title: 'Jobs that failed for good',
  symptom: 'A card or a thread lacks something, and nothing mends it.',
  why: 'They were tried as often as their kind is, and nobody tries them again.',
  mend: '`npm run jobs -- list` says what each is, why it failed and what is not done because of it; `npm run jobs -- retry` gives them their tries again.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const dead = await inspection.deadJobs();
    return dead.length === 0 ? ok('None.') : warning(`${dead.map(({ kind, count }) => `${count} × ${kind}`).join(', ')}.`);
  }),
};
