import type { CountryCode, E164 } from '../domain/phone-number.ts';
import type { Environment, Values } from './env.ts';
import { VARIABLE_LIST } from './env.ts';
import { isSet, readVariables } from './read-variables.ts';

/** What both modes have. Times are in the unit their name ends with. */
export interface CommonConfig {
  readonly environment: Values['NODE_ENV'];
  readonly http: {
    readonly port: number;
    /** Where to listen; all addresses when undefined. */
    readonly bindAddress: string | undefined;
    /** Public address of the app, without a trailing slash. */
    readonly apiUrl: string;
  };
  /** How to get a public address where none is set, on a developer's own machine; undefined when one is set, or nobody wants it. */
  readonly tunnel: { readonly authtoken: string; readonly domain: string | undefined } | undefined;
  /** What this process does; another one may do the rest. */
  readonly roles: { readonly web: boolean; readonly workers: boolean };
  readonly database: {
    /** undefined: the database inside the app, in `dataDir`. */
    readonly url: string | undefined;
    readonly dataDir: string;
    /** 32 bytes; undefined: phone numbers are stored as they are, which only a sandbox may. */
    readonly encryptionKey: Buffer | undefined;
    /** Keys that were in use before; they open what they sealed. */
    readonly previousKeys: readonly Buffer[];
    readonly callbackRetentionDays: number;
    readonly retentionDays: number;
  };
  readonly calling: {
    readonly ringHost: boolean;
    readonly ringSeconds: number;
    readonly ringAttempts: number;
    readonly ringPauseSeconds: number;
    readonly maxConferenceMinutes: number;
    /** 0: nobody is alone for too long. */
    readonly aloneMinutes: number;
    readonly maxParticipants: number;
    /** Whether one number is rung only so often. */
    readonly ringPace: boolean;
    readonly confirmJoin: boolean;
    readonly voicemail: Values['VOICEMAIL'];
    readonly quietHours: Values['QUIET_HOURS'];
    readonly contactsAdmins: Values['CONTACTS_ADMINS'];
    readonly controls: Values['CONTROLS'];
    readonly voice: string;
    readonly language: string;
  };
  readonly metrics: {
    /** Of a server of its own; undefined: on the app's, if a token is set. */
    readonly port: number | undefined;
    /** What whoever asks has to send; with neither there are no metrics. */
    readonly token: string | undefined;
  };
  readonly logging: {
    readonly level: Values['LOG_LEVEL'];
    readonly phoneNumbers: Values['LOG_PHONE_NUMBERS'];
  };
}

/** The app with its accounts. */
export interface AppConfig extends CommonConfig {
  readonly mode: 'app';
  readonly slack: {
    readonly botToken: string;
    readonly signingSecret: string;
    /** Taken beside it while the secret is being changed. */
    readonly previousSigningSecret: string | undefined;
    /** Ends with a slash. */
    readonly apiUrl: string;
    readonly timeoutMs: number;
    /** Whether conferences are calls of Slack's own, too. */
    readonly calls: boolean;
  };
  readonly twilio: {
    readonly accountSid: string;
    readonly authToken: string;
    /** Callbacks signed with it are taken too, while the token is being changed. */
    readonly previousAuthToken: string | undefined;
    readonly phoneNumber: E164;
    /** Without a trailing slash. */
    readonly apiUrl: string;
    readonly callsPerSecond: number;
    readonly timeoutMs: number;
  };
  readonly calling: CommonConfig['calling'] & {
    readonly allowedCountries: readonly CountryCode[];
    readonly defaultCountry: CountryCode;
  };
}

/** No accounts: the sandbox fills in those of its emulators, and loads the configuration again to get an AppConfig. */
export interface SandboxConfig extends CommonConfig {
  readonly mode: 'sandbox';
}

export type Config = AppConfig | SandboxConfig;

export type LoadedConfig = { readonly config: Config; readonly problems?: undefined } | { readonly problems: readonly string[]; readonly config?: undefined };

/**
 * The configuration in an environment, or every problem with it: sentences for whoever sets the app up, each with the name of a
 * variable and how to get it, and no value of any. Pure: the environment comes from `readEnvironment`, or from a test.
 * @param options.isSandbox whether the accounts are those of the sandbox, where all numbers are made up and none has to be encrypted.
 */
export function loadConfig(environment: Environment, { isSandbox = false }: { readonly isSandbox?: boolean } = {}): LoadedConfig {
  const missing = missingVariables(environment, isSandbox);
  const read = readVariables(environment);
  if (read.problems !== undefined) return { problems: [...missing, ...read.problems] };
  const { values } = read;
  const problems = [...missing, ...addressProblems(values), ...voiceProblems(values), ...roleProblems(values), ...keyProblems(values), ...metricsProblems(values), ...previousProblems(values)];
  const config = problems.length === 0 ? assemble(values) : { problems };
  return 'problems' in config ? config : { config };
}

/** All accounts, or none: with some of them people would see an app that half works. */
function missingVariables(environment: Environment, isSandbox: boolean): string[] {
  const inProduction = environment.NODE_ENV?.trim().toLowerCase() === 'production';
  const accounts = VARIABLE_LIST.filter(({ variable }) => variable.required === 'accounts');
  const wantsAccounts = inProduction || accounts.some(({ name }) => isSet(environment, name));
  return VARIABLE_LIST
    .filter(({ variable: { required } }) =>
      (required === 'accounts' && wantsAccounts) || (required === 'beside-accounts' && wantsAccounts && !isSandbox) || (required === 'production' && inProduction))
    .filter(({ name }) => !isSet(environment, name))
    .map(({ name, variable }) => `${name} is missing. ${variable.doc}`);
}

function addressProblems({ NODE_ENV, API_URL }: Values): string[] {
  if (API_URL === undefined) return [];
  const problems: string[] = [];
  // Twilio refuses such hosts with error 21205, but only once the first call is placed.
  if (new URL(API_URL).hostname.includes('_')) problems.push('API_URL has an underscore in its host name, which Twilio refuses. Use a host name without one.');
  if (NODE_ENV === 'production' && !API_URL.startsWith('https://')) problems.push('API_URL must start with https:// in production: calls and names travel over it. Put the app behind a proxy that speaks https, and use its address.');
  return problems;
}

function voiceProblems({ VOICE, VOICE_LANGUAGE }: Values): string[] {
  const spoken = /^Google\.([a-z]{2,3}-[A-Z]{2})-/u.exec(VOICE)?.[1];
  if (spoken === undefined || spoken.toLowerCase() === VOICE_LANGUAGE.toLowerCase()) return [];
  return [`VOICE_LANGUAGE must be ${spoken}, the language of VOICE, or people hear nothing. Change either of them.`];
}

function roleProblems({ WEB, WORKERS, DATABASE_URL }: Values): string[] {
  if (WEB && WORKERS) return [];
  if (!WEB && !WORKERS) return ['WEB and WORKERS are both off, so this process would do nothing. Switch one of them on.'];
  if (DATABASE_URL !== undefined) return [];
  return [`DATABASE_URL is missing: with ${WEB ? 'WORKERS' : 'WEB'}=off another process has to do the rest, and only Postgres can be shared. Set it, or switch both on.`];
}

function metricsProblems({ PORT, METRICS_PORT }: Values): string[] {
  return METRICS_PORT !== undefined && METRICS_PORT !== 0 && METRICS_PORT === PORT ? ['METRICS_PORT is PORT, which Slack and Twilio reach. Set it to another port, or leave it empty and set METRICS_TOKEN.'] : [];
}

function keyProblems({ ENCRYPTION_KEY, ENCRYPTION_KEYS_PREVIOUS }: Values): string[] {
  if (ENCRYPTION_KEYS_PREVIOUS === undefined) return [];
  if (ENCRYPTION_KEY === undefined) return ['ENCRYPTION_KEY is missing, and ENCRYPTION_KEYS_PREVIOUS is set: with previous keys alone nothing new can be encrypted. Put the newest of them into ENCRYPTION_KEY.'];
  return ENCRYPTION_KEYS_PREVIOUS.some((previous) => previous.equals(ENCRYPTION_KEY)) ? ['ENCRYPTION_KEYS_PREVIOUS holds the key that is in ENCRYPTION_KEY. Take it out there, or put a new one into ENCRYPTION_KEY.'] : [];
}

/** The same secret twice is a change that was never finished, or never begun. */
function previousProblems(values: Values): string[] {
  const pairs = [['SLACK_SIGNING_SECRET', 'SLACK_SIGNING_SECRET_PREVIOUS'], ['TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN_PREVIOUS']] as const;
  return pairs.flatMap(([now, previous]) => (values[previous] !== undefined && values[previous] === values[now]
    ? [`${previous} must be another one than ${now}: put the new one into ${now}, or take ${previous} away.`] : []));
}

function assemble(values: Values): Config | { readonly problems: readonly string[] } {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER } = values;
  const common = commonConfig(values);
  if (!SLACK_BOT_TOKEN || !SLACK_SIGNING_SECRET || !TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_PHONE_NUMBER) return { mode: 'sandbox', ...common };

  const home = TWILIO_PHONE_NUMBER.country;
  const defaultCountry = values.DEFAULT_COUNTRY ?? home;
  const allowedCountries = values.ALLOWED_COUNTRIES ?? (home && [home]);
  if (defaultCountry === undefined || allowedCountries === undefined) {
    return { problems: ['ALLOWED_COUNTRIES and DEFAULT_COUNTRY must both be set, because TWILIO_PHONE_NUMBER belongs to no country. Give ISO codes, for example US.'] };
  }
  return {
    mode: 'app',
    ...common,
    slack: { botToken: SLACK_BOT_TOKEN, signingSecret: SLACK_SIGNING_SECRET, previousSigningSecret: values.SLACK_SIGNING_SECRET_PREVIOUS, apiUrl: values.SLACK_API_URL, timeoutMs: values.SLACK_TIMEOUT_MS, calls: values.SLACK_CALLS },
    twilio: {
      accountSid: TWILIO_ACCOUNT_SID,
      authToken: TWILIO_AUTH_TOKEN,
      previousAuthToken: values.TWILIO_AUTH_TOKEN_PREVIOUS,
      phoneNumber: TWILIO_PHONE_NUMBER.e164,
      apiUrl: values.TWILIO_API_URL,
      callsPerSecond: values.TWILIO_CPS,
      timeoutMs: values.TWILIO_TIMEOUT_MS,
    },
    calling: { ...common.calling, allowedCountries, defaultCountry },
  };
}

function commonConfig(values: Values): CommonConfig {
  return {
    environment: values.NODE_ENV,
    http: { port: values.PORT, bindAddress: values.BIND_ADDRESS, apiUrl: values.API_URL ?? `http://localhost:${values.PORT}` },
    tunnel: values.NODE_ENV === 'development' && values.API_URL === undefined && values.NGROK_AUTHTOKEN !== undefined ? { authtoken: values.NGROK_AUTHTOKEN, domain: values.NGROK_DOMAIN } : undefined,
    roles: { web: values.WEB, workers: values.WORKERS },
    database: {
      url: values.DATABASE_URL,
      dataDir: values.DATA_DIR,
      encryptionKey: values.ENCRYPTION_KEY,
      previousKeys: values.ENCRYPTION_KEYS_PREVIOUS ?? [],
      callbackRetentionDays: values.CALLBACK_RETENTION_DAYS,
      retentionDays: values.RETENTION_DAYS,
    },
    calling: {
      ringHost: values.RING_HOST,
      ringSeconds: values.RING_SECONDS,
      ringAttempts: values.RING_ATTEMPTS,
      ringPauseSeconds: values.RING_PAUSE_SECONDS,
      maxConferenceMinutes: values.MAX_CONFERENCE_MINUTES,
      aloneMinutes: values.ALONE_MINUTES,
      maxParticipants: values.MAX_PARTICIPANTS,
      ringPace: values.RING_PACE,
      confirmJoin: values.CONFIRM_JOIN,
      voicemail: values.VOICEMAIL,
      quietHours: values.QUIET_HOURS,
      contactsAdmins: values.CONTACTS_ADMINS,
      controls: values.CONTROLS,
      voice: values.VOICE,
      language: values.VOICE_LANGUAGE,
    },
    metrics: { port: values.METRICS_PORT, token: values.METRICS_TOKEN },
    logging: { level: values.LOG_LEVEL, phoneNumbers: values.LOG_PHONE_NUMBERS },
  };
}
