import { parseArgs } from 'node:util';
import { VirtualClock } from '../shared/clock.ts';
import { startTwilioEmulator } from './emulator.ts';

const HELP = `An emulated Twilio. Settings are flags, or the variables in brackets.
  --port      where to listen [PORT, 4010]
  --virtual   a clock that stands still until POST /_emulator/clock moves it
  --sid       account sid [TWILIO_ACCOUNT_SID]
  --token     auth token [TWILIO_AUTH_TOKEN]
  --number    a number the account owns, repeatable [TWILIO_PHONE_NUMBER]
  --account   trial, individual or business [business]
  --cps       calls per second [1]
  --seed      makes a run repeatable [1]`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] ?? '4010' },
    virtual: { type: 'boolean', default: false },
    sid: { type: 'string' },
    token: { type: 'string' },
    number: { type: 'string', multiple: true },
    account: { type: 'string', default: 'business' },
    cps: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const { account } = values;
if (account !== 'trial' && account !== 'individual' && account !== 'business') {
  console.error(`--account is trial, individual or business, not ${account}`);
  process.exit(1);
}

const accountSid = values.sid ?? process.env['TWILIO_ACCOUNT_SID'];
const authToken = values.token ?? process.env['TWILIO_AUTH_TOKEN'];
const number = process.env['TWILIO_PHONE_NUMBER'];
const numbers = values.number ?? (number === undefined ? undefined : [number]);

const emulator = await startTwilioEmulator({
  port: Number(values.port),
  account: { type: account, cps: Number(values.cps) },
  seed: Number(values.seed),
  ringDelayMs: values.virtual ? 0 : 500,
  sayMsPerCharacter: values.virtual ? 0 : 60,
  ...(values.virtual ? { clock: new VirtualClock(Date.now()) } : {}),
  ...(accountSid === undefined ? {} : { accountSid }),
  ...(authToken === undefined ? {} : { authToken }),
  ...(numbers === undefined ? {} : { numbers }),
});

console.log(`Emulated Twilio at ${emulator.url}
  account ${emulator.accountSid}, token ${emulator.authToken}
  phones  curl ${emulator.url}/_emulator/phones
  watch   curl -N ${emulator.url}/_emulator/journal/events`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)));
