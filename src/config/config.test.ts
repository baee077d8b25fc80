import { describe, expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import type { Config } from './config.ts';
import { VARIABLE_LIST } from './env.ts';
import type { Environment } from './env.ts';

const ACCOUNTS = {
  SLACK_BOT_TOKEN: 'xoxb-not-a-real-token',
  SLACK_SIGNING_SECRET: 'not-a-real-signing-secret',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'not-a-real-auth-token',
  TWILIO_PHONE_NUMBER: '+14155550100',
};
const KEY = Buffer.alloc(32, 7).toString('base64');
const WITH_KEY = { ...ACCOUNTS, ENCRYPTION_KEY: KEY };
const PRODUCTION = { ...WITH_KEY, NODE_ENV: 'production', API_URL: 'https://conference.example.com' };

function configOf(environment: Environment): Config {
  const { config, problems } = loadConfig(environment);
  if (config === undefined) throw new Error(problems.join('\n'));
  return config;
}

function appOf(environment: Environment): Extract<Config, { mode: 'app' }> {
  const config = configOf({ ...WITH_KEY, ...environment });
  if (config.mode !== 'app') throw new Error('It is a sandbox');
  return config;
}

const problemsOf = (environment: Environment): readonly string[] => loadConfig(environment).problems ?? [];

describe('with nothing set', () => {
  test('it is the sandbox, and every setting has its default', () => {
    expect(configOf({})).toEqual({
      mode: 'sandbox',
      environment: 'development',
      http: { port: 5000, apiUrl: 'http://localhost:5000' },
      tunnel: undefined,
      roles: { web: true, workers: true },
      database: { url: undefined, dataDir: '.data', encryptionKey: undefined, previousKeys: [], callbackRetentionDays: 30, retentionDays: 90 },
      calling: { ringHost: true, ringSeconds: 30, maxConferenceMinutes: 240, aloneMinutes: 10, maxParticipants: 50,
        ringAttempts: 1, ringPauseSeconds: 60, ringPace: true, confirmJoin: false, voicemail: 'challenge', quietHours: { from: 1320, to: 420 }, contactsAdmins: { who: 'everyone' }, controls: 'host', voice: 'Polly.Joanna', language: 'en-US' },
      metrics: { port: undefined, token: undefined },
      logging: { level: 'info', phoneNumbers: 'masked' },
    });
  });

  test('empty and blank are not set', () => {
    expect(configOf(Object.fromEntries(VARIABLE_LIST.map(({ name }) => [name, ' '])))).toEqual(configOf({}));
  });
});

describe('with roles', () => {
  const POSTGRES = { DATABASE_URL: 'postgresql://db.example/conference' };

  test('a process can be web only or worker only, on a database it shares', () => {
    expect(configOf({ ...POSTGRES, WORKERS: 'off' }).roles).toEqual({ web: true, workers: false });
    expect(configOf({ ...POSTGRES, WEB: 'off' }).roles).toEqual({ web: false, workers: true });
  });

  test('one that would do nothing, or that nobody could help, does not start', () => {
    expect(problemsOf({ ...POSTGRES, WEB: 'off', WORKERS: 'off' })).toEqual([expect.stringContaining('WEB and WORKERS are both off')]);
    expect(problemsOf({ WORKERS: 'off' })).toEqual([expect.stringContaining('DATABASE_URL is missing')]);
  });
});

describe('with all accounts', () => {
  test('it is the app, in the country of its number', () => {
    const config = appOf({ TWILIO_PHONE_NUMBER: ' +44 20 7946 0018 ' });
    expect(config.slack).toEqual({ botToken: ACCOUNTS.SLACK_BOT_TOKEN, signingSecret: ACCOUNTS.SLACK_SIGNING_SECRET, previousSigningSecret: undefined, apiUrl: 'https://slack.com/api/', timeoutMs: 10_000, calls: false });
    expect(config.twilio).toEqual({
      accountSid: ACCOUNTS.TWILIO_ACCOUNT_SID,
      authToken: ACCOUNTS.TWILIO_AUTH_TOKEN,
      previousAuthToken: undefined,
      phoneNumber: '+442079460018',
      apiUrl: 'https://api.twilio.com',
      callsPerSecond: 1,
      timeoutMs: 15_000,
    });
    expect(config.calling).toMatchObject({ allowedCountries: ['GB'], defaultCountry: 'GB' });
  });

  test('countries can be chosen', () => {
    expect(appOf({ ALLOWED_COUNTRIES: ' us, ca;GB us', DEFAULT_COUNTRY: 'ca' }).calling).toMatchObject({ allowedCountries: ['US', 'CA', 'GB'], defaultCountry: 'CA' });
  });

  test('a number of no country needs both of them', () => {
    const INUM = { ...WITH_KEY, TWILIO_PHONE_NUMBER: '+883510012345678' };
    expect(problemsOf({ ...INUM, DEFAULT_COUNTRY: 'US' })).toEqual([expect.stringContaining('ALLOWED_COUNTRIES')]);
    expect(configOf({ ...INUM, DEFAULT_COUNTRY: 'US', ALLOWED_COUNTRIES: 'US' }).mode).toBe('app');
  });

  test('addresses get the slashes the rest of the app expects', () => {
    const config = appOf({ API_URL: 'https://Conference.example.com/phone/', SLACK_API_URL: 'http://127.0.0.1:7001/api', TWILIO_API_URL: 'http://127.0.0.1:7002/' });
    expect([config.http.apiUrl, config.slack.apiUrl, config.twilio.apiUrl]).toEqual(['https://conference.example.com/phone', 'http://127.0.0.1:7001/api/', 'http://127.0.0.1:7002']);
  });

  test('the address follows the port', () => {
    expect(appOf({ PORT: '8080' }).http).toEqual({ port: 8080, apiUrl: 'http://localhost:8080' });
  });

  test('settings are read as what they are', () => {
    const config = appOf({ RING_HOST: 'No', TWILIO_CPS: '0.5', ENCRYPTION_KEY: KEY, LOG_LEVEL: 'Debug', LOG_PHONE_NUMBERS: 'full', DATABASE_URL: 'postgres://a:b@c/d' });
    expect(config).toMatchObject({ calling: { ringHost: false }, twilio: { callsPerSecond: 0.5 }, logging: { level: 'debug', phoneNumbers: 'full' }, database: { url: 'postgres://a:b@c/d' } });
    expect(config.database.encryptionKey).toEqual(Buffer.alloc(32, 7));
  });
});

describe('what is missing is named, with the way to get it', () => {
  test.each(Object.keys(ACCOUNTS))('%s, when the other accounts are set', (name) => {
    const problems = problemsOf({ ...WITH_KEY, [name]: undefined });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} is missing\\. .*https://(api\\.slack\\.com/apps|console\\.twilio\\.com) > `, 'u'))]);
  });

  test('everything, in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(' ')[0]))
      .toEqual(['API_URL', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'ENCRYPTION_KEY']);
    expect(configOf(PRODUCTION)).toMatchObject({ mode: 'app', environment: 'production' });
  });
});

describe('the key numbers are encrypted with', () => {
  const OTHER = Buffer.alloc(32, 8).toString('base64');

  test.each(['development', 'test', 'production'])('real accounts do not start without one, in %s neither, and the sentence says how to make one', (environment) => {
    expect(problemsOf({ ...ACCOUNTS, NODE_ENV: environment, API_URL: 'https://conference.example.com' }))
      .toEqual([expect.stringMatching(/^ENCRYPTION_KEY is missing\. .*`openssl rand -base64 32`.*Only the sandbox starts without\.$/u)]);
  });

  test('the sandbox starts without, and with one; a key alone asks for no accounts', () => {
    expect(loadConfig(ACCOUNTS, { isSandbox: true }).config).toMatchObject({ mode: 'app', database: { encryptionKey: undefined } });
    expect(configOf({ ENCRYPTION_KEY: KEY })).toMatchObject({ mode: 'sandbox', database: { encryptionKey: Buffer.alloc(32, 7) } });
  });

  test('previous ones are read, and make no sense without a new one or beside themselves', () => {
    expect(appOf({ ENCRYPTION_KEYS_PREVIOUS: ` ${OTHER}, ${Buffer.alloc(32, 9).toString('base64')}` }).database.previousKeys).toEqual([Buffer.alloc(32, 8), Buffer.alloc(32, 9)]);
    expect(problemsOf({ ENCRYPTION_KEYS_PREVIOUS: OTHER })).toEqual([expect.stringContaining('ENCRYPTION_KEY is missing')]);
    expect(problemsOf({ ...WITH_KEY, ENCRYPTION_KEYS_PREVIOUS: `${OTHER},${KEY}` })).toEqual([expect.stringMatching(/^ENCRYPTION_KEYS_PREVIOUS holds the key/u)]);
  });

  test('no problem says what a key is', () => {
    expect(JSON.stringify(problemsOf({ ...WITH_KEY, ENCRYPTION_KEYS_PREVIOUS: `${KEY},short` }))).not.toContain(KEY);
  });
});

describe('a tunnel', () => {
  const NGROK_AUTHTOKEN = 'a-made-up-authtoken';

  test('is wanted on a developer’s own machine, where no address is set', () => {
    expect(appOf({ NGROK_AUTHTOKEN, NGROK_DOMAIN: 'calm-otter.ngrok-free.app' }).tunnel).toEqual({ authtoken: NGROK_AUTHTOKEN, domain: 'calm-otter.ngrok-free.app' });
    expect(appOf({ NGROK_AUTHTOKEN, API_URL: 'https://conference.example.com' }).tunnel).toBeUndefined();
    expect(appOf({ NGROK_AUTHTOKEN, NODE_ENV: 'test' }).tunnel).toBeUndefined();
  });
});

describe('a secret that is being changed', () => {
  test('the one before is read, and makes no sense when it is the same', () => {
    expect(appOf({ SLACK_SIGNING_SECRET_PREVIOUS: 'the-one-before', TWILIO_AUTH_TOKEN_PREVIOUS: 'another-one-before' })).toMatchObject({ slack: { previousSigningSecret: 'the-one-before' }, twilio: { previousAuthToken: 'another-one-before' } });
    expect(problemsOf({ ...WITH_KEY, SLACK_SIGNING_SECRET_PREVIOUS: ACCOUNTS.SLACK_SIGNING_SECRET, TWILIO_AUTH_TOKEN_PREVIOUS: ACCOUNTS.TWILIO_AUTH_TOKEN })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET_PREVIOUS must be another one/u), expect.stringMatching(/^TWILIO_AUTH_TOKEN_PREVIOUS must be another one/u),
    ]);
  });
});

describe('what is wrong is named', () => {
  test.each([
    ['NODE_ENV', 'staging'], ['PORT', '65536'], ['PORT', '5000.5'], ['PORT', '-1'], ['PORT', '0x10'], ['API_URL', 'conference.example.com'], ['API_URL', 'ftp://a.example'],
    ['API_URL', 'https://a.example/?b=1'], ['API_URL', 'https://me:secret@a.example'], ['API_URL', 'https://my_host.example.com'],
    ['SLACK_BOT_TOKEN', 'xoxp-wrong'], ['SLACK_SIGNING_SECRET', 'xoxb-not-a-secret'], ['TWILIO_ACCOUNT_SID', `SK${'0'.repeat(32)}`], ['TWILIO_AUTH_TOKEN', 'short'],
    ['TWILIO_PHONE_NUMBER', '415-555-0100'], ['TWILIO_PHONE_NUMBER', '+447700900123'], ['TWILIO_PHONE_NUMBER', '+14155550100 x5'],
    ['TWILIO_CPS', '0'], ['TWILIO_CPS', '31'], ['TWILIO_CPS', '1e1'], ['SLACK_TIMEOUT_MS', '0'], ['DATABASE_URL', 'mysql://a:b@c/d'],
    ['RING_HOST', 'maybe'], ['RING_HOST', 'constructor'], ['RING_SECONDS', '4'], ['RING_SECONDS', '601'], ['MAX_CONFERENCE_MINUTES', '0'], ['MAX_PARTICIPANTS', '251'], ['ALONE_MINUTES', '-1'], ['ALONE_MINUTES', '1441'],
    ['ALLOWED_COUNTRIES', 'UK'], ['ALLOWED_COUNTRIES', 'ALL'], ['ALLOWED_COUNTRIES', ','], ['DEFAULT_COUNTRY', 'USA'], ['BIND_ADDRESS', 'localhost'], ['VOICE', 'Joanna'], ['VOICE_LANGUAGE', 'English'],
    ['LOG_LEVEL', 'loud'], ['LOG_PHONE_NUMBERS', 'none'], ['ENCRYPTION_KEY', 'c2hvcnQ='], ['ENCRYPTION_KEY', 'x'.repeat(44)], ['ENCRYPTION_KEYS_PREVIOUS', 'c2hvcnQ='], ['ENCRYPTION_KEYS_PREVIOUS', `${KEY},short`], ['ENCRYPTION_KEYS_PREVIOUS', ','], ['CALLBACK_RETENTION_DAYS', '0'], ['METRICS_PORT', '65536'], ['METRICS_TOKEN', 'short'], ['RETENTION_DAYS', '0'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf({ ...WITH_KEY, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} (?:must|has) .*\\.$`, 'u'));
  });

  test('an address without https, in production', () => {
    expect(problemsOf({ ...PRODUCTION, API_URL: 'http://conference.example.com' })).toEqual([expect.stringMatching(/^API_URL must start with https:\/\//u)]);
  });

  test('metrics on the port of the app, which everybody reaches', () => {
    expect(problemsOf({ ...WITH_KEY, PORT: '8080', METRICS_PORT: '8080' })).toEqual([expect.stringMatching(/^METRICS_PORT is PORT/u)]);
    expect(appOf({ PORT: '8080', METRICS_PORT: '9464', METRICS_TOKEN: 'a'.repeat(16) }).metrics).toEqual({ port: 9464, token: 'a'.repeat(16) });
  });

  test('a voice that does not speak the language', () => {
    expect(problemsOf({ ...WITH_KEY, VOICE: 'Google.en-GB-Standard-A' })).toEqual([expect.stringMatching(/^VOICE_LANGUAGE must be en-GB/u)]);
    expect(appOf({ VOICE: 'Google.en-GB-Standard-A', VOICE_LANGUAGE: 'en-GB' }).calling.voice).toBe('Google.en-GB-Standard-A');
  });

  test('but not the LANGUAGE that Linux has of its own: it says what people read on the machine', () => {
    expect(problemsOf({ ...WITH_KEY, LANGUAGE: 'de_DE:de' })).toEqual([]);
    expect(appOf({ LANGUAGE: 'de_DE:de' }).calling.language).toBe('en-US');
  });

  test('all at once', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'x', PORT: 'x', RING_SECONDS: 'x' }).map((problem) => problem.split(' ')[0]))
      .toEqual(['SLACK_SIGNING_SECRET', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'ENCRYPTION_KEY', 'PORT', 'SLACK_BOT_TOKEN', 'RING_SECONDS']);
  });

  test('and no value is ever repeated', () => {
    const environment = Object.fromEntries(VARIABLE_LIST.map(({ name }) => [name, `~${name.toLowerCase()}~`]));
    // Of a folder, signing secrets, auth tokens and ngrok's authtoken only the length is known.
    expect(problemsOf(environment)).toHaveLength(VARIABLE_LIST.length - 6);
    expect(problemsOf(environment).join('\n')).not.toContain('~');
  });
});
