import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { GAPS } from '../../emulators/twilio/gaps.ts';
import { ROUTES } from '../../emulators/twilio/routes/routes.ts';
import { openApiJudge } from '../support/openapi.ts';
import { sharedData } from '../support/shared-data.ts';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';
const BOB = '+14155550112';

let s: Stage;
let exchanges: readonly JournalEntry[];

beforeAll(async () => {
  s = await stage({ verifiedNumbers: [ALICE] });
  await everyOperation(s);
  await s.settle();
  exchanges = s.emulator.journal.entries.filter((entry) => entry.direction === 'in');
});
afterAll(() => s.close());

/** The official SDK uses each operation the emulator serves, in each of its shapes. */
async function everyOperation({ client, emulator, answers, at, pass, settle }: Stage): Promise<void> {
  answers.set('/twiml', '<Response><Dial><Conference participantLabel="seat">room-7</Conference></Dial><Pause length="99"/></Response>');
  answers.set('/broken', 500);
  answers.set('/say', '<Response><Say>Hello</Say></Response>');

  await client.api.accounts(emulator.accountSid).fetch();
  await client.balance.fetch();
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: OURS });
  await client.incomingPhoneNumbers(number?.sid ?? '').fetch();
  await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: at('/twiml'), friendlyName: 'Conference line', voiceMethod: 'GET' });
  const [callerId] = await client.outgoingCallerIds.list({ phoneNumber: ALICE });
  await client.outgoingCallerIds(callerId?.sid ?? '').fetch();

  const call = await client.calls.create({
    to: ALICE,
    from: OURS,
    url: at('/twiml'),
    method: 'POST',
    fallbackUrl: at('/say'),
    statusCallback: at('/status#rc=3&rp=ct,rt,5xx'),
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    timeout: 30,
    timeLimit: 14_400,
    sendDigits: '5',
    machineDetection: 'Enable',
    asyncAmd: 'true',
    asyncAmdStatusCallback: at('/amd'),
  });
  await client.calls(call.sid).fetch();
  await emulator.phone(ALICE).answers();
  await pass(4_000);
  const conferences = await client.conferences.list({ status: 'init', friendlyName: 'room-7', dateCreatedAfter: new Date(0) });
  const { sid } = conferences[0] ?? { sid: '' };
  await client.conferences(sid).fetch();
  const room = client.conferences(sid).participants;
  const bob = await room.create({ to: BOB, from: OURS, label: 'bob', beep: 'onEnter', statusCallback: at('/status'), statusCallbackEvent: ['answered', 'completed'] });
  await emulator.phone(BOB).answers();
  await settle();
  await room.list({ muted: false });
  await room('bob').fetch();
  await room('bob').update({ muted: true, hold: true, holdUrl: at('/say'), endConferenceOnExit: false });
  await room(bob.callSid).remove();
  await client.conferences(sid).update({ announceUrl: at('/say') });
  await client.conferences(sid).update({ status: 'completed' });
  await client.calls(call.sid).update({ twiml: '<Response><Pause length="99"/></Response>' });
  await client.calls(call.sid).update({ status: 'completed' });
  await pass(60_000);
  await client.calls(call.sid).fetch();
  await client.calls.list({ to: ALICE, startTimeAfter: new Date(0), status: 'completed' });
  await client.calls.list({ pageSize: 1, limit: 2 });
  await client.conferences(sid).fetch();

  const broken = await client.calls.create({ to: ALICE, from: OURS, url: at('/broken') });
  await emulator.phone(ALICE).answers().hears('an application error has occurred');
  await settle();
  await client.calls(broken.sid).notifications.list();
  await client.calls(broken.sid).events.list();
  await client.api.v2010.accounts(emulator.accountSid).notifications.list({ log: 0 });
  const [alert] = await client.monitor.v1.alerts.list({ logLevel: 'error' });
  await client.monitor.v1.alerts(alert?.sid ?? '').fetch();
  await client.calls(broken.sid).remove();

  await client.voice.v1.dialingPermissions.countries.list({ isoCode: 'DE' });
  await client.voice.v1.dialingPermissions.countries('US').fetch();
  await client.pricing.v2.voice.countries.list({ limit: 3 });
  await client.pricing.v2.voice.countries('DE').fetch();
  await client.pricing.v2.voice.numbers('+4930123456').fetch({ originationNumber: OURS });
}

const parts = (entry: JournalEntry): { method: string; path: string } => {
  const [method = '', url = ''] = entry.what.split(' ');
  return { method, path: decodeURIComponent(url.split('?')[0] ?? '') };
};

test('the official SDK meets no refusal and sends nothing surprising', () => {
  expect(exchanges.filter((entry) => (entry.status ?? 500) > 299)).toEqual([]);
  expect(s.emulator.surprises.all).toEqual([]);
  expect(s.received.filter((one) => !one.genuine)).toEqual([]);
});

test('every operation the emulator serves was used above', () => {
  const used = exchanges.map(parts);
  const unused = ROUTES.filter((route) => {
    const pattern = new RegExp(`^${route.path.replaceAll('.', String.raw`\.`).replace(/\{\w+\}/g, '[^/]+')}$`);
    return !used.some(({ method, path }) => method.toLowerCase() === route.method && pattern.test(path));
  });
  expect(unused.map((route) => `${route.method} ${route.path}`)).toEqual([]);
});

const file = sharedData('twilio/openapi.json');
if (file === undefined) {
  test('not checked here: the official OpenAPI is not on this machine (../shared/data/twilio/openapi.json)', () => undefined);
} else {
  describe('held against the official OpenAPI', () => {
    const judge = openApiJudge(file);

    test('every answer has the right shape: nothing missing, nothing extra', () => {
      const problems = exchanges.flatMap((entry) => {
        const { method, path } = parts(entry);
        return judge.judgeAnswer(method, path, entry.status ?? 0, entry.response).map((problem) => `${method} ${path}: ${problem}`);
      });
      expect(problems).toEqual([]);
    });

    test('every form of the SDK is one the specification knows', () => {
      const problems = exchanges
        .filter((entry) => entry.what.startsWith('POST'))
        .flatMap((entry) => {
          const { method, path } = parts(entry);
          return judge.judgeForm(method, path, entry.request as Record<string, unknown>).map((problem) => `${method} ${path}: ${problem}`);
        });
      expect(problems).toEqual([]);
    });

    test('the emulator knows exactly the keys of each operation', () => {
      const known = ROUTES.map((route) => [`${route.method} ${route.path}`, [...(route.accepts ?? [])].sort()]);
      const official = ROUTES.map((route) => [`${route.method} ${route.path}`, judge.keysOf(route.method, route.path).sort()]);
      expect(known).toEqual(official);
    });

    test('every operation is served, or named a gap with its reason', () => {
      const served = new Set(ROUTES.map((route) => `${route.method} ${route.path}`));
      const isGap = (method: string, path: string): boolean => GAPS.some((gap) => path.startsWith(gap.path) && (gap.methods?.includes(method) ?? true));
      const forgotten = judge.operations.filter(({ method, path }) => !served.has(`${method} ${path}`) && !isGap(method, path));
      expect(forgotten).toEqual([]);
      const both = judge.operations.filter(({ method, path }) => served.has(`${method} ${path}`) && isGap(method, path));
      expect(both).toEqual([]);
      expect(GAPS.filter((gap) => gap.why === '' || !judge.operations.some(({ path }) => path.startsWith(gap.path)))).toEqual([]);
    });

    test('the judge itself sees what is wrong', () => {
      const account = '/2010-04-01/Accounts/AC1';
      const good = exchanges.find((entry) => entry.what.startsWith('GET') && entry.what.includes('/Calls/CA'))?.response as Record<string, unknown>;
      const { uri, ...rest } = good;
      expect(judge.judgeAnswer('GET', `${account}/Calls/CA1.json`, 200, good)).toEqual([]);
      expect(judge.judgeAnswer('GET', `${account}/Calls/CA1.json`, 200, { ...rest, url: uri })).toEqual(['/uri is missing', '/url does not belong']);
      expect(judge.judgeAnswer('GET', `${account}/Calls/CA1.json`, 200, { ...good, status: 'answered' })).not.toEqual([]);
      expect(judge.judgeAnswer('GET', `${account}/Calls/CA1.json`, 200, { ...good, date_created: '2026-01-05T09:00:00Z' })).not.toEqual([]);
      expect(judge.judgeForm('POST', `${account}/Calls.json`, { To: ALICE, From: OURS, Colour: 'red' })).toEqual(['unknown key Colour']);
      expect(judge.judgeForm('POST', `${account}/Calls.json`, { To: ALICE })).not.toEqual([]);
    });
  });
}
