import { expect, test } from 'vitest';
import type { Certificate } from '../support/front.ts';
import { certificateFor, startFront } from '../support/front.ts';
import { doctorLooksAt, settingsOf } from '../support/doctor-story.ts';
import { freePort } from '../support/free-port.ts';
import { ToldHome } from '../support/home-story.ts';
import { scenario } from '../support/scenario.ts';
import { OUR_NUMBER } from '../support/world.ts';
import { createWeb } from '../../src/http/web.ts';
import { DOCTOR_AGENT } from '../../src/doctor/proof.ts';
import { examine } from '../../src/doctor/examine.ts';
import { embedded } from '../../src/doctor/checks/database.ts';
import { address } from '../../src/doctor/checks/address.ts';
import { admit } from '../../src/patients.ts';
import type { World } from '../support/world.ts';

const OURS_FOR_CALLERS = { phoneNumber: OUR_NUMBER, voiceUrl: 'https://handler.twilio.com/twiml/who-called' };

function answersCallers({ twilio }: World): void {
  const number = twilio.store.numbers.get(OUR_NUMBER);
  if (number !== undefined) twilio.store.numbers.set(OUR_NUMBER, { ...number, ...OURS_FOR_CALLERS });
}

scenario('An app that is well: the doctor finds nothing, and nobody is rung', async ({ world, slack }) => {
  await new ToldHome(world, 'ina').opens();
  answersCallers(world);
  await slack.as('ina').types('/conference doctor');
  await slack.as('ina').reads('Only admins of this workspace may ask the doctor: what it finds is about the app, its accounts and its server.');
  const word = await doctorLooksAt(world);
  expect(word.wrong).toEqual([]);
  expect(word.of('reaches-us').found).toBe('It leads to this process.');
  expect(word.of('twiml').found).toBe('A signed request is answered with TwiML, an unsigned and a forged one are refused.');
  expect(word.of('slack-command').found).toBe('The last one arrived 0 seconds ago.');
  expect(word.of('slack-events').found).toBe('The last one arrived 0 seconds ago.');
  expect(world.slack.channel('general').messages).toEqual([]);
});

scenario('The doctor changes nothing: what it asks of Slack and Twilio only reads', async ({ world }) => {
  await doctorLooksAt(world);
  const asked = world.twilio.journal.entries.filter(({ direction }) => direction === 'in').map(({ what }) => what);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((what) => !what.startsWith('GET '))).toEqual([]);
  expect(await world.database.query('SELECT count(*)::int AS count FROM conference')).toEqual([{ count: 0 }]);
});

scenario('A token of another workspace than the one the conferences are of', async ({ world }) => {
  const past = (id: string, team: string, at: string) => world.database.query(`INSERT INTO conference (id, team_id, channel_id, host_user_id, trigger_id, room_name, invited, state, requested_at, settled, priced)
    VALUES ($1, $2, 'C1', 'U1', $1, $1, '', 'ended', $3, true, true)`, [id, team, at]);
  await past('c1', 'T0SANDBOX01', '2030-01-01T09:00:00Z');
  expect((await doctorLooksAt(world)).of('slack-team')).toMatchObject({ verdict: 'ok', found: 'All conferences are of this workspace.' });
  await past('c2', 'T0ANOTHER01', '2030-01-02T09:00:00Z');
  (await doctorLooksAt(world)).says('slack-team', 'failure', 'the newest conference of another (T0ANOTHER01)', 'SLACK_BOT_TOKEN');
});

scenario('Slack signs with another secret than the app has: commands fail, and the doctor knows why', async ({ world, slack }) => {
  world.log.expects('A request with a wrong or old Slack signature was refused');
  const reply = await slack.as('ina').types('/conference help');
  expect(reply.error).toBe('http_client_error');
  await slack.as('ina').reads('/conference failed with the error "http_client_error"');
  (await doctorLooksAt(world, { settings: { SLACK_SIGNING_SECRET: 'another-signing-secret' } })).says('slack-signature', 'warning', 'signed with another one', 'Signing Secret');
}, { settings: { SLACK_SIGNING_SECRET: 'another-signing-secret' } });

scenario('With no accounts at all the doctor says what that means, and looks at what there is', async ({ world }) => {
  const none = Object.fromEntries(Object.keys(settingsOf(world)).map((name) => [name, undefined]));
  const word = await doctorLooksAt(world, { settings: { ...none, PORT: String(await freePort()) } });
  expect(word.wrong.filter((id) => id !== 'slack-command' && id !== 'slack-events')).toEqual(['settings', 'app-running']);
  expect(word.of('settings').found).toContain('`npm start` runs the sandbox');
  expect(word.of('twilio-account')).toMatchObject({ verdict: 'skipped', found: 'Not looked at: no accounts are set.' });
});

scenario('An app that does not run: the doctor stands in for it to see where the address leads', async ({ world }) => {
  const port = String(await freePort());
  const word = await doctorLooksAt(world, { settings: { PORT: port, API_URL: `http://127.0.0.1:${port}` } });
  word.says('app-running', 'warning', 'nothing listens', 'npm start');
  expect(word.of('reaches-us')).toMatchObject({ verdict: 'ok', found: 'It leads here; the doctor answered for the app, which does not run.' });
  expect(word.of('twiml')).toMatchObject({ verdict: 'skipped', found: 'Not looked at: the app does not run.' });
});

scenario('One thing that is wrong hides no other: everything that can be looked at is', async ({ world }) => {
  const word = await doctorLooksAt(world, { settings: { SLACK_BOT_TOKEN: undefined, TWILIO_PHONE_NUMBER: undefined, API_URL: `http://127.0.0.1:${await freePort()}` } });
  expect(word.wrong).toEqual(['settings', 'app-running', 'reaches-us', 'slack-token', 'slack-command', 'slack-events', 'twilio-number']);
  expect(word.of('slack-scopes')).toMatchObject({ verdict: 'skipped', found: 'Not looked at: it needs “Slack’s bot token”.' });
  expect(word.of('twilio-balance').verdict).toBe('ok');
});

test.each([
  ['http://localhost:5000', 'failure', 'from this machine or its network alone'], ['https://192.168.1.7', 'failure', 'from this machine or its network alone'], ['https://box.local', 'failure', 'alone'],
  ['http://conference.example.com', 'failure', 'is not https'], ['https://nowhere.example.com', 'failure', 'There is no host nowhere.example.com'],
  ['https://inside.example.com', 'warning', 'which is an address of a private network'], ['https://conference.example.com', 'ok', 'https://conference.example.com.'],
])('%s as API_URL, for the real Slack: %s', async (apiUrl, verdict, found) => {
  const hosts: Readonly<Record<string, readonly string[]>> = { 'inside.example.com': ['10.1.2.3'], 'conference.example.com': ['192.0.2.7', '2001:db8::7'] };
  const web = createWeb({ agent: DOCTOR_AGENT, hosts: (host) => hosts[host] ?? [] });
  const { patient, clean, close } = await admit({ API_URL: apiUrl, SLACK_BOT_TOKEN: 'xoxb-made-up', PORT: '0', DATA_DIR: '/nowhere' }, { kind: 'none' }, { web });
  const [finding] = await examine(patient, clean, [address]);
  await close();
  expect(finding).toMatchObject({ verdict, found: expect.stringContaining(found) });
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-made-up' }, 'warning', 'The embedded database is used with real accounts.'], [{}, 'ok', 'The embedded one, which is right for trying out.'],
  [{ SLACK_BOT_TOKEN: 'xoxb-made-up', DATABASE_URL: 'postgres://me@db.example/conference' }, 'ok', 'Postgres.'],
])('%j as settings, and which database is right for them: %s', async (settings, verdict, found) => {
  const { patient, clean, close } = await admit({ PORT: '0', ...settings }, { kind: 'none' }, { database: 'none' });
  const [finding] = await examine(patient, clean, [embedded]);
  await close();
  expect(finding).toMatchObject({ verdict, found });
});

const HOST = 'conference.example.com';
const [short, long] = [certificateFor(HOST, 5), certificateFor(HOST, 90)];
if (short === undefined || long === undefined) {
  test('there is no openssl on this machine: https was not looked at', () => undefined);
} else {
  const throughHttps = (what: string, certificate: Certificate, { trusted, host = HOST }: { readonly trusted: boolean; readonly host?: string }, holds: (word: Awaited<ReturnType<typeof doctorLooksAt>>) => void): void =>
    scenario(what, async ({ world }) => {
      const front = await startFront(() => world.app.port, { certificate });
      const web = createWeb({ agent: DOCTOR_AGENT, hosts: () => ['127.0.0.1'], ...(trusted ? { trusted: certificate.cert } : {}) });
      try {
        const API_URL = `https://${host}:${front.port}`;
        // Its first sweep would else be cut off, and be in nobody's hands until time passes.
        await world.settle();
        await world.restartApp({ settings: { API_URL } });
        holds(await doctorLooksAt(world, { settings: { API_URL }, circumstances: { web } }));
      } finally {
        await front.close();
      }
    });
  throughHttps('Through https the doctor comes back to the app, and sees how long its certificate lasts', long, { trusted: true }, (word) => {
    expect(word.of('reaches-us').found).toBe('It leads to this process.');
    expect(word.of('certificate')).toMatchObject({ verdict: 'ok', found: 'It is trusted, and ends in 89 days.' });
    expect(word.of('twiml').verdict).toBe('ok');
  });
  throughHttps('A certificate that is about to end', short, { trusted: true }, (word) => word.says('certificate', 'warning', 'It ends in 4 days', 'Renew it'));
  throughHttps('A certificate nobody vouches for', long, { trusted: false }, (word) => word.says('reaches-us', 'failure', 'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)', 'Let’s Encrypt'));
  throughHttps('A certificate of another name', long, { trusted: true, host: 'another.example.com' }, (word) => word.says('reaches-us', 'failure', 'ERR_TLS_CERT_ALTNAME_INVALID', 'for this very name'));
}

scenario('A process that only works is no place for API_URL to lead to', async ({ world }) => {
  await world.settle();
  await world.restartApp({ settings: { WEB: 'off', DATABASE_URL: 'postgres://not.asked/for' } });
  const word = await doctorLooksAt(world);
  expect(word.of('app-running')).toMatchObject({ verdict: 'ok', found: expect.stringContaining('as a worker') });
  word.says('reaches-us', 'failure', 'takes no requests', 'WEB=on');
});

scenario('A sandbox on the port is no reason to worry for whoever has no accounts', async ({ world }) => {
  const none = Object.fromEntries(Object.keys(settingsOf(world)).map((name) => [name, undefined]));
  const word = await doctorLooksAt(world, { settings: { ...none, PORT: String(world.config.http.port) } });
  expect(word.of('app-running')).toMatchObject({ verdict: 'ok', found: expect.stringContaining('A sandbox runs') });
});
