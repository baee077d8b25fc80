import type { Check } from '../check.ts';
import { failure, ok, skipped } from '../check.ts';
import { inspect } from '../inspect.ts';

export const slackTeam: Check = {
  id: 'slack-team',
  title: 'The workspace',
  symptom: 'The phone book is empty, and old cards are not written any more.',
  why: 'Phone book and conferences belong to a workspace: with the token of another one they are out of reach.',
  mend: 'Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET to those of the app in the right workspace, or give the other workspace a database of its own.',
  needs: ['slack-token', 'migrations'],
  look: (patient) => inspect(patient, async (inspection) => {
    const who = await patient.slack?.identity();
    if (who?.kind !== 'known') return skipped('Not looked at: Slack did not say whose token it is.');
    const [newest, ...others] = await inspection.teams();
    if (newest === undefined) return ok('There were no conferences so far.');
    if (newest === who.teamId) return ok(others.length === 0 ? 'All conferences are of this workspace.' : 'The newest conferences are of this workspace; there are older ones of another.');
    return failure(`The token is of the workspace ${who.team} (${who.teamId}), and the newest conference of another (${newest}).`);
  }),
};
