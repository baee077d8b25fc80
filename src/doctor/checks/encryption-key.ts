import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

export const encryptionKey: Check = {
  id: 'encryption-key',
  title: 'Encryption key',
  symptom: 'The log says that a stored text cannot be read, and people with a number in the phone book are not rung.',
  why: 'What was encrypted with a key that is not set any more cannot be read: those people cannot be rung.',
  mend: 'Put the key they were encrypted with back: into ENCRYPTION_KEY, or into ENCRYPTION_KEYS_PREVIOUS beside a new one; then `npm run keys -- rotate`. `npm run keys -- status` says what needs which key.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const { encryptionKeyIds: known } = patient.parts.database;
    const used = await inspection.keysInUse();
    if (used.length === 0) return ok('Nothing is stored encrypted yet.');
    const strange = used.filter((id) => id !== 'p0' && id !== 'a1' && !known.includes(id));
    if (strange.length > 0) return failure(`Some of what is stored was encrypted with a key that is not set (its id: ${strange.join(', ')}).`);
    const older = used.filter((id) => id !== known[0]);
    if (used.includes('p0') && known.length > 0) return warning('Some of what is stored is not encrypted: it is of a time without ENCRYPTION_KEY.', { why: 'Whoever sees a copy of the database reads these numbers.', mend: '`npm run keys -- rotate` encrypts it.' });
    return ok(older.length === 0 ? 'All that is stored encrypted is of the current key.' : 'All that is stored encrypted can be read; some of it needs a previous key still.');
  }),
};
