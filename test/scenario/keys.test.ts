import { expect } from 'vitest';
import { systemClock } from '../../src/conference/clock.ts';
import { createCipher } from '../../src/persistence/cipher.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { createDialTurns } from '../../src/persistence/dial-turns.ts';
import { rotateKeys, sealedWith } from '../../src/persistence/rotate-keys.ts';
import { SEALED_TABLES } from '../../src/persistence/sealed-columns.ts';
import { dump, rowsShowing } from '../support/dump.ts';
import { asksForCode, hearsCode, opensMyNumber } from '../support/number-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Point 5 of issue 4: numbers are encrypted at rest, and the key can be changed. */
const FIRST = Buffer.alloc(32, 7);
const SECOND = Buffer.alloc(32, 8);
const base64 = (key: Buffer): string => key.toString('base64');
/** The last digits of every number these stories hold. */
const ALL_NUMBERS = ['5550101', '5550102', '5550177', '5550188', '5550199', '5550166', '79460103'];

/** Numbers of every kind: proved, in the book twice and in a note, of a profile, typed with an extension, asked for, and filled in. */
async function withEveryKindOfNumber(story: Story): Promise<void> {
  const { slack, phones, world } = story;
  const team = world.slack.world.team.id;
  const { context } = world.app;
  await context.phoneBook.saveContact(team, {
    slackUserId: null, name: 'Vera Vendor', number: { e164: '+14155550199', extension: null }, secondNumber: { e164: '+442079460103', extension: '7' }, note: 'Mobile 415-555-0166',
  });
  const form = await opensMyNumber(story, 'bob');
  await asksForCode(form, '+1 415 555 0177');
  await form.submits({ Code: await hearsCode(story, phones.of('+14155550177'), '+14155550177') });
  await phones.of('+14155550177').isIdle();
  await form.closes();
  await world.passes(60_000);
  await context.drafts.keep(team, 'V0VIEW', 'U0INA', {
    name: 'Draft', channelId: 'C0GENERAL01', confirmJoin: false, responseUrl: null, ringsOthers: true,
    invited: { invitees: [{ kind: 'outside-number', raw: '(415) 555-0188' }], ringHost: false, urgent: false },
  });
  await slack.as('ina').types('/conference Review @alice @bob +1 (415) 555-0199 x512');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and +1•••••••99.');
  await phones.of('alice').rings();
  await phones.of('+14155550177').rings();
  await phones.of('+14155550199').rings();
}

async function areBusy({ slack, phones }: Story): Promise<void> {
  for (const one of ['alice', '+14155550177', '+14155550199'] as const) await phones.of(one).isBusy();
  await slack.channel('general').thread('Review').says(
    "Alice's line was busy", "Bob's line was busy", "Vera Vendor's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy), Bob (line busy) and Vera Vendor (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}

scenario('No number can be read in a dump of the database, neither while phones ring nor afterwards, and all that is sealed is known to be', async (story) => {
  await withEveryKindOfNumber(story);
  expect(await rowsShowing(story.world, ALL_NUMBERS)).toEqual([]);
  const known = new Set(SEALED_TABLES.flatMap(({ table, columns }) => columns.map(({ sealed }) => `public.${table}.${sealed}`)));
  const found = new Set((await dump(story.world)).flatMap(({ table, row }) =>
    Object.entries(JSON.parse(row) as Record<string, unknown>).flatMap(([column, value]) => (typeof value === 'string' && /^(?:a1|a2|p0):/u.test(value) ? [`${table}.${column}`] : []))));
  expect([...found].filter((column) => !known.has(column))).toEqual([]);
  expect(found.size).toBeGreaterThanOrEqual(10);
  await areBusy(story);
  expect(await rowsShowing(story.world, ALL_NUMBERS)).toEqual([]);
}, { settings: { RING_HOST: 'false' } });

scenario('Without a key, as in a sandbox, the same look finds every one of them', async (story) => {
  await withEveryKindOfNumber(story);
  for (const digits of ALL_NUMBERS.filter((one) => one !== '5550102')) expect([digits, (await rowsShowing(story.world, [digits])).length > 0]).toEqual([digits, true]);
  await areBusy(story);
}, { settings: { RING_HOST: 'false', ENCRYPTION_KEY: '' }, isSandbox: true });

/** Which keys the database needs, by their ids. */
async function keysNeeded({ database }: World): Promise<ReadonlySet<string>> {
  const { prisma } = await openDatabase(database.location);
  return new Set((await sealedWith(prisma)).map(({ key }) => key));
}

const idOf = (key: Buffer): string => createCipher(key).mark.split(':')[1] ?? '';

scenario('The key is changed while phones ring: old numbers are read and found, everything is written anew beside the app, and then the old key is needed no more', async (story) => {
  const { slack, phones, world } = story;
  await withEveryKindOfNumber(story);
  await world.restartApp({ settings: { ENCRYPTION_KEY: base64(SECOND), ENCRYPTION_KEYS_PREVIOUS: base64(FIRST) } });
  await areBusy(story);

  // Vera is found by the hash the first key made, and is called by her name.
  await world.passes(15 * 60_000);
  await slack.as('ina').types('/conference Again @bob +14155550199');
  await slack.as('ina').reads('Ringing @Bob Berg and +1•••••••99.');
  await phones.of('+14155550177').rings();
  await phones.of('+14155550199').rings();
  await slack.channel('general').card('Again').shows('Vera Vendor: ringing');
  expect(await keysNeeded(world)).toEqual(new Set([idOf(FIRST), idOf(SECOND)]));

  const { prisma } = await openDatabase(world.database.location);
  const cipher = createCipher(SECOND, [FIRST]);
  const rotated = await rotateKeys(prisma, cipher, () => undefined);
  expect(rotated.filter(({ unreadable }) => unreadable > 0)).toEqual([]);
  expect(rotated.reduce((sum, { written }) => sum + written, 0)).toBeGreaterThan(8);
  expect(await keysNeeded(world)).toEqual(new Set([idOf(SECOND)]));
  expect((await rotateKeys(prisma, cipher, () => undefined)).filter(({ written }) => written > 0)).toEqual([]);

  await world.restartApp({ settings: { ENCRYPTION_KEY: base64(SECOND), ENCRYPTION_KEYS_PREVIOUS: '' } });
  await phones.of('+14155550177').isBusy();
  await phones.of('+14155550199').isBusy();
  await slack.channel('general').thread('Again').says("Bob's line was busy", "Vera Vendor's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy) and Vera Vendor (line busy).');
  await slack.channel('general').card('Again').shows('Ended');
  const team = world.slack.world.team.id;
  expect(await world.app.context.phoneBook.namesOf(team, ['+14155550199', '+442079460103'])).toEqual(new Map([['+14155550199', 'Vera Vendor'], ['+442079460103', 'Vera Vendor']]));
  const form = await opensMyNumber(story, 'bob');
  await form.shows('I ring +1 415 555 0177.');
}, { settings: { RING_HOST: 'false' } });

scenario('What is of another key is counted and left alone; a row that changes meanwhile is not overwritten', async ({ world }) => {
  const { prisma } = await openDatabase(world.database.location);
  const [lost, first, second] = [createCipher(Buffer.alloc(32, 1)), createCipher(FIRST), createCipher(SECOND, [FIRST])];
  const number = JSON.stringify({ e164: '+14155550101', extension: null });
  // More than a batch, and every third of a lost key.
  await prisma.contact.createMany({ data: Array.from({ length: 1_200 }, (_, index) => ({ id: `c${index}`, teamId: 'T1', name: `C ${index}`, number: (index % 3 === 0 ? lost : first).seal(number), numberHash: 'old' })) });
  const [numbers] = await rotateKeys(prisma, second, () => undefined);
  expect(numbers).toEqual({ column: 'contact.number', written: 800, unreadable: 400 });
  expect(await prisma.contact.count({ where: { numberHash: second.hash('+14155550101') } })).toBe(800);
  expect(await prisma.contact.count({ where: { numberHash: 'old' } })).toBe(400);
});

scenario('A number somebody changes under the hands of whoever writes it anew stays as they wrote it', async ({ world }) => {
  const { prisma } = await openDatabase(world.database.location);
  const [first, second] = [createCipher(FIRST), createCipher(SECOND, [FIRST])];
  const sealed = (e164: string): string => first.seal(JSON.stringify({ e164, extension: null }));
  await prisma.contact.create({ data: { id: 'c1', teamId: 'T1', name: 'C', number: sealed('+14155550101'), numberHash: first.hash('+14155550101') } });
  const changed = { number: sealed('+14155550102'), numberHash: first.hash('+14155550102') };
  let isFirst = true;
  const [numbers] = await rotateKeys({
    $queryRawUnsafe: (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values),
    $executeRawUnsafe: (sql, ...values) => {
      const before = isFirst ? [prisma.contact.update({ where: { id: 'c1' }, data: changed })] : [];
      isFirst = false;
      return prisma.$transaction([...before, prisma.$executeRawUnsafe(sql, ...values)]).then((results) => Number(results.at(-1))) as ReturnType<typeof prisma.$executeRawUnsafe>;
    },
  }, second, () => undefined);
  expect(numbers).toEqual({ column: 'contact.number', written: 0, unreadable: 0 });
  expect(await prisma.contact.findUnique({ where: { id: 'c1' } })).toMatchObject(changed);
  expect((await rotateKeys(prisma, second, () => undefined))[0]).toEqual({ column: 'contact.number', written: 1, unreadable: 0 });
  expect((await prisma.contact.findUnique({ where: { id: 'c1' } }))?.numberHash).toBe(second.hash('+14155550102'));
});

scenario('While the key is changed a number is dialled for one call at a time all the same, whichever keys a process knows', async ({ world }) => {
  const { prisma } = await openDatabase(world.database.location);
  const turnsOf = (key: Buffer, previous: readonly Buffer[] = []) => createDialTurns(prisma, createCipher(key, previous), () => systemClock.now());
  const [old, both, next] = [turnsOf(FIRST), turnsOf(SECOND, [FIRST]), turnsOf(FIRST, [SECOND])];
  expect(await old.take('+14155550101', 'a')).not.toBeNull();
  expect(await both.take('+14155550101', 'b')).toBeNull();
  expect(await next.take('+14155550101', 'b')).toBeNull();
  await old.giveBack('+14155550101', 'a');
  expect(await both.take('+14155550101', 'b')).not.toBeNull();
  expect(await both.take('+14155550101', 'b')).not.toBeNull();
  expect(await old.take('+14155550101', 'a')).toBeNull();
  expect(await next.take('+14155550101', 'c')).toBeNull();
  await both.giveBack('+14155550101', 'b');
  expect(await world.database.query('SELECT * FROM dial_turn')).toEqual([]);
});
