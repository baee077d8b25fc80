import type { Check } from '../check.ts';
import { failure, ok, skipped } from '../check.ts';

/** docs.slack.dev/reference/methods/auth.test, errors. */
const CODES: Readonly<Record<string, { readonly found: string; readonly mend: string }>> = {
  invalid_auth: { found: 'Slack does not know this bot token.', mend: 'Copy it again: https://api.slack.com/apps > your app > OAuth & Permissions > "Bot User OAuth Token", into SLACK_BOT_TOKEN.' },
  not_authed: { found: 'Slack got no token.', mend: 'Set SLACK_BOT_TOKEN: https://api.slack.com/apps > your app > OAuth & Permissions > "Bot User OAuth Token".' },
  token_revoked: { found: 'The bot token was revoked.', mend: 'Install the app anew: https://api.slack.com/apps > your app > Install App > "Reinstall to Workspace", and copy the new token into SLACK_BOT_TOKEN.' },
  account_inactive: { found: 'The app was taken out of its workspace, or the workspace is closed.', mend: 'Install the app again: https://api.slack.com/apps > your app > Install App, and copy the new token into SLACK_BOT_TOKEN.' },
  token_expired: { found: 'The bot token has expired.', mend: 'Switch token rotation off for the app (manifest.yml does), install it anew, and copy the token into SLACK_BOT_TOKEN.' },
};

export const slackToken: Check = {
  id: 'slack-token',
  title: 'Slack’s bot token',
  symptom: 'Phones ring, and no card appears in Slack.',
  why: 'Without it the app can write nothing in Slack and look nobody up.',
  mend: 'See whether https://slack.com is reached from this machine, and whether https://slack-status.com knows of trouble.',
  look: async ({ slack, parts }) => {
    if (slack === null) return parts.hasAccounts ? failure('SLACK_BOT_TOKEN is not set, or no bot token.', { mend: CODES['not_authed']?.mend ?? '' }) : skipped('Not looked at: no accounts are set.');
    const who = await slack.identity();
    switch (who.kind) {
      case 'known': return ok(`It is ${who.bot} in the workspace ${who.team} (${who.teamId}).`);
      case 'refused': {
        const known = CODES[who.code];
        return known === undefined ? failure(`Slack refuses the token: ${who.code}.`) : failure(known.found, { mend: known.mend });
      }
      case 'unreachable': return failure(`Slack cannot be reached: ${who.why}.`);
    }
  },
};
