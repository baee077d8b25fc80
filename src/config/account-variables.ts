import { address, matching, phoneNumber, positiveNumber, trueOrFalse, wholeNumber } from './schemas.ts';
import { variable } from './variable.ts';

/** The variables about Slack and Twilio, in the order of .env.example. */
export const ACCOUNT_VARIABLES = {
  SLACK_BOT_TOKEN: variable({
    schema: matching(/^xoxb-\S+$/u, "must be the app's bot token, which starts with xoxb-"),
    default: null,
    secret: true,
    required: 'accounts',
    doc: 'The bot token of your Slack app: https://api.slack.com/apps > your app > OAuth & Permissions > "Bot User OAuth Token" (install the app to your workspace first). It starts with xoxb-.',
  }),
  SLACK_SIGNING_SECRET: variable({
    schema: matching(/^(?!xox)\S{8,}$/u, 'must be the signing secret of the Slack app, not one of its tokens'),
    default: null,
    secret: true,
    required: 'accounts',
    doc: 'Proves that a request comes from Slack: https://api.slack.com/apps > your app > Basic Information > App Credentials > "Signing Secret" > Show.',
  }),
  SLACK_SIGNING_SECRET_PREVIOUS: variable({
    schema: matching(/^(?!xox)\S{8,}$/u, 'must be the signing secret of the Slack app, not one of its tokens'),
    default: null,
    secret: true,
    doc: 'The signing secret that was in use before: requests signed with it are still taken. For the time of a change only (docs/rotate-secrets.md).',
  }),
  SLACK_API_URL: variable({
    schema: address({ trailingSlash: true }),
    default: 'https://slack.com/api/',
    doc: "Where Slack's Web API is. Only tests and the sandbox change it.",
  }),
  SLACK_TIMEOUT_MS: variable({
    schema: wholeNumber(100, 120_000),
    default: '10000',
    doc: 'Milliseconds to wait for an answer of Slack.',
  }),
  SLACK_CALLS: variable({
    schema: trueOrFalse(),
    default: 'off',
    doc: "Whether a conference is one of Slack's own calls too, so that its card shows who is in as Slack shows calls, with a button to a page that rings the phone of whoever has its link. Needs the scope calls:write; where Slack refuses, everything else works as without.",
  }),

  TWILIO_ACCOUNT_SID: variable({
    schema: matching(/^AC[0-9a-f]{32}$/iu, 'must be the Account SID, which is AC and 32 characters (an SK… is an API key)'),
    default: null,
    required: 'accounts',
    doc: 'Your Twilio account: https://console.twilio.com > Account Dashboard > Account Info > "Account SID". It starts with AC.',
  }),
  TWILIO_AUTH_TOKEN: variable({
    schema: matching(/^(?!AC|SK)\S{8,}$/u, 'must be the Auth Token of the account, not its SID or an API key'),
    default: null,
    secret: true,
    required: 'accounts',
    doc: 'Its password, which also proves that a callback comes from Twilio: https://console.twilio.com > Account Dashboard > Account Info > "Auth Token" > Show. It has to be the primary one.',
  }),
  TWILIO_AUTH_TOKEN_PREVIOUS: variable({
    schema: matching(/^(?!AC|SK)\S{8,}$/u, 'must be the Auth Token of the account, not its SID or an API key'),
    default: null,
    secret: true,
    doc: 'The auth token Twilio signed with before: callbacks signed with it are still taken. For the time of a change only (docs/rotate-secrets.md).',
  }),
  TWILIO_PHONE_NUMBER: variable({
    schema: phoneNumber(),
    default: null,
    required: 'accounts',
    doc: 'The number people see when their phone rings, with + and country code: https://console.twilio.com > Phone Numbers > Manage > Active numbers (buy one with Voice there).',
  }),
  TWILIO_API_URL: variable({
    schema: address({ trailingSlash: false }),
    default: 'https://api.twilio.com',
    doc: "Where Twilio's API is. Only tests and the sandbox change it.",
  }),
  TWILIO_CPS: variable({
    schema: positiveNumber(30),
    default: '1',
    doc: 'Calls placed per second, over all processes together: what your account is allowed (https://console.twilio.com > Voice > Settings > General > "Calls per second"). Fractions are fine. Twilio queues what is faster, where it can no longer be taken back.',
  }),
  TWILIO_TIMEOUT_MS: variable({
    schema: wholeNumber(100, 120_000),
    default: '15000',
    doc: 'Milliseconds to wait for an answer of Twilio. When it runs out while a call is placed, Twilio is asked whether it placed it; nobody is rung twice.',
  }),
} as const;
