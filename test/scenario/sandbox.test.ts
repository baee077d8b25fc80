import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createSlackEmulator } from '../../emulators/slack/emulator.ts';
import { whyHeld } from '../../src/domain/quiet-hours.ts';
import { nodeProblem } from '../../src/node-version.mjs';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { sandboxConfig, sandboxEnvironment } from '../../sandbox/settings.ts';
import { freePort } from '../support/free-port.ts';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';
import type { Ended, Running } from '../support/program.ts';

const A_WHILE = 240_000;

/** A sandbox that `npm start` runs, in a folder of its own. */
interface Desk {
  readonly folder: string;
  readonly port: number;
  readonly sandbox: Running;
  /** `npm run sandbox -- …` */
  readonly say: (...words: string[]) => Promise<Ended>;
  readonly leave: () => Promise<void>;
}

async function sitDown(): Promise<Desk> {
  const folder = await emptyFolder();
  const port = await freePort();
  const sandbox = run('sandbox/start.mjs', [], { folder, settings: { QUIET_HOURS: 'off', PORT: String(port) } });
  const leave = async (): Promise<void> => {
    sandbox.process.kill('SIGKILL');
    await sandbox.ended;
  };
  await sandbox.writes('Ctrl+C ends it.');
  return { folder, port, sandbox, leave, say: (...words) => run('sandbox/say.ts', words, { folder }).ended };
}

describe('npm start without accounts', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown();
  }, A_WHILE);
  afterAll(() => desk.leave());

  test('is ready, can be driven from the command line, and shows what happens', async () => {
    const { port, sandbox, say } = desk;
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);
    expect(sandbox.out()).toContain(`http://127.0.0.1:${port}`);

    expect(await say('ina', 'types', '/conference Project Review @alice @bob')).toMatchObject({ code: 0, out: 'Ina reads: Ringing @Alice Ames and @Bob Berg, and you.\n' });
    await sandbox.writes("Alice's phone   rings");
    expect(await say('phone', 'alice', 'answers')).toMatchObject({ code: 0, out: 'Alice answered.\n' });
    await sandbox.writes("Bob's phone     rings");
    expect(await say('phone', 'bob', 'is', 'busy')).toMatchObject({ code: 0, out: 'Bob is busy.\n' });
    await sandbox.writes("Alice's phone   is in the room");
    await sandbox.writes('Alice joined');
    await sandbox.writes('🟢 Alice Ames: in the room');

    expect((await say('phones')).out).toMatch(/Alice +\+14155550101 +in the room +heard last: “(?:Welcome to Project Review|You are the first)\./u);
    expect((await say('channel', 'general')).out).toContain('🟢 Alice Ames: in the room');
    expect((await say('thread', 'Project Review')).out).toContain('Alice joined');
    expect((await say('ina', 'sees')).out).toContain('Ringing @Alice Ames and @Bob Berg, and you.');
    expect((await say('phone', 'alice', 'hangs', 'up')).code).toBe(0);
    await sandbox.writes("Alice's phone   hung up");
  }, A_WHILE);

  test('has a form that is filled in, corrected and sent from the command line', async () => {
    const { sandbox, say } = desk;
    expect((await say('carol', 'types', '/conference Weekly')).out).toContain('Filled in: Name of the conference: Weekly');
    const filledIn = await say('carol', 'submits', 'People=@emil', 'Other phone numbers=911', 'How=');
    expect(filledIn.out).toContain('Filled in: Name of the conference: Weekly · People: Emil Ernst · Other phone numbers: 911');
    expect(filledIn.out).toContain('! That number has too few digits.');
    expect(await say('carol', 'submits', 'Other phone numbers=')).toMatchObject({ code: 0, out: '' });
    await sandbox.writes("Emil's phone    rings");
    // Whoever opens it at the very moment sees it as it was.
    await expect.poll(async () => (await say('carol', 'opens', 'home')).out, { timeout: 30_000 }).toMatch(/Running now\n +Weekly/u);
    expect((await say('phone', 'emil', 'declines')).code).toBe(0);
    await sandbox.writes('Emil declined');
  }, A_WHILE);

  test.each([
    [['zoe', 'types', 'hello'], 'Nobody here is called "zoe".'],
    [['phone', 'dora', 'answers'], 'Dora has no phone.'],
    [['phone', 'carol', 'answers'], "Expected Carol's phone to ring. No call reached it."],
    [['phone', 'carol', 'sneezes'], 'A phone can do this: answers, hangs up,'],
    [['dora', 'submits', 'Name=x'], 'No form is open.'],
    [['ina', 'jumps'], 'Ina can do this: types "…", presses "…", sees, submits, closes, chooses, opens home, uses.'],
    [['thread', 'Lunch'], 'Nothing in #general says "Lunch".'],
  ])('explains why it cannot do "%s"', async (words, sentence) => {
    const { code, err } = await desk.say(...words);

    expect(err).toContain(sentence);
    expect(code).toBe(1);
  }, A_WHILE);

  test('listens on loopback only', async () => {
    const outside = Object.values(networkInterfaces()).flat().find((one) => one !== undefined && !one.internal && one.family === 'IPv4');
    if (outside === undefined) return; // this machine has no network to be seen from
    await expect(fetch(`http://${outside.address}:${desk.port}/health`)).rejects.toThrow('fetch failed');
  }, A_WHILE);

  test('refuses a second one in the same folder, and is not disturbed by it', async () => {
    const second = await run('sandbox/start.mjs', [], { folder: desk.folder, settings: { PORT: '0' } }).ended;

    expect(second.code).toBe(1);
    expect(second.err).toMatch(/Conference cannot start:\n- The data folder .* is in use by process/u);
    expect((await fetch(`http://127.0.0.1:${desk.port}/ready`)).status).toBe(200);
  }, A_WHILE);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends the sandbox with 0, and nobody finds it any more`, async () => {
    const { folder, port, sandbox, say, leave } = await sitDown();
    sandbox.process.kill(signal);

    expect((await sandbox.ended).code).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/ready`)).rejects.toThrow('fetch failed');
    expect(existsSync(join(folder, '.data', 'sandbox', 'process.lock'))).toBe(false);
    expect(await say('phones')).toMatchObject({ code: 1, err: expect.stringContaining('No sandbox is running here. Start one in another terminal: npm start') });
    await leave();
  }, A_WHILE);
}

test('Ctrl+C while it still starts ends it with 0 and without complaint', async () => {
  const folder = await emptyFolder();
  const sandbox = run('sandbox/start.mjs', [], { folder, settings: { QUIET_HOURS: 'off', PORT: '0' } });
  await sandbox.writes('Starting a sandbox');
  sandbox.process.kill('SIGINT');

  expect(await sandbox.ended).toMatchObject({ code: 0, err: '' });
}, A_WHILE);

test('a port in use is no hindrance: the sandbox takes another and says so', async () => {
  const folder = await emptyFolder();
  const occupant = createServer();
  const port = await new Promise<number>((resolve) => occupant.listen(0, '127.0.0.1', () => resolve((occupant.address() as { port: number }).port)));
  const sandbox = run('sandbox/start.mjs', [], { folder, settings: { QUIET_HOURS: 'off', PORT: String(port) } });
  try {
    await sandbox.writes(`(port ${port} is in use)`);
  } finally {
    sandbox.process.kill('SIGTERM');
    await sandbox.ended;
    occupant.close();
  }
}, A_WHILE);

test('production never starts the sandbox', async () => {
  const folder = await emptyFolder();
  const { code, err, out } = await run('sandbox/start.mjs', [], { folder, settings: { NODE_ENV: 'production' } }).ended;

  expect(err).toMatch(/^Conference cannot start:\n- .*SLACK_BOT_TOKEN is missing/su);
  expect([code, out]).toEqual([1, '']);
  await expect(startSandbox({ settings: { NODE_ENV: 'Production' } })).rejects.toThrow('never run with NODE_ENV=production');
}, A_WHILE);

test('half an account is no account: npm start says what is missing', async () => {
  const folder = await emptyFolder();
  const { code, err } = await run('sandbox/start.mjs', [], { folder, settings: { SLACK_BOT_TOKEN: 'xoxb-1-2-3' } }).ended;

  expect(err).toContain('- TWILIO_ACCOUNT_SID is missing.');
  expect(err).not.toContain('xoxb-1-2-3');
  expect(code).toBe(1);
}, A_WHILE);

test('only a Node that runs TypeScript by itself is let through', () => {
  expect(['22.18.0', '22.19.1', '24.0.0', '25.1.0'].map(nodeProblem)).toEqual([undefined, undefined, undefined, undefined]);
  for (const version of ['18.20.0', '20.20.2', '22.17.9']) expect(nodeProblem(version)).toContain(`This is Node ${version}`);
});

test('whoever the first steps ring is rung at any hour: nobody who has just started it waits for a phone that is held for the night', () => {
  const { world } = createSlackEmulator();
  const { calling: { quietHours: defaultQuietHours } } = sandboxConfig(sandboxEnvironment({}, {
    port: 5003, slack: { apiUrl: 'http://127.0.0.1:5001/api/', world }, twilio: { url: 'http://127.0.0.1:5002', accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32) }, callsPerSecond: 1, dataDir: undefined,
  }));
  const named = (handle: string) => [...world.users.values()].filter(({ name }) => name === handle);
  const rung = ['alice', 'bob'].flatMap(named);
  const [ina] = named('ina');
  if (ina === undefined) throw new Error('Ina is not in the team.');
  expect(rung.map(({ dnd }) => dnd)).toEqual([undefined, undefined]);

  const halfHours = ['2026-01-15', '2026-07-15'].flatMap((day) => Array.from({ length: 48 }, (_, half) => Date.parse(day) + half * 1_800_000));
  const held = halfHours.flatMap((at) => rung.flatMap(({ tz }) => whyHeld({ at, person: { timeZone: tz }, host: { timeZone: ina.tz }, defaultQuietHours, urgent: false }) ?? []));
  expect(held).toEqual([]);
});
