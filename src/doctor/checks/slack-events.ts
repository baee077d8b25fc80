import type { Check } from '../check.ts';
import { lastHeard } from './last-heard.ts';

export const slackEvents: Check = {
  id: 'slack-events',
  title: 'Slack’s events reach the app',
  symptom: 'The app’s Home tab stays empty, though commands work; numbers of deactivated people stay in the phone book.',
  why: 'Slack sends events only to an address it has verified. It asks once, when the app is created from the manifest, and at that moment nothing answers there yet.',
  mend: 'Open the app’s Home tab in Slack. If it stays empty: https://api.slack.com/apps > your app > Event Subscriptions > Retry beside the Request URL, while the app runs, until it says Verified.',
  needs: ['migrations'],
  look: lastHeard('event', 'No event has arrived so far.'),
};
