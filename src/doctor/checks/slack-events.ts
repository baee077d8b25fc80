import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

export const slackEvents: Check = {
  id: 'slack-events',
  title: 'Slack’s events reach the app',
  symptom: 'The app’s Home tab stays empty, though commands work; numbers of deactivated people stay in the phone book.',
  why: 'Slack sends events only to an address it has verified. It asks once, when the app is created from the manifest, and at that moment nothing answers there yet.',
  mend: 'Open the app’s Home tab in Slack. If it stays empty: https://api.slack.com/apps > your app > Event Subscriptions > Retry beside the Request URL, while the app runs, until it says Verified.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const { event } = await inspection.heard();
    return event === null ? warning('No event has arrived so far.') : ok(`The last one arrived ${duration(patient.now() - event)} ago.`);
  }),
};
