import { VARIABLE_LIST } from '../config/env.ts';
import type { Check } from './check.ts';
import { address } from './checks/address.ts';
import { appRunning } from './checks/app-running.ts';
import { callbacks } from './checks/callbacks.ts';
import { certificate } from './checks/certificate.ts';
import { clock } from './checks/clock.ts';
import { database, embedded } from './checks/database.ts';
import { deadJobs } from './checks/dead-jobs.ts';
import { encryptionKey } from './checks/encryption-key.ts';
import { envFile } from './checks/env-file.ts';
import { migrations } from './checks/migrations.ts';
import { neighbours } from './checks/neighbours.ts';
import { node } from './checks/node.ts';
import { queue } from './checks/queue.ts';
import { reachesUs } from './checks/reaches-us.ts';
import { settings } from './checks/settings.ts';
import { slackCommand } from './checks/slack-command.ts';
import { slackEvents } from './checks/slack-events.ts';
import { slackScopes } from './checks/slack-scopes.ts';
import { slackSignature } from './checks/slack-signature.ts';
import { slackTeam } from './checks/slack-team.ts';
import { slackToken } from './checks/slack-token.ts';
import { twilioAccount } from './checks/twilio-account.ts';
import { twilioAlerts } from './checks/twilio-alerts.ts';
import { twilioBalance } from './checks/twilio-balance.ts';
import { twilioCountries } from './checks/twilio-countries.ts';
import { twilioLimits } from './checks/twilio-limits.ts';
import { twilioNumber } from './checks/twilio-number.ts';
import { twiml } from './checks/twiml.ts';

/** Every check, in the order of the table in docs/troubleshooting.md; what a check needs stands before it. */
export const CHECKS: readonly Check[] = [
  node, envFile(VARIABLE_LIST.map(({ name }) => name)), settings,
  database, embedded, migrations, neighbours, encryptionKey,
  address, appRunning, reachesUs, certificate, clock,
  slackToken, slackTeam, slackScopes, slackSignature, slackCommand, slackEvents,
  twilioAccount, twilioLimits, twilioBalance, twilioNumber, twilioCountries, twiml, twilioAlerts,
  queue, deadJobs, callbacks,
];
