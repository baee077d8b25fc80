import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';

export const settings: Check = {
  id: 'settings',
  title: 'Settings',
  symptom: '“Conference cannot start”, or the sandbox starts where the app was meant.',
  why: 'The app does not start with a setting missing or wrong: half of it would seem to work.',
  mend: '`npm run setup` asks for what is missing; .env.example says of every setting where to find it.',
  look: ({ parts }) => {
    if (parts.problems.length > 0) return failure(parts.problems.join('\n'));
    if (!parts.hasAccounts) return warning('No Slack and Twilio accounts are set, so `npm start` runs the sandbox.', { why: 'The sandbox rings nobody: everything in it is made up.' });
    return ok('Every setting that is needed is there and well-formed.');
  },
};
