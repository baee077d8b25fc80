import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';
import type { Ended } from '../support/program.ts';

const A_WHILE = 240_000;
let folder: string;

beforeAll(async () => {
  folder = await emptyFolder();
});

function demo(words: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return run('sandbox/demo.ts', ['--fast', ...words], { folder, settings }).ended;
}

/** The lines without their times. */
function lines({ out }: Ended): string[] {
  return out.split('\n').map((line) => line.replace(/^ *\d+\.\d s +/u, '').replace(/ +/gu, ' ').trim());
}

test('the demo tells the whole story, ends with 0 and leaves nothing behind', async () => {
  const ended = await demo([]);

  expect(ended.err).toBe('');
  expect(ended.code).toBe(0);
  expect(lines(ended)).toEqual(expect.arrayContaining([
    'Ina types in #general: /conference Project Review @alice @bob',
    'only Ina Ringing @Alice Ames and @Bob Berg, and you.',
    'card ▏Project Review',
    "Alice's phone rings", "Bob's phone rings", "Ina's phone rings",
    'app 📞 Calling contact: Alice Ames at +1•••••••01',
    "Alice's phone hears “Welcome to Project Review. You are being connected to the conference.”",
    "Alice's phone is in the room",
    "Alice's phone hears “You are the first. Bob and Ina are being rung.”",
    "Bob's phone line busy",
    "Ina's phone is in the room",
    "Alice's phone hears “Alice, is the review ready?”",
    "Alice's phone hung up", "Ina's phone hung up",
    expect.stringMatching(/^✓ All went as told, in \d+\.\d s/u),
  ]));
  for (const said of ['Alice joined', "Bob's line was busy", 'Ina joined', 'Alice left', 'Ina left', 'Never joined: Bob (line busy).']) expect(ended.out).toContain(said);
  expect(ended.out).not.toMatch(/\d{7}/u); // no phone number
  expect(readdirSync(folder)).toEqual([]);
}, A_WHILE);

test.each([
  ['stranger', "nobody expected this: .*Carol's phone rings"],
  ['slack-down', "the app's log has a line at level warn: "],
  ['lost-callbacks', 'within 15 s it should have come to this: the (?:card|thread) of Project Review (?:shows|says) '],
])('with --plant %s the demo ends with 1 and says what went otherwise', async (plant, sentence) => {
  const { code, err, out } = await demo(['--plant', plant]);

  expect(err).toMatch(new RegExp(`✗ It went otherwise: ${sentence}`, 'u'));
  expect(out).not.toContain('✓');
  expect(code).toBe(1);
}, A_WHILE);

test('the demo is refused in production', async () => {
  const { code, err, out } = await demo([], { NODE_ENV: 'production' });

  expect(err).toContain('The sandbox and its demo never run with NODE_ENV=production');
  expect([code, out]).toEqual([1, '']);
}, A_WHILE);
