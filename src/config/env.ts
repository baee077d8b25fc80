import type { z } from 'zod';
import { ACCOUNT_VARIABLES } from './account-variables.ts';
import { address, contactsAdmins, countries, country, ipAddress, key, keys, matching, oneOf, quietHours, trueOrFalse, wholeNumber } from './schemas.ts';
import type { Variable } from './variable.ts';
import { variable } from './variable.ts';

/** Every variable the app reads, in the order of .env.example. Nothing else is read from the environment. */
export const VARIABLES = {
  NODE_ENV: variable({
    schema: oneOf(['development', 'test', 'production']),
    default: 'development',
    doc: 'Where the app runs. "production" asks for every account and ENCRYPTION_KEY, and never starts the sandbox.',
  }),
  PORT: variable({
    schema: wholeNumber(0, 65_535),
    default: '5000',
    doc: 'The port the app listens on, for Slack and Twilio alike. 0 takes any free one.',
  }),
  BIND_ADDRESS: variable({
    schema: ipAddress(),
    default: null,
    doc: 'The address of this machine on which PORT and METRICS_PORT listen: 127.0.0.1 where a proxy on the same machine stands before the app, so that nobody passes it by. Empty: all of them.',
  }),
  API_URL: variable({
    schema: address({ trailingSlash: false }),
    default: null,
    required: 'production',
    doc: "The app's public address, as Slack and Twilio reach it, for example https://conference.example.com. Empty: http://localhost and PORT, which only the sandbox can reach. On your own machine a tunnel gives you one (docs/tunnels.md). Twilio's signatures are checked against it, and Twilio refuses host names with an underscore.",
  }),
  NGROK_AUTHTOKEN: variable({
    schema: matching(/^\S{8,}$/u, 'must be the authtoken of your ngrok account'),
    default: null,
    secret: true,
    doc: 'On your own machine, with API_URL empty and NODE_ENV=development: each start opens a tunnel by ngrok and uses its address. https://dashboard.ngrok.com > Getting Started > "Your Authtoken". Needs the optional package @ngrok/ngrok, which `npm ci` installs where it can.',
  }),
  NGROK_DOMAIN: variable({
    schema: matching(/^(?!https?:)[a-z0-9.-]+\.[a-z]{2,}$/iu, 'must be a domain such as calm-otter.ngrok-free.app, without https://'),
    default: null,
    doc: 'The domain ngrok keeps for you, so that the address stays the same and Slack finds it after each start: https://dashboard.ngrok.com > Domains. Empty: whatever ngrok gives.',
  }),
  WEB: variable({
    schema: trueOrFalse(),
    default: 'on',
    doc: 'Whether this process takes requests of Slack and Twilio. "off" makes it a worker that only answers /health and /ready. Needs DATABASE_URL, for processes can share nothing else.',
  }),
  WORKERS: variable({
    schema: trueOrFalse(),
    default: 'on',
    doc: 'Whether this process carries out jobs: placing calls, posting messages. "off" makes it answer requests only; another process on the same DATABASE_URL must then have it on.',
  }),

  METRICS_PORT: variable({
    schema: wholeNumber(0, 65_535),
    default: null,
    doc: 'A port of its own for GET /metrics (Prometheus). Whoever reaches it reads it: have BIND_ADDRESS or a firewall keep others away, or set METRICS_TOKEN too. Empty: none. See docs/watch.md.',
  }),
  METRICS_TOKEN: variable({
    schema: matching(/^\S{16,}$/u, 'must be at least 16 characters without spaces'),
    default: null,
    secret: true,
    doc: 'Whoever reads /metrics sends it as `Authorization: Bearer …`; made once by `openssl rand -hex 32`. Without METRICS_PORT, /metrics is then on PORT. With neither there is no /metrics.',
  }),

  ...ACCOUNT_VARIABLES,

  DATABASE_URL: variable({
    schema: matching(/^postgres(?:ql)?:\/\/\S+$/u, 'must be an address that starts with postgresql://'),
    default: null,
    secret: true,
    doc: 'PostgreSQL 14 or newer, as postgresql://user:password@host:5432/database. Empty: a database inside the app (PGlite) in DATA_DIR, for one process, and not proof against a power cut. Set it in production.',
  }),
  DATA_DIR: variable({
    schema: matching(/./u, 'must be a folder'),
    default: '.data',
    doc: 'The folder of the database inside the app. Not used with DATABASE_URL.',
  }),
  ENCRYPTION_KEY: variable({
    schema: key(),
    default: null,
    secret: true,
    required: 'beside-accounts',
    doc: 'Encrypts phone numbers in the database: 32 bytes in base64, made once by `openssl rand -base64 32`. Keep a copy: without it the numbers are lost. Only the sandbox starts without.',
  }),
  ENCRYPTION_KEYS_PREVIOUS: variable({
    schema: keys(),
    default: null,
    secret: true,
    doc: 'Keys that were in use before, with commas between them: what they encrypted can still be read. To change the key put the old one here and a new one into ENCRYPTION_KEY, start all processes anew, run `npm run keys -- rotate`, and take the old one away when `npm run keys -- status` says that nothing needs it.',
  }),
  CALLBACK_RETENTION_DAYS: variable({
    schema: wholeNumber(1, 3650),
    default: '30',
    doc: "Days for which Twilio's callbacks are kept.",
  }),

  RETENTION_DAYS: variable({
    schema: wholeNumber(1, 3650),
    default: '90',
    doc: 'Days for which conferences that are over are kept, with who was in them and what it cost: what /conference history shows. Then they are erased, and sums by month and channel stay, without persons. A conference that goes on is never erased.',
  }),

  RING_HOST: variable({
    schema: trueOrFalse(),
    default: 'true',
    doc: 'Whether whoever starts a conference is rung too (when their number is known).',
  }),
  RING_SECONDS: variable({
    schema: wholeNumber(5, 600),
    default: '30',
    doc: 'Seconds a phone rings before that person counts as not answering. Twilio adds about 5. Longer reaches more voicemail boxes.',
  }),
  RING_ATTEMPTS: variable({
    schema: wholeNumber(1, 5),
    default: '1',
    doc: 'How often somebody is rung by itself who is not reached: line busy, no answer, out of reach, voicemail that Twilio heard. Each time at their second number, too, when the phone book holds one and the first came to nothing. Whoever declines, hangs up or is taken out is not rung again; nor is whoever picks up and does not press 1 where people are asked to before they are in (CONFIRM_JOIN, or a number with an extension): there Twilio does not listen, and nobody knows whether it was voicemail.',
  }),
  RING_PAUSE_SECONDS: variable({
    schema: wholeNumber(60, 900),
    default: '60',
    doc: 'Seconds between two such attempts; with RING_PACE=on from the fourth within a quarter of an hour on they wait longer. The second number is rung at once.',
  }),
  RING_PACE: variable({
    schema: trueOrFalse(),
    default: 'on',
    doc: 'Whether one number is rung at most once a minute, 3 times in 15 minutes and 7 times an hour, over all conferences: carriers block a caller who rings more often. "off" is for tests.',
  }),
  CONFIRM_JOIN: variable({
    schema: trueOrFalse(),
    default: 'off',
    doc: 'Whether people press 1 before they are in the room, so that no voicemail gets in. Whoever starts a conference in the modal can choose otherwise.',
  }),
  VOICEMAIL: variable({
    schema: oneOf(['challenge', 'off']),
    default: 'challenge',
    doc: 'What happens when a machine seems to answer. "challenge": Twilio listens to each call for some seconds (about $0.0075 a call), and what sounds like voicemail or a fax is taken out of the room and asked to press 1; a person presses it and is back. At a number with an extension Twilio cannot listen: whoever answers there presses 1 before they are in. Not where everybody presses 1 anyway (CONFIRM_JOIN), nor on a trial account. "off": nobody listens, and a voicemail box stays in the room until it hangs up.',
  }),
  QUIET_HOURS: variable({
    schema: quietHours(),
    default: '22:00-07:00',
    doc: 'When people are not rung before the host says so, by the time zone in their Slack profile; not when it is night for the host too. "off" rings at any hour.',
  }),
  CONTACTS_ADMINS: variable({
    schema: contactsAdmins(),
    default: 'everyone',
    doc: 'Who may change the phone book, and so see its numbers in full: everyone, admins (of the Slack workspace), or the id of a user group, whose members then may as well as admins (in Slack: the group > ⋮ > Copy group ID; it starts with S). Everybody may use it.',
  }),
  CONTROLS: variable({
    schema: oneOf(['host', 'participants', 'channel']),
    default: 'host',
    doc: 'Who may mute, hold, remove and ring people, announce, add people and end a conference: host (with the admins of the workspace), participants (whoever is in it as well), or channel (everybody of the workspace who sees its card). Everybody may mute themselves and hang up.',
  }),
  MAX_CONFERENCE_MINUTES: variable({
    schema: wholeNumber(1, 1440),
    default: '240',
    doc: 'Minutes after which a conference is ended, so that a forgotten one does not cost for ever. Five minutes before, everybody hears it, and whoever may (CONTROLS) can extend it by half an hour at a time, up to twice these minutes. Twilio ends calls after 24 hours at the latest; after four where https://console.twilio.com > Voice > Settings > General has "24-Hour Maximum Call Duration" off.',
  }),
  ALONE_MINUTES: variable({
    schema: wholeNumber(0, 1440),
    default: '10',
    doc: 'Minutes somebody may sit alone in a conference to which nobody else can come any more; then they hear that it ends, and it does. 0 lets them sit there until MAX_CONFERENCE_MINUTES.',
  }),
  MAX_PARTICIPANTS: variable({
    schema: wholeNumber(1, 250),
    default: '50',
    doc: 'People in one conference, the host included. Twilio allows 250.',
  }),
  ALLOWED_COUNTRIES: variable({
    schema: countries(),
    default: null,
    doc: 'Countries that may be rung, as ISO codes with commas between them (US,CA,GB). Empty: the country of TWILIO_PHONE_NUMBER. There is no "all": calls to some countries are the goal of toll fraud. The same countries must be on at https://console.twilio.com > Voice > Settings > Geo permissions.',
  }),
  DEFAULT_COUNTRY: variable({
    schema: country(),
    default: null,
    doc: 'The country in which a number without + and country code is read, as ISO code. Empty: the country of TWILIO_PHONE_NUMBER.',
  }),
  VOICE: variable({
    schema: matching(/^(?:man|woman|alice|[A-Z][A-Za-z]+\.[\w.-]+)$/u, 'must be a voice of Twilio, for example Polly.Joanna'),
    default: 'Polly.Joanna',
    doc: 'Who speaks the welcome: man, woman, or a voice by its provider (Polly.Joanna, Google.en-GB-Standard-A), see https://www.twilio.com/docs/voice/twiml/say/text-speech. It has to speak VOICE_LANGUAGE, or people hear nothing.',
  }),
  VOICE_LANGUAGE: variable({
    schema: matching(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, 'must be a language such as en-US'),
    default: 'en-US',
    doc: 'The language in which VOICE reads, for example en-US or en-GB.',
  }),

  LOG_LEVEL: variable({
    schema: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    doc: 'How much is logged: fatal, error, warn, info, debug, trace or silent.',
  }),
  LOG_PHONE_NUMBERS: variable({
    schema: oneOf(['masked', 'full']),
    default: 'masked',
    doc: 'How phone numbers appear in logs: masked (+1•••••••01) or full. Full is for finding a fault, and then back.',
  }),
} as const;

export type VariableName = keyof typeof VARIABLES;

/** A raw environment, such as a copy of process.env. Unset and empty are the same. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The values of all variables: undefined only for those without a default. */
export type Values = {
  readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> | ((typeof VARIABLES)[Name]['default'] extends null ? undefined : never);
};

/** Table rows under their common type, for code that treats all alike. */
export const VARIABLE_LIST: readonly { readonly name: VariableName; readonly variable: Variable }[] = Object.entries(VARIABLES).map(([name, row]) => ({
  name: name as VariableName,
  variable: row,
}));
