import { afterEach, expect, test } from 'vitest';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import type { RunningTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { Prices } from '../../src/conference/ports.ts';
import { createClient } from '../../src/twilio/client.ts';
import { createPrices } from '../../src/twilio/prices.ts';
import { CapturedLog } from '../support/captured-log.ts';
import { openApiJudge } from '../support/openapi.ts';
import { sharedData } from '../support/shared-data.ts';
import { OUR_NUMBER } from '../support/world.ts';

/** What a minute costs, asked of Twilio's price list by the official SDK. */
const DAY = 24 * 60 * 60_000;
const ALICE = '+14155550101';
let twilio: RunningTwilioEmulator;
let clock: VirtualClock;
let log: CapturedLog;

async function prices(timeoutMs = 10_000): Promise<Prices> {
  clock = new VirtualClock(Date.UTC(2030, 0, 7));
  twilio = await startTwilioEmulator({ clock, numbers: [OUR_NUMBER] });
  log = new CapturedLog();
  const { accountSid, authToken, url: apiUrl } = twilio;
  return createPrices(createClient({ accountSid, authToken, apiUrl, timeoutMs }), { from: OUR_NUMBER }, () => clock.now(), log);
}

const asked = (): string[] => twilio.journal.entries.filter(({ direction }) => direction === 'in').map(({ what }) => what);

afterEach(async () => {
  expect(twilio.surprises.all).toEqual([]);
  expect(JSON.stringify(log.lines)).not.toContain(ALICE.slice(2));
  await twilio.close();
});

test('the price of a minute from our number is asked for once a day, however many ask at once', async () => {
  const list = await prices();
  const answers = await Promise.all([list.perMinute(ALICE), list.perMinute(ALICE), list.perMinute('+442079460103')]);
  expect(answers).toEqual([{ amount: 0.014, currency: 'USD' }, { amount: 0.014, currency: 'USD' }, { amount: 0.0158, currency: 'USD' }]);
  await list.perMinute(ALICE);
  expect(asked()).toHaveLength(2);
  expect(asked()).toContain(`GET /v2/Voice/Numbers/${ALICE}?OriginationNumber=%2B15005550006`);
  await clock.advance(DAY + 1, () => twilio.idle());
  await list.perMinute(ALICE);
  expect(asked()).toHaveLength(3);
});

test('a destination Twilio has no price for is not known, and neither is one while Twilio is out of order; it is asked again a minute later', async () => {
  const list = await prices();
  expect(await list.perMinute('+999123456789')).toBeNull();
  const repair = twilio.faults.plant({ path: '/v2/Voice', fault: { kind: 'status', status: 503 } });
  expect(await list.perMinute(ALICE)).toBeNull();
  repair();
  expect(await list.perMinute(ALICE)).toBeNull();
  await clock.advance(60_001, () => twilio.idle());
  expect(await list.perMinute(ALICE)).toEqual({ amount: 0.014, currency: 'USD' });
});

test('a Twilio that does not answer costs only the wait', async () => {
  const list = await prices(500);
  const repair = twilio.faults.plant({ path: '/v2/Voice', fault: { kind: 'hang' } });
  expect(await list.perMinute(ALICE)).toBeNull();
  repair();
});

const file = sharedData('twilio/openapi.json');
if (file === undefined) {
  test('NOT RUN: Twilio’s official specification is not on this machine', () => undefined);
} else {
  test('the question is one Twilio’s official specification knows', async () => {
    const list = await prices();
    await list.perMinute(ALICE);
    const url = new URL(asked()[0]?.split(' ')[1] ?? '', 'https://pricing.twilio.com');
    const judge = openApiJudge(file);
    const operation = judge.operationOf('GET', url.pathname);
    expect(operation).toBe('get /v2/Voice/Numbers/{DestinationNumber}');
    expect([...url.searchParams.keys()].filter((key) => !judge.keysOf('get', '/v2/Voice/Numbers/{DestinationNumber}').includes(key))).toEqual([]);
  });
}
