import { parseArgs } from 'node:util';
import { startSlackEmulator } from './emulator.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4010' }, 'request-url': { type: 'string' } } });
const requestUrl = values['request-url'];
const slack = await startSlackEmulator({ port: Number(values.port), ...(requestUrl === undefined ? {} : { requestUrl }) });
const { settings } = slack.world;

console.log(`Slack, emulated, listens on ${slack.url}

For the app:   SLACK_API_URL=${slack.apiUrl}
               SLACK_BOT_TOKEN=${settings.botToken}
               SLACK_SIGNING_SECRET=${settings.signingSecret}
To the app:    ${requestUrl ?? 'nowhere yet: --request-url http://127.0.0.1:5000/slack/events'}

Type as Ina:   curl ${slack.url}/_emulator/as/ina/types --json '{"text":"/conference Project Review @alice @bob"}'
Look:          curl ${slack.url}/_emulator/channels/general
Watch:         curl -N ${slack.url}/_emulator/stream`);

process.once('SIGINT', () => void slack.close());
process.once('SIGTERM', () => void slack.close());
