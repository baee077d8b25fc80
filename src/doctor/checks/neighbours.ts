import type { Check } from '../check.ts';
import { ok } from '../check.ts';
import { inspect } from '../inspect.ts';

export const neighbours: Check = {
  id: 'neighbours',
  title: 'Who else uses the database',
  symptom: 'Two apps, a test and a real one perhaps, do each other’s jobs.',
  why: 'Whoever shares the database shares the work, with its own accounts.',
  mend: 'Give each installation a database of its own.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    if (!patient.parts.database.isPostgres) return ok('Nobody: the embedded database takes one process.');
    const others = await inspection.neighbours();
    return ok(others.length === 0 ? 'Nobody just now.' : `${others.map(({ name, address, connections }) => `${name === '' ? 'a program without a name' : name} from ${address} (${connections} ${connections === 1 ? 'connection' : 'connections'})`).join(', ')}.`);
  }),
};
