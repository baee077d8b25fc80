import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';

let s: Stage;
beforeEach(async () => {
  s = await stage();
  s.answers.set('/twiml', '<Response><Pause length="60"/></Response>');
});
afterEach(async () => {
  expect(s.received.filter((one) => !one.genuine)).toEqual([]);
  await s.close();
});

const statuses = (): (string | undefined)[] => s.told('/status', 'CallStatus');
const inbound = () => s.emulator.journal.entries.filter((entry) => entry.direction === 'in');

/** Resolves once a planted fault has struck. */
function firstStrike(): Promise<void> {
  const { faults } = s.emulator;
  const strike = faults.strike.bind(faults);
  return new Promise((resolve) => {
    faults.strike = (request) => {
      const fault = strike(request);
      if (fault !== undefined) resolve();
      return fault;
    };
  });
}

describe('on the way to the API', () => {
  test('a status is answered once, and nothing is done', async () => {
    s.emulator.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
    await expect(s.call(ALICE)).rejects.toMatchObject({ status: 503, code: 20_500 });
    expect(s.emulator.store.calls.size).toBe(0);
    await s.call(ALICE);
    expect(s.emulator.store.calls.size).toBe(1);
  });

  test('429 is code 20429, and was never processed', async () => {
    s.emulator.faults.plant({ path: '/Calls.json', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
    await expect(s.call(ALICE)).rejects.toMatchObject({ status: 429, code: 20_429 });
    expect(s.emulator.store.calls.size).toBe(0);
  });

  test('a reset breaks the connection before anything is done', async () => {
    s.emulator.faults.plant({ path: '/Calls.json', times: 1, fault: { kind: 'reset' } });
    await expect(s.call(ALICE)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(s.emulator.store.calls.size).toBe(0);
  });

  test('a lost answer: the phone rings, and the caller knows nothing', async () => {
    s.emulator.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
    await expect(s.call(ALICE)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await s.emulator.phone(ALICE).rings();
    await s.settle();
    expect(statuses()).toEqual(['initiated', 'ringing']);
    const [call] = await s.client.calls.list({ to: ALICE });
    expect(s.told('/status', 'CallSid')[0]).toBe(call?.sid);
    expect(inbound()[0]).toMatchObject({ fault: 'lost-answer', status: undefined });
  });

  test.each([
    [{ kind: 'hang' } as const, 0],
    [{ kind: 'hang', afterEffect: true } as const, 1],
  ])('%o never answers', async (fault, calls) => {
    s.emulator.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault });
    const arrived = firstStrike();
    const gaveUp = new AbortController();
    const asked = fetch(`${s.emulator.url}/2010-04-01/Accounts/${s.emulator.accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${s.emulator.accountSid}:${s.emulator.authToken}`).toString('base64')}` },
      body: new URLSearchParams({ To: ALICE, From: OURS, Url: s.at('/twiml') }),
      signal: gaveUp.signal,
    });
    await arrived;
    // Another request is answered while this one hangs.
    await s.client.calls.list();
    gaveUp.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(s.emulator.store.calls.size).toBe(calls);
  });

  test('a fault may pick its victims by number', async () => {
    s.emulator.faults.plant({ path: '/Calls.json', body: ALICE, fault: { kind: 'status', status: 500 } });
    await expect(s.call(ALICE)).rejects.toMatchObject({ status: 500 });
    await s.call('+14155550112');
  });
});

describe('on the way back', () => {
  const story = async (): Promise<void> => {
    await s.call(ALICE);
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
  };

  test('a lost callback is gone, and counted', async () => {
    s.emulator.callbackFaults.plant({ event: 'answered', fault: { kind: 'lose' } });
    await story();
    expect(s.told('/status', 'SequenceNumber')).toEqual(['0', '1', '3']);
    expect(s.emulator.callbackFaults.counts).toEqual({ sent: 3, lost: 1, doubled: 0, delayed: 0, shuffled: 0 });
  });

  test('a doubled callback comes twice, word for word', async () => {
    s.emulator.callbackFaults.plant({ url: '/status', event: 'ringing', times: 1, fault: { kind: 'double' } });
    await story();
    expect(s.told('/status', 'SequenceNumber')).toEqual(['0', '1', '1', '2', '3']);
    expect(s.emulator.callbackFaults.counts).toMatchObject({ sent: 5, doubled: 1 });
  });

  test('a delayed callback comes late, and keeps the moment it was made', async () => {
    s.emulator.callbackFaults.plant({ event: 'ringing', fault: { kind: 'delay', ms: 30_000 } });
    await story();
    expect(statuses()).toEqual(['initiated', 'in-progress', 'completed']);
    await s.pass(30_000);
    expect(statuses().at(-1)).toBe('ringing');
    expect(s.told('/status', 'Timestamp').at(-1)).toBe('Mon, 05 Jan 2026 09:00:00 +0000');
  });

  test('shuffled callbacks come in another order, the same for the same seed', async () => {
    const orders: string[] = [];
    for (const seed of [7, 7, 8, 9, 10]) {
      const other = await stage({ seed });
      other.answers.set('/twiml', '<Response><Pause length="60"/></Response>');
      other.emulator.callbackFaults.plant({ fault: { kind: 'shuffle', withinMs: 10_000 } });
      await other.call(ALICE);
      await other.emulator.phone(ALICE).answers();
      await other.settle();
      await other.emulator.phone(ALICE).hangsUp();
      await other.pass(10_000);
      orders.push(other.told('/status', 'SequenceNumber').join(''));
      await other.close();
    }
    expect(orders[0]).toHaveLength(4);
    expect(orders[0]).not.toBe('0123');
    expect(orders[0]).toBe(orders[1]);
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  test('chance strikes some', async () => {
    s.emulator.callbackFaults.plant({ chance: 0.5, fault: { kind: 'lose' } });
    for (let turn = 0; turn < 10; turn += 1) await story();
    const { sent, lost } = s.emulator.callbackFaults.counts;
    expect(sent + lost).toBe(40);
    expect(lost).toBeGreaterThan(5);
    expect(sent).toBeGreaterThan(5);
  });
});

describe('when the application fails', () => {
  const failing = (times: number): void => {
    let failures = 0;
    s.answers.set('/status', () => (failures++ < times ? 500 : 204));
  };

  test('by default a 5xx is final, and an alert', async () => {
    failing(1);
    await s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), statusCallback: s.at('/status') });
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
    expect(s.told('/status', 'SequenceNumber')).toEqual(['0']);
    expect(s.emulator.store.alerts.map((alert) => [alert.code, alert.level])).toEqual([[15_003, 'warning']]);
  });

  test('with #rc=3&rp=5xx it is tried again under the same token, and the fragment is neither sent nor signed', async () => {
    failing(2);
    await s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), statusCallback: s.at('/status#rc=3&rp=ct,rt,5xx') });
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
    const tries = s.received.filter((one) => one.path === '/status');
    expect(tries.map((one) => one.url)).toEqual(['/status', '/status', '/status']);
    expect(new Set(tries.map((one) => one.token)).size).toBe(1);
    expect(tries.every((one) => one.genuine)).toBe(true);
    expect(s.emulator.store.alerts).toEqual([]);
  });

  test('rc bounds the tries', async () => {
    failing(9);
    await s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), statusCallback: s.at('/status#rc=2&rp=all') });
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
    expect(s.told('/status', 'CallSid')).toHaveLength(3);
  });

  test('a read timeout is retried by rp=rt', async () => {
    const { createServer } = await import('node:http');
    let asked = 0;
    const silent = createServer((_request, response) => void (asked++ > 0 && response.writeHead(204).end()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await s.client.calls.create({ to: ALICE, from: OURS, url: s.at('/twiml'), statusCallback: `http://127.0.0.1:${port}/#rc=1&rp=rt&rt=1000` });
    await s.emulator.phone(ALICE).answers().hangsUp();
    await s.settle();
    expect(asked).toBe(2);
    expect(s.emulator.store.alerts).toEqual([]);
    silent.closeAllConnections();
    silent.close();
  });

  test.each([
    ['an error status', 500 as const, 11_200],
    ['broken XML', '<Response><Say>', 12_100],
    ['another root', '<Twiml/>', 12_100],
  ])('instructions that are %s: the caller hears an apology, the debugger shows it', async (_what, answer, code) => {
    s.answers.set('/twiml', answer);
    await s.call(ALICE);
    await s.emulator.phone(ALICE).answers().hears('an application error has occurred');
    await s.settle();
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([code]);
    expect(statuses().at(-1)).toBe('completed');
  });

  test('instructions nobody serves: 11205', async () => {
    await s.call(ALICE, { url: 'http://127.0.0.1:1/twiml' });
    await s.emulator.phone(ALICE).answers().hears('an application error has occurred');
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([11_205]);
  });

  test('the fallback is asked, and told what went wrong', async () => {
    s.answers.set('/twiml', 500);
    s.answers.set('/fallback', '<Response><Say>One moment</Say></Response>');
    await s.call(ALICE, { fallbackUrl: s.at('/fallback') });
    await s.emulator.phone(ALICE).answers().hears('One moment');
    expect(s.told('/fallback', 'ErrorCode')).toEqual(['11200']);
    expect(s.told('/fallback', 'ErrorUrl')).toEqual([s.at('/twiml')]);
  });
});
