import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { ok, warning } from '../check.ts';
import { inspect } from '../inspect.ts';

export const slackCommand: Check = {
  id: 'slack-command',
  title: '/conference reaches the app',
  symptom: 'Slack says `dispatch_failed` or `operation_timeout`, or does not know the command.',
  why: 'Slack lets no app ask where its commands go: only one that arrived shows it.',
  mend: 'Type `/conference help` in Slack. If it fails: https://api.slack.com/apps > your app > Slash Commands > /conference > Request URL, and that of Interactivity & Shortcuts, must be API_URL with /slack/events behind it. `npm run manifest` prints them.',
  needs: ['migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const { command } = await inspection.heard();
    return command === null ? warning('No /conference has arrived so far.') : ok(`The last one arrived ${duration(patient.now() - command)} ago.`);
  }),
};
