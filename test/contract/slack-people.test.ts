import { afterEach, describe, expect, test } from 'vitest';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { people, SANDBOX_TEAM } from '../../emulators/slack/team.ts';
import { client, closeAll, refusal, refused, team } from './slack-support.ts';

afterEach(closeAll);

describe('users', () => {
  test('users.info gives name, time zone and, when asked, locale', async () => {
    const { web } = await team();
    const { user } = await web.users.info({ user: people.carol, include_locale: true });
    expect(user).toMatchObject({ id: people.carol, real_name: 'Carol Cruz', tz: 'Europe/London', locale: 'en-GB', deleted: false, is_bot: false });
    expect((await web.users.info({ user: people.carol })).user).not.toHaveProperty('locale');
  });

  test('tz_offset follows the season', async () => {
    for (const [day, offset] of [['2026-01-15', 0], ['2026-07-15', 3600]] as const) {
      const { web } = await team({ clock: new VirtualClock(Date.parse(`${day}T12:00:00Z`)) });
      expect((await web.users.info({ user: people.carol })).user?.tz_offset).toBe(offset);
    }
  });

  test('of a deactivated user only the profile is left, of a bot it is said, of a stranger nothing private is told', async () => {
    const { web } = await team();
    const gus = await web.users.info({ user: people.gus });
    expect(gus.user).toMatchObject({ deleted: true });
    expect(gus.user).not.toHaveProperty('tz');
    expect((await web.users.info({ user: people.standup })).user).toMatchObject({ is_bot: true, profile: { bot_id: 'B0STANDUP01' } });
    const frida = (await web.users.info({ user: people.frida, include_locale: true })).user;
    expect(frida).toMatchObject({ is_stranger: true, team_id: 'T0PARTNER01', profile: { phone: '' } });
    expect(frida).not.toHaveProperty('locale');
    expect(frida?.profile).not.toHaveProperty('email');
  });

  test('users.profile.get gives the phone as its owner wrote it', async () => {
    const { web } = await team();
    expect((await web.users.profile.get({ user: people.bob })).profile?.phone).toBe('415.555.0102');
    expect((await web.users.profile.get({ user: people.dora })).profile?.phone).toBe('');
    expect(await refused(web.users.profile.get({ user: 'U0NOBODY001' }))).toBe('user_not_found');
    expect(await refused(web.users.info({ user: 'U0NOBODY001' }))).toBe('user_not_found');
  });

  test('users.list comes in pages', async () => {
    const { web } = await team();
    const seen: string[] = [];
    for await (const page of web.paginate('users.list', { limit: 5 })) {
      const { members } = page as { members?: { id: string }[] };
      expect(members?.length).toBeLessThanOrEqual(5);
      seen.push(...(members ?? []).map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(SANDBOX_TEAM.users.length - 1);
    expect(await refused(web.users.list({ cursor: 'nonsense' }))).toBe('invalid_cursor');
  });

  test('every phone of the team that is not empty is a valid number in the country of its owner', () => {
    const country = { 'en-US': 'US', 'en-GB': 'GB', 'de-DE': 'DE' } as Record<string, CountryCode>;
    const numbers = SANDBOX_TEAM.users.filter(({ phone }) => phone !== '').map(({ phone, locale }) => parsePhoneNumberFromString(phone, country[locale]));
    expect(numbers.map((number) => number?.isValid())).toEqual(numbers.map(() => true));
    expect(new Set(numbers.map((number) => number?.number)).size).toBe(numbers.length);
  });
});

describe('user groups', () => {
  test('usergroups.users.list names the members, usergroups.list the groups', async () => {
    const { web } = await team();
    expect((await web.usergroups.users.list({ usergroup: 'S0ONCALL001' })).users).toEqual([people.alice, people.bob]);
    expect((await web.usergroups.users.list({ usergroup: 'S0EMPTY0001' })).users).toEqual([]);
    expect((await web.usergroups.list({ include_users: true, include_disabled: true })).usergroups?.map(({ handle }) => handle)).toEqual(['oncall', 'leads', 'nobody-yet', 'old-crew']);
    expect((await web.usergroups.list({})).usergroups?.map(({ handle }) => handle)).not.toContain('old-crew');
  });

  test('an unknown group and a disabled one are no_such_subteam', async () => {
    const { web } = await team();
    expect(await refused(web.usergroups.users.list({ usergroup: 'S0NOSUCH001' }))).toBe('no_such_subteam');
    expect(await refused(web.usergroups.users.list({ usergroup: 'S0OLDCREW01' }))).toBe('no_such_subteam');
  });
});

describe('do not disturb', () => {
  test.each([
    ['2026-03-10T20:00:00Z', '2026-03-10T21:00:00Z', 'before it begins, the next window is tonight'],
    ['2026-03-10T23:30:00Z', '2026-03-10T21:00:00Z', 'in the evening, it is the running one'],
    ['2026-03-11T05:59:00Z', '2026-03-10T21:00:00Z', 'in the early morning, it still is'],
    ['2026-03-11T06:01:00Z', '2026-03-11T21:00:00Z', 'after it ended, it is the next one'],
  ])('dnd.teamInfo at %s begins %s: %s', async (now, start) => {
    const { web } = await team({ clock: new VirtualClock(Date.parse(now)) });
    const { users } = await web.dnd.teamInfo({ users: `${people.emil},${people.ina}` });
    const begins = Date.parse(start) / 1000;
    expect(users?.[people.emil]).toEqual({ dnd_enabled: true, next_dnd_start_ts: begins, next_dnd_end_ts: begins + 9 * 3600 });
    expect(users?.[people.ina]).toMatchObject({ dnd_enabled: false });
    expect(await web.dnd.info({ user: people.emil })).toMatchObject({ dnd_enabled: true, next_dnd_start_ts: begins });
  });

  test('dnd.teamInfo wants people, and at most fifty', async () => {
    const { web } = await team();
    expect(await refused(web.dnd.teamInfo({ users: '' }))).toBe('no_users_provided');
    expect(await refused(web.dnd.teamInfo({ users: Array.from({ length: 51 }, (_, at) => `U${at}`).join(',') }))).toBe('invalid_arguments');
    expect(await refused(web.dnd.info({ user: 'U0NOBODY001' }))).toBe('user_not_found');
  });
});

describe('tokens and scopes', () => {
  test('auth.test says who the app is', async () => {
    const { slack, web } = await team();
    const { settings } = slack.world;
    expect(await web.auth.test()).toMatchObject({ ok: true, team_id: 'T0SANDBOX01', user_id: settings.botUserId, bot_id: settings.botId, url: 'https://sandbox.slack.com/' });
  });

  test('no token, a wrong one, a revoked one and that of an uninstalled app are told apart', async () => {
    const { slack, web } = await team();
    expect(await refused(client(slack, { token: 'xoxb-wrong' }).auth.test())).toBe('invalid_auth');
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
    await slack.uninstallsApp();
    expect(await refused(web.auth.test())).toBe('account_inactive');
    slack.reset();
    expect(await web.auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await web.auth.revoke()).toMatchObject({ revoked: true });
    expect(await refused(web.auth.test())).toBe('token_revoked');
  });

  test('a method whose scope is missing says which one is needed and which are there, in body and headers', async () => {
    const { slack, web } = await team({ scopes: ['chat:write', 'users:read'] });
    expect(await refusal(web.usergroups.list())).toMatchObject({ error: 'missing_scope', needed: 'usergroups:read', provided: 'chat:write,users:read' });
    const { response_metadata } = await web.users.info({ user: people.ina });
    expect(response_metadata).toMatchObject({ scopes: ['chat:write', 'users:read'], acceptedScopes: ['users:read'] });
    expect(slack.surprises).toEqual([]);
  });

  test('a token may come as a form field or in the query, but not inside a JSON body', async () => {
    const { slack } = await team();
    const token = slack.world.settings.botToken;
    const ask = async (path: string, init: RequestInit): Promise<unknown> => (await fetch(slack.apiUrl + path, init)).json();
    expect(await ask('auth.test', { method: 'POST', body: new URLSearchParams({ token }) })).toMatchObject({ ok: true });
    expect(await ask(`auth.test?token=${token}`, {})).toMatchObject({ ok: true });
    expect(await ask('auth.test', { method: 'POST', body: JSON.stringify({ token }), headers: { 'Content-Type': 'application/json' } })).toMatchObject({ error: 'not_authed' });
  });

  test('arguments come as form, JSON or query alike; a broken body is told', async () => {
    const { slack } = await team();
    const headers = { Authorization: `Bearer ${slack.world.settings.botToken}` };
    const json = { ...headers, 'Content-Type': 'application/json; charset=utf-8' };
    const ask = async (path: string, init: RequestInit): Promise<unknown> => (await fetch(slack.apiUrl + path, init)).json();
    expect(await ask(`users.info?user=${people.ina}`, { headers })).toMatchObject({ user: { name: 'ina' } });
    expect(await ask('users.info', { method: 'POST', headers: json, body: JSON.stringify({ user: people.ina }) })).toMatchObject({ user: { name: 'ina' } });
    expect(await ask('users.info', { method: 'POST', headers: json, body: '{' })).toEqual({ ok: false, error: 'invalid_json' });
    expect(await ask('users.info', { method: 'POST', headers: json, body: '[]' })).toMatchObject({ error: 'json_not_object' });
    expect(await ask('users.info', { method: 'POST', headers })).toMatchObject({ error: 'invalid_arguments', response_metadata: { messages: ['[ERROR] missing required field: user'] } });
  });

  test('api.test needs no token and gives its arguments back', async () => {
    const { slack, web } = await team();
    expect(await web.api.test()).toMatchObject({ ok: true });
    expect(await client(slack, { token: 'xoxb-wrong' }).apiCall('api.test', { foo: 'bar' })).toMatchObject({ ok: true, args: { foo: 'bar' } });
  });

  test('what the emulator does not know is unknown_method and a surprise', async () => {
    const { slack, web } = await team();
    expect(await refused(web.reminders.list())).toBe('unknown_method');
    expect(slack.surprises).toEqual([{ what: 'a method the emulator does not know', detail: 'reminders.list' }]);
  });

  test('oauth.v2.access gives a token for a code, once', async () => {
    const { slack, web } = await team();
    const { clientId, clientSecret, botToken } = slack.world.settings;
    slack.world.installation.oauthCodes.add('consent-1');
    const exchange = (code: string, secret = clientSecret, id = clientId) => web.oauth.v2.access({ client_id: id, client_secret: secret, code });
    expect(await exchange('consent-1')).toMatchObject({ access_token: botToken, token_type: 'bot', team: { id: 'T0SANDBOX01' }, is_enterprise_install: false });
    expect(await refused(exchange('consent-1'))).toBe('invalid_code');
    expect(await refused(exchange('x', 'wrong'))).toBe('bad_client_secret');
    expect(await refused(exchange('x', clientSecret, 'wrong'))).toBe('invalid_client_id');
  });

  test('team.info, bots.info and apps.uninstall', async () => {
    const { slack, web } = await team();
    const { clientId, clientSecret, botId, appId } = slack.world.settings;
    expect((await web.team.info()).team).toMatchObject({ id: 'T0SANDBOX01', domain: 'sandbox' });
    expect((await web.bots.info({ bot: botId })).bot).toMatchObject({ id: botId, app_id: appId });
    expect((await web.bots.info({ bot: 'B0STANDUP01' })).bot).toMatchObject({ name: 'Standup Bot' });
    expect(await refused(web.bots.info({ bot: 'B0NOBODY' }))).toBe('bot_not_found');
    expect(await refused(web.apps.uninstall({ client_id: clientId, client_secret: 'wrong' }))).toBe('bad_client_secret');
    slack.reset();
    await web.apps.uninstall({ client_id: clientId, client_secret: clientSecret });
    expect(await refused(web.auth.test())).toBe('account_inactive');
  });
});
