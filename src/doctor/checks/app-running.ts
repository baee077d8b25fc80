import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';

export const appRunning: Check = {
  id: 'app-running',
  title: 'The app on this machine',
  symptom: 'Nothing answers in Slack, and Slack says `dispatch_failed` or `operation_timeout`.',
  why: 'Slack and Twilio get no answer while it does not run.',
  mend: 'Start it with `npm start`, and run the doctor again.',
  look: async ({ atPort, parts }) => {
    if (parts.port === undefined || parts.port === 0) return skipped(`Not looked at: PORT ${parts.port === 0 ? 'is 0, which takes any free one' : 'cannot be read'}.`);
    const found = await atPort();
    const place = `PORT ${parts.port}`;
    switch (found.kind) {
      case 'app': return parts.apiUrl === undefined || parts.apiUrl === found.publicUrl ? ok(`It runs (${place}).`)
        : failure(`It runs (${place}) with ${found.publicUrl} as API_URL, and the settings say ${parts.apiUrl}.`, { why: 'Twilio signs the address it calls: the app refuses whatever is signed for another one.', mend: 'Start it anew, so that it reads the settings of now.' });
      case 'worker': return ok(`It runs (${place}), as a worker: requests another process has to take.`);
      case 'stand-in': return warning(`It does not run here: nothing listens on ${place}.`);
      case 'other-secrets': if (!parts.hasAccounts) return ok(`A sandbox runs (${place}).`);
        return failure(`What listens on ${place} is Conference with other secrets than those set here.`, { why: 'It was started before they were changed, or it is another installation.', mend: 'Start it anew, so that it reads the settings of now.' });
      case 'something-else': return failure(`Another program listens on ${place}.`, { mend: 'Stop that program, or set PORT to another port (macOS keeps 5000 for AirPlay).' });
      case 'nobody': return found.answer.cause === 'refused' ? warning(`It does not run here: nothing listens on ${place}.`) : failure(`What listens on ${place} does not answer (${found.answer.cause}).`);
    }
  },
};
