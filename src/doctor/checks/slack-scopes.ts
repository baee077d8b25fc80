import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';

/** Without it conferences are no calls of Slack's own, and nothing else changes. */
const OPTIONAL = 'calls:write';

export const slackScopes: Check = {
  id: 'slack-scopes',
  title: 'Slack’s scopes',
  symptom: 'Some things do not work, and the log says `missing_scope`.',
  why: 'Slack refuses whatever a scope is missing for.',
  mend: 'https://api.slack.com/apps > your app > App Manifest: put in what `npm run manifest` prints, save, then Install App > "Reinstall to Workspace". The token stays the same.',
  needs: ['slack-token'],
  look: async ({ slack, manifestScopes, parts }) => {
    const who = await slack?.identity();
    if (who?.kind !== 'known') return skipped('Not looked at: Slack did not say whose token it is.');
    const { scopes } = who;
    if (scopes === null) return warning('Slack did not say which scopes the token has.', { mend: 'Look at https://api.slack.com/apps > your app > OAuth & Permissions > Scopes; a proxy between here and Slack may take the header x-oauth-scopes out.' });
    const missing = manifestScopes.filter((scope) => !scopes.includes(scope) && (scope !== OPTIONAL || parts.slack.calls));
    if (missing.length > 0) return failure(`The token lacks ${missing.join(', ')}.`);
    const more = scopes.filter((scope) => !manifestScopes.includes(scope));
    return more.length === 0 ? ok(`It has all ${scopes.length} it should.`) : ok(`It has all it should, and more than it needs: ${more.join(', ')}.`);
  },
};
