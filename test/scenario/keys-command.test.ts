import { expect, test, vi } from 'vitest';
import { createCipher } from '../../src/persistence/cipher.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { databaseKind, preparedDatabase } from '../support/databases.ts';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';

/** `npm run keys`, as an operator runs it. */
vi.setConfig({ testTimeout: 240_000 });
const [FIRST, SECOND] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
const NUMBER = '+14155550101';

test(`An operator changes the key: status says what is needed, rotate writes anew and tells counts and no number [${databaseKind}]`, async () => {
  const stored = await preparedDatabase();
  try {
    const database = await openDatabase(stored.location);
    const number = JSON.stringify({ e164: NUMBER, extension: null });
    await database.prisma.contact.createMany({ data: [FIRST, FIRST, SECOND].map((key, index) => ({ id: `c${index}`, teamId: 'T1', name: 'C', number: createCipher(key).seal(number), numberHash: createCipher(key).hash(NUMBER) })) });
    await database.close();
    const folder = await emptyFolder();
    const settings = { ...stored.settings, ENCRYPTION_KEY: SECOND.toString('base64') };
    const keys = (verb: string, more: Readonly<Record<string, string>> = {}) => run('src/keys-main.ts', [verb], { folder, settings: { ...settings, ...more } }).ended;
    const id = (key: Buffer): string => createCipher(key).mark.split(':')[1] ?? '';

    const before = await keys('status');
    expect(before.out.split('\n').slice(1, 3).sort()).toEqual([`contact.number: 1 with key ${id(SECOND)}, the current one`, `contact.number: 2 with key ${id(FIRST)}`]);
    expect(before.out).toMatch(new RegExp(`^The current key is ${id(SECOND)}\\.\n[^]*\nNot all of it is of the current key yet: run \`npm run keys -- rotate\`, and keep the previous keys until then\\.\n$`, 'u'));

    const lost = await keys('rotate');
    expect([lost.code, lost.out]).toEqual([1, expect.stringContaining('contact.number: 0 encrypted anew, 2 cannot be read\n')]);
    const rotated = await keys('rotate', { ENCRYPTION_KEYS_PREVIOUS: FIRST.toString('base64') });
    expect([rotated.code, rotated.out]).toEqual([0, expect.stringContaining('contact.number: 2 encrypted anew\n')]);
    expect((await keys('status')).out).toBe(`The current key is ${id(SECOND)}.\ncontact.number: 3 with key ${id(SECOND)}, the current one\nNothing needs a previous key: it can be taken out of ENCRYPTION_KEYS_PREVIOUS.\n`);
    for (const { out, err } of [before, lost, rotated]) for (const secret of [NUMBER, '5550101', FIRST.toString('base64'), SECOND.toString('base64')]) expect(out + err).not.toContain(secret);
    expect(await keys('rotate', { ENCRYPTION_KEY: '' })).toMatchObject({ code: 1, out: expect.stringContaining('ENCRYPTION_KEY is not set') });
  } finally {
    await stored.drop();
  }
});

test('Real accounts without a key do not start, and the sentence says how to make one', async () => {
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-nobody', SLACK_SIGNING_SECRET: 'nobody-knows', TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'nobody-knows', TWILIO_PHONE_NUMBER: '+14155550100',
  };
  const { code, err } = await run('src/main.ts', [], { folder: await emptyFolder(), settings }).ended;
  expect([code, err]).toEqual([1, expect.stringMatching(/^Conference cannot start:\n- ENCRYPTION_KEY is missing\. .*`openssl rand -base64 32`/u)]);
});
