import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import twilio from 'twilio';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';

let s: Stage;
beforeEach(async () => {
  s = await stage({ countriesOff: ['DE'], apiKeys: [{ sid: `SK${'a'.repeat(32)}`, secret: 'secret' }] });
});
afterEach(() => s.close());

type CallForm = Parameters<Stage['client']['calls']['create']>[0];

describe('a call is refused', () => {
  test.each<[string, Partial<CallForm>, number]>([
    ['a malformed To', { to: '12345' }, 21_211],
    ['an impossible To (magic)', { to: '+15005550001' }, 21_217],
    ['an unreachable To (magic)', { to: '+15005550002' }, 21_214],
    ['a country off (magic)', { to: '+15005550003' }, 21_215],
    ['a blocked To (magic)', { to: '+15005550004' }, 21_216],
    ['a country switched off', { to: '+4930123456' }, 21_215],
    ['a From neither owned nor verified', { from: '+14155559999' }, 21_210],
    ['a malformed From', { from: 'Conference' }, 21_212],
    ['a malformed From (magic)', { from: '+15005550001' }, 21_212],
    ['a relative Url', { url: '/twiml' }, 21_205],
    ['a host with an underscore', { url: 'https://my_host.example.com/' }, 21_205],
    ['a malformed StatusCallback', { statusCallback: 'nowhere' }, 21_609],
    ['a Timeout out of range', { timeout: 1 }, 21_208],
    ['SendDigits that are no digits', { sendDigits: 'five' }, 21_206],
    ['more than 4000 characters of Twiml', { twiml: `<Response><Say>${'a'.repeat(4_000)}</Say></Response>` }, 21_617],
    ['a wrong Method', { method: 'PUT' }, 21_209],
  ])('for %s', async (_why, form, code) => {
    await expect(s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), ...form })).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
      message: expect.any(String),
    });
    expect(s.emulator.store.calls.size).toBe(0);
  });

  test.each([
    ['To', `From=${encodeURIComponent(OURS)}&Url=http://a.test/`, 21_201],
    ['From', `To=${encodeURIComponent(ALICE)}&Url=http://a.test/`, 21_213],
    ['Url', `To=${encodeURIComponent(ALICE)}&From=${encodeURIComponent(OURS)}`, 21_205],
  ])('without %s', async (_key, body, code) => {
    const response = await fetch(`${s.emulator.url}/2010-04-01/Accounts/${s.emulator.accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: basic(s.emulator.accountSid, s.emulator.authToken), 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(await response.json()).toMatchObject({ status: 400, code });
  });

  test('the valid number of the test credentials may call', async () => {
    await s.client.calls.create({ to: ALICE, from: '+15005550006', url: s.at('/twiml') });
  });
});

describe('a trial account', () => {
  test('takes bare parameters only, with code 0 for the rest, and verified numbers only', async () => {
    const trial = await stage({ account: { type: 'trial' }, verifiedNumbers: [ALICE] });
    await expect(trial.call(ALICE)).rejects.toMatchObject({ status: 400, code: 0, message: expect.stringContaining('trial accounts have limited parameter access') });
    const bare = { from: OURS, url: trial.at('/twiml') };
    await expect(trial.client.calls.create({ ...bare, to: '+14155550999' })).rejects.toMatchObject({ code: 21_219 });
    await trial.client.calls.create({ ...bare, to: ALICE });
    expect(await trial.client.api.accounts(trial.emulator.accountSid).fetch()).toMatchObject({ type: 'Trial' });
    await trial.close();
  });

  test('ends a call after ten minutes', async () => {
    const trial = await stage({ account: { type: 'trial' }, verifiedNumbers: [ALICE] });
    trial.answers.set('/twiml', '<Response><Pause length="7200"/></Response>');
    const { sid } = await trial.client.calls.create({ to: ALICE, from: OURS, url: trial.at('/twiml') });
    await trial.emulator.phone(ALICE).answers();
    await trial.pass(600_000);
    expect(await trial.client.calls(sid).fetch()).toMatchObject({ status: 'completed', duration: '600' });
    expect(trial.emulator.store.alerts.map((alert) => [alert.code, alert.level])).toEqual([[13_805, 'warning']]);
    await trial.close();
  });
});

describe('what is not there, or not allowed', () => {
  const client = (user: string, password: string, account = s.emulator.accountSid) => {
    const other = twilio(user, password, { accountSid: account });
    other.api.baseUrl = s.emulator.url;
    return other;
  };

  test('wrong credentials: 401, 20003', async () => {
    await expect(client(s.emulator.accountSid, 'wrong').calls.list()).rejects.toMatchObject({ status: 401, code: 20_003 });
  });

  test('an API key pair may do everything', async () => {
    expect(await client(`SK${'a'.repeat(32)}`, 'secret').calls.list()).toEqual([]);
  });

  test("another account's calls: 404, 20404", async () => {
    const stranger = client(s.emulator.accountSid, s.emulator.authToken, `AC${'f'.repeat(32)}`);
    await expect(stranger.calls.list()).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  test.each([
    ['a call', () => s.client.calls(`CA${'0'.repeat(32)}`).fetch()],
    ['a conference', () => s.client.conferences(`CF${'0'.repeat(32)}`).fetch()],
    ['a participant', () => s.client.conferences(`CF${'0'.repeat(32)}`).participants('alice').fetch()],
    ['a number', () => s.client.incomingPhoneNumbers(`PN${'0'.repeat(32)}`).fetch()],
    ['a country', () => s.client.voice.v1.dialingPermissions.countries('XX').fetch()],
  ])('%s nobody knows: 404, 20404', async (_what, ask) => {
    await expect(ask()).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  test('a live call cannot be deleted, nor one that rings be redirected', async () => {
    const { sid } = await s.call(ALICE);
    await s.settle();
    await expect(s.client.calls(sid).remove()).rejects.toMatchObject({ status: 409, code: 20_009 });
    await expect(s.client.calls(sid).update({ twiml: '<Response/>' })).rejects.toMatchObject({ status: 400, code: 21_220 });
  });

  test('an operation that is not emulated is noted', async () => {
    await expect(s.client.messages.list()).rejects.toMatchObject({ status: 404 });
    expect(s.emulator.surprises.all).toEqual([{ kind: 'unknown-route', what: expect.stringContaining('/Messages.json') }]);
  });
});

describe('what Twilio lets pass in silence is noted', () => {
  test('unknown form keys and wrong words', async () => {
    const response = await fetch(`${s.emulator.url}/2010-04-01/Accounts/${s.emulator.accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: basic(s.emulator.accountSid, s.emulator.authToken) },
      body: new URLSearchParams({ To: ALICE, From: OURS, Url: s.at('/twiml'), StatusCallback: s.at('/status'), StatusCallbackEvent: 'anwsered', Colour: 'red' }),
    });
    expect(response.status).toBe(201);
    expect(s.emulator.surprises.all).toEqual([
      { kind: 'unknown-key', what: expect.stringContaining('Colour') },
      { kind: 'wrong-value', what: 'StatusCallbackEvent=anwsered' },
    ]);
  });
});

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
