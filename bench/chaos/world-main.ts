import { parseArgs } from 'node:util';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import { channelNames, madeUpMembers, madeUpTeam } from './team.ts';
import { OUR_NUMBER } from './settings.ts';

/**
 * Both emulators in a process of their own, for a chaos run: a large team, phones that take their time, REST that lags behind the truth.
 * Writes one line of JSON saying where they listen, and is driven over HTTP from then on.
 */
const { values } = parseArgs({ options: { people: { type: 'string' }, channels: { type: 'string' }, cps: { type: 'string' }, seed: { type: 'string' } } });

const twilio = await startTwilioEmulator({
  numbers: [OUR_NUMBER], account: { cps: Number(values.cps) }, seed: Number(values.seed),
  ringDelayMs: 200, sayMsPerCharacter: 15, listLagMs: 1_500, callbackOrder: 'free', conferenceEndOrder: 'either', priceDelayMs: 1_000,
});
// Slack's own limits are off: a team of this size would run into 50 chat.update a minute. Its 429s come from the script.
const slack = await startSlackEmulator({
  seed: madeUpTeam(madeUpMembers(Number(values.people)), channelNames(Number(values.channels))), rateLimits: false,
});
process.stdout.write(`${JSON.stringify({
  twilioUrl: twilio.url, accountSid: twilio.accountSid, authToken: twilio.authToken,
  slackUrl: slack.url, slackApiUrl: slack.apiUrl, botToken: slack.world.settings.botToken, signingSecret: slack.world.settings.signingSecret,
})}\n`);

process.on('SIGTERM', () => process.exit(0));
