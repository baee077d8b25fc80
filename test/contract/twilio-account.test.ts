import { afterEach, describe, expect, test } from 'vitest';
import type { TwilioEmulatorOptions } from '../../emulators/twilio/options.ts';
import { openApiJudge } from '../support/openapi.ts';
import { sharedData } from '../support/shared-data.ts';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

/** What the account is and may, as the official SDK reads it. */
let opened: Stage | undefined;
async function account(options: TwilioEmulatorOptions): Promise<Stage> {
  opened = await stage(options);
  return opened;
}
afterEach(() => opened?.close());

const file = sharedData('twilio/openapi.json');
const judge = file === undefined ? undefined : openApiJudge(file);
const whereHeld = judge === undefined ? ' (not held against the specification, which is not on this machine)' : '';

describe('an account', () => {
  test.each(['suspended', 'closed'] as const)(`that is %s can be looked at, and places no call${whereHeld}`, async (status) => {
    const { client, emulator } = await account({ account: { status } });
    expect((await client.api.accounts(emulator.accountSid).fetch()).status).toBe(status);
    await expect(client.balance.fetch()).rejects.toMatchObject({ status: 401, code: 20005 });
    await expect(client.calls.create({ to: '+14155550111', from: OURS, twiml: '<Response/>' })).rejects.toMatchObject({ status: 401, code: 20005 });
    const answer = emulator.journal.entries.find(({ direction, status }) => direction === 'in' && status === 200);
    expect(judge?.judgeAnswer('GET', `/2010-04-01/Accounts/${emulator.accountSid}.json`, 200, answer?.response) ?? []).toEqual([]);
  });

  test.each([['trial', 'Trial'], ['business', 'Full']] as const)('of the kind %s says %s', async (type, said) => {
    const { client, emulator } = await account({ account: { type } });
    expect((await client.api.accounts(emulator.accountSid).fetch()).type).toBe(said);
  });

  test(`has numbers that can do what they can do${whereHeld}`, async () => {
    const { client, emulator } = await account({ numbers: [OURS, { phoneNumber: '+14155550122', voice: false }] });
    expect((await client.incomingPhoneNumbers.list()).map(({ phoneNumber, capabilities }) => [phoneNumber, capabilities.voice])).toEqual([[OURS, true], ['+14155550122', false]]);
    const answer = emulator.journal.entries.find(({ direction }) => direction === 'in');
    expect(judge?.judgeAnswer('GET', `/2010-04-01/Accounts/${emulator.accountSid}/IncomingPhoneNumbers.json`, 200, answer?.response) ?? []).toEqual([]);
  });

  test('tells the time, rightly or as wrongly as it is asked to', async () => {
    for (const [dateSkewMs, from, to] of [[0, -5_000, 5_000], [-600_000, -610_000, -595_000]] as const) {
      const { emulator } = await account({ dateSkewMs });
      const date = Date.parse((await fetch(`${emulator.url}/2010-04-01.json`)).headers.get('date') ?? '') - Date.now();
      expect(date).toBeGreaterThan(from);
      expect(date).toBeLessThan(to);
      await opened?.close();
      opened = undefined;
    }
  });
});
