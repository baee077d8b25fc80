import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import twilio from 'twilio';
import { twilioWorld } from '../../emulators/twilio/client.ts';
import type { Stage } from '../support/twilio-stage.ts';
import { OURS, stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';
const BOB = '+14155550112';

let s: Stage;
let world: ReturnType<typeof twilioWorld>;
beforeEach(async () => {
  s = await stage({ patienceMs: 500 });
  s.answers.set('/twiml', '<Response><Gather numDigits="1" action="/join"><Say>Press 1 to join</Say></Gather></Response>');
  s.answers.set('/join', '<Response><Dial><Conference>room-7</Conference></Dial></Response>');
  world = twilioWorld(s.emulator.url);
});
afterEach(() => s.close());

describe('over HTTP', () => {
  test('phones are told the same story in the same words', async () => {
    await s.call(ALICE);
    await s.call(BOB);
    const alice = await world.phone(ALICE).rings().answers().hears('Press 1').presses('1').hearsMusic();
    await world.phone(BOB).answers().presses('1');
    await world.idle();
    const [room] = await world.rooms();
    expect(room).toMatchObject({ friendlyName: 'room-7', status: 'in-progress', participants: [{ number: ALICE, muted: false, hold: false }, { number: BOB }] });
    await world.phone(BOB).says('Good morning');
    await alice.hears('Good morning').hangsUp();
    expect((await alice.look()).calls[0]).toMatchObject({ state: 'over', ended: 'completed', direction: 'incoming', other: OURS });
    expect((await world.phones()).map((phone) => [phone.number, phone.state])).toEqual([[ALICE, 'idle'], [BOB, 'talking']]);
    expect((await world.calls()).map((call) => call.status)).toEqual(['completed', 'in-progress']);
    expect(await world.surprises()).toEqual([]);
  });

  test('what cannot be done is refused with the story', async () => {
    await expect(world.phone(ALICE).hangsUp()).rejects.toThrow(`Expected ${ALICE} to have a call to hang up. No call reached it.`);
  });

  test('a word nobody knows is refused with what is wrong', async () => {
    const response = await fetch(`${s.emulator.url}/_emulator/phones/${ALICE}/acts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ word: 'sings' }),
    });
    expect(response.status).toBe(400);
  });

  test('intentions, the clock, faults and the bill', async () => {
    await world.phone(ALICE).will({ does: 'answer', afterMs: 2_000, presses: '1', hangsUpAfterMs: 70_000 });
    await world.plantCallbackFault({ event: 'ringing', fault: { kind: 'lose' } });
    await world.plantFault({ path: '/Conferences.json', times: 1, fault: { kind: 'status', status: 503 } });
    const planted = async (path: string): Promise<unknown> => ((await (await fetch(`${s.emulator.url}/_emulator/${path}`)).json()) as { rules: unknown }).rules;
    expect(await planted('callback-faults')).toEqual([{ event: 'ringing', fault: { kind: 'lose' } }]);
    expect(await planted('faults')).toEqual([{ path: '/Conferences.json', times: 1, fault: { kind: 'status', status: 503 } }]);
    await s.call(ALICE);
    const before = await world.now();
    await world.advance(72_000);
    expect(await world.now()).toBe(before + 72_000);
    expect(s.told('/status', 'CallStatus')).toEqual(['initiated', 'in-progress', 'completed']);
    expect(await world.callbackCounts()).toMatchObject({ sent: 3, lost: 1 });
    await expect(s.client.conferences.list()).rejects.toMatchObject({ status: 503 });
    expect(await planted('faults')).toEqual([]);
    expect(await world.bill()).toEqual({ connections: 0.028, machineDetection: 0, conferenceMinutes: 0.0036, total: 0.0316, currency: 'USD' });
    expect((await s.client.balance.fetch()).balance).toBe('99.97');
    await world.clearFaults();
    expect(await planted('callback-faults')).toEqual([]);
    await world.reset();
    expect(await world.calls()).toEqual([]);
  });

  test('the journal tells every exchange once, with bodies, and as it happens', async () => {
    const live = await fetch(`${s.emulator.url}/_emulator/journal/events`);
    const reader = live.body?.getReader();
    const { sid } = await s.call(ALICE);
    await world.idle();
    const entries = await world.journal();
    const wire = entries.filter((entry) => entry.direction !== 'world').map((entry) => [entry.direction, entry.what, entry.status]);
    expect(wire).toEqual([
      ['in', `POST /2010-04-01/Accounts/${s.emulator.accountSid}/Calls.json`, 201],
      ['out', `POST ${s.at('/status')}`, 204],
      ['out', `POST ${s.at('/status')}`, 204],
    ]);
    expect(entries.find((entry) => entry.direction === 'in')).toMatchObject({
      request: { To: ALICE, StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] },
      response: { sid, status: 'queued' },
      tookMs: expect.any(Number),
    });
    expect(await world.journal(entries.length)).toEqual([]);
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toContain('data: {"number":1,');
    await reader?.cancel();
  });
});

test('it runs alone, as another program', async () => {
  const child = spawn(process.execPath, ['emulators/twilio/main.ts', '--port', '0', '--virtual', '--number', OURS, '--cps', '10'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('events')) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  const [, account = '', token = ''] = /account (\w+), token (\S+)/.exec(said) ?? [];
  const client = twilio(account, token);
  client.api.baseUrl = url;
  await client.calls.create({ to: ALICE, from: OURS, twiml: '<Response><Say>Alone</Say></Response>' });
  await twilioWorld(url).phone(ALICE).answers().hears('Alone');
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 20_000);
