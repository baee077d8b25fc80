import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';

let s: Stage;
beforeEach(async () => {
  s = await stage();
  s.answers.set('/twiml', '<Response><Say>Hello</Say><Pause length="60"/></Response>');
});
afterEach(async () => {
  expect(s.emulator.surprises.all).toEqual([]);
  expect(s.received.filter((one) => !one.genuine)).toEqual([]);
  await s.close();
});

/** The statuses a call went through as its callbacks told them, with their sequence numbers. */
const story = (): string[] => s.received.filter((one) => one.path === '/status').map(({ params }) => `${params['SequenceNumber']} ${params['CallStatus']}`);

describe('the life of a call', () => {
  test('somebody answers, listens and hangs up', async () => {
    const { sid } = await s.call(ALICE);
    const alice = await s.emulator.phone(ALICE).rings().answers().hears('Hello');
    await s.pass(42_000);
    await alice.hangsUp();
    await s.settle();

    expect(story()).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(s.received.at(-1)?.params).toMatchObject({
      AccountSid: s.emulator.accountSid,
      ApiVersion: '2010-04-01',
      CallSid: sid,
      CallDuration: '42',
      Duration: '1',
      CallbackSource: 'call-progress-events',
      Direction: 'outbound-api',
      From: OURS,
      Caller: OURS,
      To: ALICE,
      Called: ALICE,
      SipResponseCode: '200',
      Timestamp: 'Mon, 05 Jan 2026 09:00:42 +0000',
    });
    expect(await s.client.calls(sid).fetch()).toMatchObject({ status: 'completed', duration: '42', direction: 'outbound-api', price: null });
    await s.pass(60_000);
    expect(await s.client.calls(sid).fetch()).toMatchObject({ price: '-0.01400', priceUnit: 'USD' });
  });

  test('a busy line never rings', async () => {
    await s.emulator.phone(ALICE).will('busy');
    await s.call(ALICE);
    await s.settle();
    expect(story()).toEqual(['0 initiated', '1 busy']);
    expect(s.told('/status', 'SipResponseCode').at(-1)).toBe('486');
    expect(s.told('/status', 'CallDuration').at(-1)).toBe('0');
  });

  test('nobody answers until Timeout and its five seconds are over', async () => {
    await s.call(ALICE, { timeout: 30 });
    await s.emulator.phone(ALICE).doesNotAnswer();
    await s.pass(34_999);
    expect(story()).toEqual(['0 initiated', '1 ringing']);
    await s.pass(1);
    expect(story()).toEqual(['0 initiated', '1 ringing', '2 no-answer']);
    expect(s.told('/status', 'SipResponseCode').at(-1)).toBe('487');
  });

  test.each([
    ['declines', '2 busy', '603'],
    ['isBusy', '2 busy', '486'],
    ['isUnreachable', '2 failed', '480'],
  ] as const)('a phone that %s while it rings', async (word, last, sip) => {
    await s.call(ALICE);
    await s.emulator.phone(ALICE)[word]();
    await s.settle();
    expect(story().at(-1)).toBe(last);
    expect(s.told('/status', 'SipResponseCode').at(-1)).toBe(sip);
  });

  test('a number the network does not know fails without ringing', async () => {
    await s.emulator.phone(ALICE).will('unreachable');
    await s.call(ALICE);
    await s.settle();
    expect(story()).toEqual(['0 initiated', '1 failed']);
    expect(s.told('/status', 'SipResponseCode').at(-1)).toBe('404');
  });

  test('a phone does what it was told to, later', async () => {
    await s.emulator.phone(ALICE).will({ does: 'answer', afterMs: 3_000, hangsUpAfterMs: 5_000 });
    await s.call(ALICE);
    await s.pass(2_999);
    expect(s.emulator.phone(ALICE).state).toBe('ringing');
    await s.pass(1);
    expect(s.emulator.phone(ALICE).state).toBe('talking');
    await s.pass(5_000);
    expect(s.told('/status', 'CallDuration').at(-1)).toBe('5');
  });

  test('only the end is told when no events are named, and its number is 0', async () => {
    await s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), statusCallback: s.at('/status') });
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
    expect(story()).toEqual(['0 completed']);
  });

  test('TimeLimit ends a call', async () => {
    await s.call(ALICE, { timeLimit: 20 });
    await s.emulator.phone(ALICE).answers();
    await s.pass(20_000);
    expect(story().at(-1)).toBe('3 completed');
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([32_015]);
  });

  test('SendDigits are heard by who answers', async () => {
    await s.call(ALICE, { sendDigits: 'ww5' });
    await s.emulator.phone(ALICE).answers().hears('ww5').hears('Hello');
  });

  test('a second call finds the line busy, and rings with call waiting', async () => {
    await s.call(ALICE);
    await s.emulator.phone(ALICE).answers().hears('Hello');
    await s.settle();
    await s.call(ALICE);
    await s.settle();
    expect(story().at(-1)).toBe('1 busy');
    await s.emulator.phone(ALICE).hasCallWaiting();
    await s.call(ALICE);
    await s.emulator.phone(ALICE).rings();
  });
});

describe('placing calls', () => {
  test('calls beyond the calls per second wait in the queue', async () => {
    const slow = await stage({ account: { cps: 1 } });
    slow.answers.set('/twiml', '<Response/>');
    const sids: string[] = [];
    for (const last of ['1', '2', '3']) sids.push((await slow.call(`+1415555020${last}`)).sid);
    await slow.settle();
    const states = async () => Promise.all(sids.map(async (sid) => (await slow.client.calls(sid).fetch()).status));
    expect(await states()).toEqual(['ringing', 'queued', 'queued']);
    await slow.pass(1_000);
    expect(await states()).toEqual(['ringing', 'ringing', 'queued']);
    await slow.pass(1_000);
    expect(await states()).toEqual(['ringing', 'ringing', 'ringing']);
    expect((await slow.client.calls(sids[2] ?? '').fetch()).queueTime).toBe('2000');
    await slow.close();
  });

  test('the account has so many calls up at once', async () => {
    const small = await stage({ account: { type: 'individual', cps: 100 } });
    for (const last of ['1', '2', '3']) await small.call(`+1415555020${last}`);
    await expect(small.call('+14155550204')).rejects.toMatchObject({ status: 429, code: 10_004 });
    await small.emulator.phone('+14155550201').declines();
    await small.call('+14155550204');
    await small.close();
  });

  test('an API that lags behind neither lists nor finds the call at once', async () => {
    const lagging = await stage({ listLagMs: 5_000 });
    const { sid } = await lagging.call(ALICE);
    await lagging.settle();
    expect(await lagging.client.calls.list({ to: ALICE })).toEqual([]);
    await lagging.pass(4_999);
    await expect(lagging.client.calls(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20_404 });
    await lagging.pass(1);
    expect((await lagging.client.calls(sid).fetch()).status).toBe('ringing');
    expect((await lagging.client.calls.list({ to: ALICE })).map((call) => [call.sid, call.status])).toEqual([[sid, 'ringing']]);
    await lagging.close();
  });

  test('a list is found by To and StartTime, newest first, page by page', async () => {
    const first = await s.call(ALICE);
    await s.emulator.phone(ALICE).declines();
    await s.pass(60_000);
    const second = await s.call(ALICE);
    await s.call('+14155550112');
    await s.settle();
    const sids = async (query: Parameters<typeof s.client.calls.list>[0]) => (await s.client.calls.list(query)).map((call) => call.sid);
    expect(await sids({ to: ALICE })).toEqual([second.sid, first.sid]);
    expect(await sids({ to: ALICE, startTimeAfter: new Date(s.clock.now()) })).toEqual([second.sid]);
    expect(await sids({ to: ALICE, startTimeBefore: new Date(s.clock.now() - 1_000) })).toEqual([first.sid]);
    expect(await sids({ to: ALICE, status: 'busy' })).toEqual([first.sid]);
    expect(await sids({ pageSize: 1, limit: 10 })).toHaveLength(3);
  });
});

describe('changing calls', () => {
  test('canceled stops a ringing call', async () => {
    const { sid } = await s.call(ALICE);
    await s.emulator.phone(ALICE).rings();
    await s.client.calls(sid).update({ status: 'canceled' });
    await s.settle();
    expect(story().at(-1)).toBe('2 canceled');
  });

  test('canceled stops a call still in the queue, and nothing rings', async () => {
    const slow = await stage({ account: { cps: 1 } });
    await slow.call('+14155550201');
    const { sid } = await slow.call(ALICE);
    await slow.client.calls(sid).update({ status: 'canceled' });
    await slow.pass(10_000);
    expect(slow.emulator.phone(ALICE).calls).toEqual([]);
    await slow.close();
  });

  test('completed hangs up a live call, once', async () => {
    const { sid } = await s.call(ALICE);
    await s.emulator.phone(ALICE).answers();
    await s.client.calls(sid).update({ status: 'completed' });
    await s.settle();
    expect(story().at(-1)).toBe('3 completed');
    await expect(s.client.calls(sid).update({ status: 'completed' })).rejects.toMatchObject({ status: 400, code: 21_220 });
  });

  test('a live call follows other instructions', async () => {
    s.answers.set('/other', '<Response><Say>Something else</Say></Response>');
    const { sid } = await s.call(ALICE);
    const alice = await s.emulator.phone(ALICE).answers().hears('Hello');
    await s.client.calls(sid).update({ url: s.at('/other') });
    await alice.hears('Something else');
    await s.settle();
    expect(story().at(-1)).toBe('3 completed');
  });
});

describe('machine detection', () => {
  test('asynchronous: the call goes on, and the verdict comes four seconds later', async () => {
    await s.call(ALICE, { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: s.at('/amd') });
    await s.emulator.phone(ALICE).voicemail('Leave a message').hears('Hello');
    await s.settle();
    expect(s.told('/amd', 'AnsweredBy')).toEqual([]);
    await s.pass(4_000);
    expect(s.received.filter((one) => one.path === '/amd').map((one) => one.params)).toEqual([
      { AccountSid: s.emulator.accountSid, CallSid: expect.stringMatching(/^CA/), AnsweredBy: 'machine_start', MachineDetectionDuration: '4000' },
    ]);
  });

  test('synchronous: the document is asked for after the verdict', async () => {
    await s.call(ALICE, { machineDetection: 'DetectMessageEnd' });
    await s.emulator.phone(ALICE).voicemail();
    await s.settle();
    expect(s.told('/twiml', 'AnsweredBy')).toEqual([]);
    await s.pass(4_000);
    expect(s.told('/twiml', 'AnsweredBy')).toEqual(['machine_end_beep']);
  });

  test('a person may be taken for a machine, a fax is a fax', async () => {
    await s.call(ALICE, { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: s.at('/amd') });
    await s.emulator.phone(ALICE).answers('machine_start');
    await s.emulator.phone('+14155550112').will('fax');
    await s.call('+14155550112', { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: s.at('/amd') });
    await s.pass(4_000);
    expect(s.told('/amd', 'AnsweredBy')).toEqual(['machine_start', 'fax']);
  });

  test('nobody listens on a call with SendDigits: no verdict comes, and nothing is charged for it', async () => {
    const { sid } = await s.call(ALICE, { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: s.at('/amd'), sendDigits: 'ww7' });
    await s.emulator.phone(ALICE).voicemail('Leave a message').hears('Hello');
    await s.pass(10_000);
    expect(s.told('/amd', 'AnsweredBy')).toEqual([]);
    expect((await s.client.calls(sid).fetch()).answeredBy).toBeNull();
    expect(s.emulator.bill().machineDetection).toBe(0);
  });

  test('the call itself says "human" or "machine", and nothing before the verdict, where nobody can tell, or where nobody listened', async () => {
    const asked = async (as: 'human' | 'machine_start' | 'unknown', detection: object = { machineDetection: 'Enable', asyncAmd: 'true' }) => {
      const { sid } = await s.call(ALICE, detection);
      await s.emulator.phone(ALICE).answers(as);
      const before = (await s.client.calls(sid).fetch()).answeredBy;
      await s.pass(4_000);
      const after = (await s.client.calls(sid).fetch()).answeredBy;
      await s.emulator.phone(ALICE).hangsUp();
      return [before, after];
    };
    expect(await asked('human')).toEqual([null, 'human']);
    expect(await asked('machine_start')).toEqual([null, 'machine']);
    expect(await asked('unknown')).toEqual([null, null]);
    expect(await asked('machine_start', {})).toEqual([null, null]);
  });
});

test('somebody calls the account: its voice URL decides', async () => {
  const inbound = await stage({ numbers: [OURS] });
  inbound.answers.set('/twiml', '<Response><Say>You called us</Say><Pause length="9"/></Response>');
  const [number] = await inbound.client.incomingPhoneNumbers.list();
  await inbound.client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: inbound.at('/twiml') });
  await inbound.emulator.phone(ALICE).dials(OURS).hears('You called us').hangsUp();
  await inbound.settle();
  expect(inbound.received[0]?.params).toMatchObject({ Direction: 'inbound', CallStatus: 'ringing', From: ALICE, To: OURS });
  await inbound.close();
});

test('a call cannot be wrongly expected: a phone says what happened instead', async () => {
  const hasty = await stage({ patienceMs: 300 });
  await expect(hasty.emulator.phone(ALICE).rings()).rejects.toThrow(`Expected ${ALICE} to ring. No call reached it.`);
  hasty.answers.set('/twiml', '<Response><Say>Hello</Say><Pause length="60"/></Response>');
  await hasty.call(ALICE);
  await expect(hasty.emulator.phone(ALICE).answers().hears('Goodbye')).rejects.toThrow('heard say "Hello"');
  await hasty.close();
});
