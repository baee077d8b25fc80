import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { SlackEmulatorOptions } from '../../emulators/slack/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { TwilioEmulatorOptions } from '../../emulators/twilio/options.ts';
import { lookAtEnvFile } from '../../src/config/env-file.ts';
import { databaseKind } from '../support/databases.ts';
import type { DoctorsCase } from '../support/doctor-story.ts';
import { doctorLooksAt, settingsOf } from '../support/doctor-story.ts';
import { freePort } from '../support/free-port.ts';
import type { Instead } from '../support/front.ts';
import { startFront } from '../support/front.ts';
import { emptyFolder } from '../support/folders.ts';
import type { World } from '../support/world.ts';
import { OUR_NUMBER, startWorld } from '../support/world.ts';

vi.setConfig({ testTimeout: 240_000 });

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What a fault leaves to look at, and how to take it out again. */
type Planted = DoctorsCase & { readonly undo?: () => unknown };

interface Fault {
  readonly fault: string;
  readonly check: string;
  readonly verdict?: 'warning';
  readonly found: string | RegExp;
  readonly mend: string;
  readonly plant: () => Promise<Planted> | Planted;
}

/** Another Slack, with the app in it. */
async function inSlack(options: SlackEmulatorOptions, change: (slack: Awaited<ReturnType<typeof startSlackEmulator>>) => void = () => undefined): Promise<Planted> {
  const slack = await startSlackEmulator({ ...options, requestUrl: 'http://127.0.0.1:1' });
  change(slack);
  return { settings: { SLACK_API_URL: slack.apiUrl }, undo: () => slack.close() };
}

/** Another Twilio, with the account in it. */
async function atTwilio(options: TwilioEmulatorOptions): Promise<Planted> {
  const twilio = await startTwilioEmulator({ numbers: [OUR_NUMBER], ...options });
  return { settings: { TWILIO_API_URL: twilio.url }, undo: () => twilio.close() };
}

/** Something before the app, which does what it should not. The app knows the front by API_URL, as it should. */
async function behind(instead: Instead): Promise<Planted> {
  const front = await startFront(() => world.app.port, { instead });
  return { settings: { API_URL: front.url }, undo: () => front.close() };
}

async function envFileWith(text: string, mode = 0o600): Promise<Planted> {
  const path = join(await emptyFolder(), '.env');
  await writeFile(path, text);
  await chmod(path, mode);
  return { envFile: lookAtEnvFile(path, settingsOf(world)) };
}

async function inDatabase(sql: string, undo: string, parameters: unknown[] = []): Promise<Planted> {
  await world.database.query(sql, parameters);
  return { undo: () => world.database.query(undo) };
}

const ago = (ms: number): string => new Date(world.clock.now() - ms).toISOString();
const alert = (code: number) => ({ sid: `NO${'0'.repeat(32)}`, at: world.clock.now() - 7_200_000, code, level: 'error' as const, resourceSid: `CA${'0'.repeat(32)}`, text: 'x', url: '', method: 'POST' as const });
const NEWEST = '(SELECT max(migration_name) FROM _prisma_migrations)';
const [KEY, OTHER_KEY] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)].map((key) => key.toString('base64'));
const CONTACT = "INSERT INTO contact (id, team_id, name, number, number_hash) VALUES ('doctor', 'T1', 'C', $1, 'h')";
const NO_CONTACT = "DELETE FROM contact WHERE id = 'doctor'";
const CALLBACK = "INSERT INTO callback (key, conference_id, kind, payload, received_at, problem) VALUES ('doctor', 'c1', 'call', '{}', $1, $2)";
const NO_CALLBACK = "DELETE FROM callback WHERE key = 'doctor'";
const REFUSED = "INSERT INTO heard (what, at) VALUES ('slack-refused', $1)";

const FAULTS: readonly Fault[] = [
  { fault: 'an old Node', check: 'node', found: 'Node 20.20.0', mend: 'npm start', plant: () => ({ circumstances: { nodeVersion: '20.20.0' } }) },

  { fault: 'a name in .env with a slip in it', check: 'env-file', verdict: 'warning', found: 'TWILO_AUTH_TOKEN is not known; is TWILIO_AUTH_TOKEN meant?', mend: '.env.example', plant: () => envFileWith('TWILO_AUTH_TOKEN=x\n') },
  { fault: 'a line in .env that is no setting', check: 'env-file', verdict: 'warning', found: 'Line 2 is no setting', mend: '.env', plant: () => envFileWith('# ours\nTWILIO_AUTH_TOKEN\n') },
  { fault: 'a setting twice in .env', check: 'env-file', verdict: 'warning', found: 'LOG_LEVEL stands there more than once', mend: '.env', plant: () => envFileWith('LOG_LEVEL=info\nLOG_LEVEL=info\n') },
  { fault: 'a setting in .env that is overruled', check: 'env-file', verdict: 'warning', found: 'DEFAULT_COUNTRY is set outside of .env too', mend: '.env', plant: () => envFileWith('DEFAULT_COUNTRY=GB\n') },
  { fault: 'an .env others may read', check: 'env-file', verdict: 'warning', found: 'Others on this machine may read it', mend: 'chmod 600 .env', plant: () => envFileWith('LOG_LEVEL=info\n', 0o644) },
  {
    fault: 'an .env that is a folder', check: 'env-file', found: 'EISDIR', mend: 'ls -l .env',
    plant: async () => {
      const path = join(await emptyFolder(), '.env');
      await mkdir(path);
      return { envFile: lookAtEnvFile(path, {}) };
    },
  },

  { fault: 'an account that is missing', check: 'settings', found: 'TWILIO_PHONE_NUMBER is missing', mend: 'npm run setup', plant: () => ({ settings: { TWILIO_PHONE_NUMBER: undefined } }) },
  { fault: 'a setting that makes no sense', check: 'settings', found: 'RING_SECONDS must be', mend: 'npm run setup', plant: () => ({ settings: { RING_SECONDS: 'long' } }) },
  { fault: 'a number that is none', check: 'settings', found: 'TWILIO_PHONE_NUMBER must be', mend: '.env.example', plant: () => ({ settings: { TWILIO_PHONE_NUMBER: '415-555-0100' } }) },

  { fault: 'a Postgres that is away', check: 'database', found: 'ECONNREFUSED', mend: 'Start Postgres', plant: async () => ({ circumstances: { database: { kind: 'postgres', url: `postgres://me@127.0.0.1:${await freePort()}/x` } } }) },
  { fault: 'an address of a database that is none', check: 'database', found: 'DATABASE_URL cannot be read', mend: 'postgresql://', plant: () => ({ settings: { DATABASE_URL: 'mysql://a/b' }, circumstances: { database: undefined } }) },
  { fault: 'tables of an older version', check: 'migrations', verdict: 'warning', found: '1 of the migrations', mend: 'Start the app', plant: () => inDatabase(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = ${NEWEST}`, 'UPDATE _prisma_migrations SET rolled_back_at = NULL') },
  { fault: 'tables of a newer version', check: 'migrations', found: '29990101000000_later', mend: 'or newer', plant: () => inDatabase(`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('later', 'x', now(), '29990101000000_later')`, "DELETE FROM _prisma_migrations WHERE id = 'later'") },
  { fault: 'a migration that was edited', check: 'migrations', found: 'changed after it was applied: 20261123000000_first_light', mend: 'Restore the file', plant: () => inDatabase(`UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name = '20261123000000_first_light'`, `UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name = '20261123000000_first_light'`) },
  { fault: 'a key that was lost', check: 'encryption-key', found: 'its id: 0badc0de', mend: 'ENCRYPTION_KEYS_PREVIOUS', plant: () => inDatabase(CONTACT, NO_CONTACT, ['a2:0badc0de:xxxx']) },
  { fault: 'numbers of a time without a key', check: 'encryption-key', verdict: 'warning', found: 'not encrypted', mend: 'npm run keys -- rotate', plant: () => inDatabase(CONTACT, NO_CONTACT, ['p0:{}']) },

  { fault: 'another program on the port', check: 'app-running', found: 'Another program listens', mend: 'macOS', plant: () => ({ settings: { PORT: String(world.slack.port) } }) },
  { fault: 'an app that does not run', check: 'app-running', verdict: 'warning', found: 'nothing listens', mend: 'npm start', plant: async () => ({ settings: { PORT: String(await freePort()) } }) },
  { fault: 'an app that was started with other secrets', check: 'app-running', found: 'other secrets', mend: 'Start it anew', plant: () => ({ settings: { SLACK_SIGNING_SECRET: 'changed-since-the-start' } }) },
  { fault: 'an app that was started with another address', check: 'app-running', found: 'and the settings say http://127.0.0.1:', mend: 'Start it anew', plant: () => behind(() => false) },
  { fault: 'no address', check: 'address', found: 'API_URL is not set', mend: 'ngrok http', plant: () => ({ settings: { API_URL: undefined } }) },
  { fault: 'an address that leads to something else', check: 'reaches-us', found: 'Something else answers there (HTTP 404)', mend: 'API_URL', plant: () => ({ settings: { API_URL: world.slack.url } }) },
  { fault: 'an address where nothing listens', check: 'reaches-us', found: 'nothing listens there', mend: 'tunnel', plant: async () => ({ settings: { API_URL: `http://127.0.0.1:${await freePort()}` } }) },
  {
    fault: 'a tunnel that is down', check: 'reaches-us', found: 'its tunnel is down', mend: 'API_URL',
    plant: () => behind((_request, response) => {
      response.writeHead(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }).end();
      return true;
    }),
  },
  { fault: 'a clock that is a bit off', check: 'clock', verdict: 'warning', found: '2 minutes behind', mend: 'timedatectl', plant: () => inSlack({ dateSkewMs: 125_000 }) },
  { fault: 'a clock that is far off', check: 'clock', found: '9 minutes ahead of', mend: 'timedatectl', plant: () => inSlack({ dateSkewMs: -595_000 }) },

  { fault: 'a bot token that is wrong', check: 'slack-token', found: 'does not know this bot token', mend: 'OAuth & Permissions', plant: () => ({ settings: { SLACK_BOT_TOKEN: 'xoxb-another' } }) },
  { fault: 'a bot token that is missing', check: 'slack-token', found: 'SLACK_BOT_TOKEN is not set', mend: 'OAuth & Permissions', plant: () => ({ settings: { SLACK_BOT_TOKEN: undefined } }) },
  { fault: 'a bot token that was revoked', check: 'slack-token', found: 'was revoked', mend: 'Reinstall to Workspace', plant: () => inSlack({}, ({ world: { installation } }) => (installation.state = 'revoked')) },
  { fault: 'an app that was taken out of the workspace', check: 'slack-token', found: 'taken out of its workspace', mend: 'Install App', plant: () => inSlack({}, ({ world: { installation } }) => (installation.state = 'uninstalled')) },
  { fault: 'a Slack that is out of order', check: 'slack-token', found: 'Slack cannot be reached', mend: 'slack-status.com', plant: () => inSlack({}, ({ faults }) => faults.plant({ path: 'auth.test', fault: { kind: 'status', status: 503 } })) },
  { fault: 'a scope that is missing', check: 'slack-scopes', found: 'lacks users.profile:read', mend: 'npm run manifest', plant: () => inSlack({ scopes: world.slack.world.settings.scopes.filter((scope) => scope !== 'users.profile:read') }) },
  { fault: 'a proxy that takes the scopes out', check: 'slack-scopes', verdict: 'warning', found: 'did not say which scopes', mend: 'x-oauth-scopes', plant: () => inSlack({ scopeHeaders: false }) },
  {
    fault: 'a proxy that loses the signatures of Slack', check: 'slack-signature', found: 'refused a request signed with SLACK_SIGNING_SECRET (HTTP 401)', mend: 'headers',
    plant: () => behind((request) => {
      delete request.headers['x-slack-signature'];
      return false;
    }),
  },
  {
    fault: 'something that answers Slack for the app', check: 'slack-signature', found: 'took a request with a wrong signature', mend: 'pass everything on',
    plant: () => behind((request, response, body) => {
      if (request.url !== '/slack/events') return false;
      response.end(body);
      return true;
    }),
  },
  { fault: 'a Slack that signs with another secret', check: 'slack-signature', verdict: 'warning', found: 'signed with another one', mend: 'Signing Secret', plant: () => inDatabase(REFUSED, 'DELETE FROM heard', [ago(60_000)]) },
  { fault: 'a command that never arrived', check: 'slack-command', verdict: 'warning', found: 'No /conference has arrived', mend: 'Request URL', plant: () => ({}) },
  { fault: 'an address for events that Slack has not verified', check: 'slack-events', verdict: 'warning', found: 'No event has arrived', mend: 'Event Subscriptions > Retry', plant: () => ({}) },

  { fault: 'an auth token that is wrong', check: 'twilio-account', found: 'does not know this account', mend: 'Auth Token', plant: () => ({ settings: { TWILIO_AUTH_TOKEN: 'another-auth-token' } }) },
  { fault: 'an auth token that is missing', check: 'twilio-account', found: 'TWILIO_AUTH_TOKEN is not set', mend: 'Auth Token', plant: () => ({ settings: { TWILIO_AUTH_TOKEN: undefined } }) },
  { fault: 'an account that is suspended', check: 'twilio-account', found: 'The account is suspended', mend: 'banner', plant: () => atTwilio({ account: { status: 'suspended' } }) },
  {
    fault: 'a Twilio that is out of order', check: 'twilio-account', found: '20500', mend: 'status.twilio.com',
    plant: async () => {
      const twilio = await startTwilioEmulator({});
      twilio.faults.plant({ path: '/Accounts/', fault: { kind: 'status', status: 503 } });
      return { settings: { TWILIO_API_URL: twilio.url }, undo: () => twilio.close() };
    },
  },
  { fault: 'a trial account', check: 'twilio-limits', verdict: 'warning', found: /trial account.*TWILIO_CPS to 1.*only 5 of them/u, mend: 'Upgrade', plant: async () => {
    const { settings, undo } = await atTwilio({ account: { type: 'trial' } });
    return { settings: { ...settings, TWILIO_CPS: '5' }, ...(undo === undefined ? {} : { undo }) };
  } },
  { fault: 'no money', check: 'twilio-balance', found: '-0.50 USD', mend: 'Add funds', plant: () => atTwilio({ balance: -0.5 }) },
  { fault: 'little money', check: 'twilio-balance', verdict: 'warning', found: '3.00 USD, which buys about 214 minutes of one person in US', mend: 'Auto-recharge', plant: () => atTwilio({ balance: 3 }) },
  { fault: 'a number of somebody else', check: 'twilio-number', found: '+1•••••••06 is no number of this account', mend: 'Active numbers', plant: () => atTwilio({ numbers: [] }) },
  { fault: 'a number that is verified only', check: 'twilio-number', verdict: 'warning', found: 'verified caller ID', mend: 'Active numbers', plant: () => atTwilio({ numbers: [], verifiedNumbers: [OUR_NUMBER] }) },
  { fault: 'a number without voice', check: 'twilio-number', found: 'cannot make calls', mend: 'with Voice', plant: () => atTwilio({ numbers: [{ phoneNumber: OUR_NUMBER, voice: false }] }) },
  { fault: 'a number that answers nobody', check: 'twilio-number', verdict: 'warning', found: 'nothing is set for whoever calls it', mend: 'A call comes in', plant: () => atTwilio({}) },
  { fault: 'a number with the demonstration of Twilio', check: 'twilio-number', verdict: 'warning', found: 'demonstration', mend: 'A call comes in', plant: () => atTwilio({ numbers: [{ phoneNumber: OUR_NUMBER, voiceUrl: 'https://demo.twilio.com/welcome/voice/' }] }) },
  { fault: 'the country of nearly everybody switched off', check: 'twilio-countries', found: 'Switched off at Twilio: US', mend: 'Geo permissions', plant: () => atTwilio({ countriesOff: ['US'] }) },
  { fault: 'a country switched off', check: 'twilio-countries', verdict: 'warning', found: 'Switched off at Twilio: GB', mend: 'ALLOWED_COUNTRIES', plant: () => atTwilio({ countriesOff: ['GB', 'FR'] }) },
  { fault: 'an address that is not the one the app knows', check: 'twiml', found: 'refused a request signed as Twilio signs', mend: 'to the letter', plant: () => behind(() => false) },
  {
    fault: 'a login page before the app', check: 'twiml', found: 'no TwiML but text/html', mend: 'login page',
    plant: () => behind((request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<form>');
      return true;
    }),
  },
  {
    fault: 'something that answers Twilio for the app', check: 'twiml', found: 'without a signature', mend: 'a cache',
    plant: () => behind((request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response></Response>');
      return true;
    }),
  },
  {
    fault: 'a proxy that breaks', check: 'twiml', found: 'HTTP 502', mend: 'proxy',
    plant: () => behind((request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(502).end();
      return true;
    }),
  },
  {
    fault: 'errors in the debugger', check: 'twilio-alerts', verdict: 'warning', found: /2 × 11200, the last 2 hours ago: Twilio asked the app at API_URL/u, mend: 'Monitor',
    plant: () => {
      world.twilio.store.alerts.push(alert(11200), alert(11200), alert(32017));
      return { undo: () => world.twilio.store.alerts.splice(0) };
    },
  },

  { fault: 'no workers', check: 'queue', found: 'has waited for 2 minutes', mend: 'WORKERS=on', plant: () => inDatabase("INSERT INTO pgboss.job (name, start_after, data) VALUES ('publish', $1, '{}')", "DELETE FROM pgboss.job WHERE name = 'publish'", [ago(120_000)]) },
  { fault: 'workers that are too slow', check: 'queue', verdict: 'warning', found: 'has waited for 20 seconds', mend: 'another', plant: () => inDatabase("INSERT INTO pgboss.job (name, start_after, data) VALUES ('publish', $1, '{}')", "DELETE FROM pgboss.job WHERE name = 'publish'", [ago(20_000)]) },
  { fault: 'a job that failed for good', check: 'dead-jobs', verdict: 'warning', found: '1 × publish', mend: 'npm run jobs -- retry', plant: () => inDatabase("INSERT INTO pgboss.job (name, source_name, data) VALUES ('dead-jobs', 'publish', '{}')", "DELETE FROM pgboss.job WHERE name = 'dead-jobs'") },
  { fault: 'callbacks nobody applies', check: 'callbacks', found: /1 callbacks? waits? to be applied, the oldest for 5 minutes/u, mend: 'WORKERS=on', plant: () => inDatabase(CALLBACK, NO_CALLBACK, [ago(300_000), null]) },
  { fault: 'callbacks nobody can apply', check: 'callbacks', verdict: 'warning', found: '1 × no such conference', mend: 'npm run jobs -- list', plant: () => inDatabase(CALLBACK, NO_CALLBACK, [ago(300_000), 'no such conference']) },
];

test.each<Fault>(FAULTS)(`$fault: the doctor says so under $check [${databaseKind}]`, async ({ plant, check, verdict = 'failure' as const, found, mend }) => {
  const { undo, ...seen } = await plant();
  try {
    const word = await doctorLooksAt(world, seen);
    word.says(check, verdict, found, mend);
    const text = JSON.stringify(word.findings);
    for (const secret of [world.config.slack.botToken, world.config.slack.signingSecret, world.config.twilio.authToken, KEY ?? '', OTHER_KEY ?? '', OUR_NUMBER]) expect(text).not.toContain(secret);
  } finally {
    await undo?.();
  }
});

test('at least twenty-five faults are planted, and nearly every check has one', async () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(25);
  const { CHECKS } = await import('../../src/doctor/checks.ts');
  const planted = new Set(FAULTS.map(({ check }) => check));
  // Of who else uses the database it only tells; the others have stories of their own in doctor.test.ts.
  expect(CHECKS.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual(['database-kind', 'neighbours', 'certificate', 'slack-team']);
});
