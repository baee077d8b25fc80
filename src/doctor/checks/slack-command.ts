import type { Check } from '../check.ts';
import { lastHeard } from './last-heard.ts';

export const slackCommand: Check = {
  id: 'slack-command',
  title: '/conference reaches the app',
  symptom: 'Slack says `dispatch_failed` or `operation_timeout`, or does not know the command.',
  why: 'Slack lets no app ask where its commands go: only one that arrived shows it.',
  mend: 'Type `/conference help` in Slack. If it fails: https://api.slack.com/apps > your app > Slash Commands > /conference > Request URL, and that of Interactivity & Shortcuts, must be API_URL with /slack/events behind it. `npm run manifest` prints them.',
  needs: ['migrations'],
  look: lastHeard('command', 'No /conference has arrived so far.'),
};
