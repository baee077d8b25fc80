import { expect } from 'vitest';
import { addContact } from '../support/contacts.ts';
import { linkOf, Visitor } from '../support/join-page-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** The page behind a join link: whoever has it has a phone rung, by any browser, and nobody else has anything of it. */
const ON = { RING_HOST: 'false', SLACK_CALLS: 'on' };
const KIM = '+14155550171';

/** Ina has Alice rung, who is in the room; a visitor has the link. */
async function aliceIsIn(story: Story): Promise<{ readonly visitor: Visitor; readonly leave: () => Promise<void> }> {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const visitor = new Visitor(world, await linkOf(world));
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  return { visitor, leave: async () => void (await alice.hangsUp()) };
}

/** Everything the thread says, told at the end of stories that are about something else. */
async function threadIsTold({ slack }: Story): Promise<void> {
  const thread = slack.channel('general').thread('Review');
  await thread.saysLike(/^Ended/);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended')));
  await slack.channel('general').card('Review').shows('Ended');
}

scenario('Kim, whom nobody knows, opens the link, types her number and a name, answers and talks with Alice', async (story) => {
  const { slack, phones } = story;
  const { visitor, leave } = await aliceIsIn(story);
  expect((await visitor.opens()).text).toContain('Review Type the number of your phone.');
  const rung = await visitor.rings('(415) 555-0171', { name: 'Kim <b>Kay</b>' });
  expect([rung.status, rung.text]).toEqual([200, expect.stringContaining('Your phone rings in a moment. Answer it, and you are in. If it was rung often of late, it rings some minutes later.')]);
  const kim = await phones.of(KIM).answers();
  await kim.hears('Welcome to Review.');
  await slack.channel('general').card('Review').shows('Kim <b>Kay</b>: in the room');
  await kim.hangsUp();
  await leave();
  expect(slack.channel('general').thread('Review').lines).toEqual(expect.arrayContaining(['Kim <b>Kay</b> asked to be rung on the join page', 'Kim <b>Kay</b> joined']));
  await threadIsTold(story);
}, { settings: ON });

scenario('Without a name they are a masked number, a number is no name, and a number in the phone book has its name there', async (story) => {
  const { slack, phones, world } = story;
  await addContact(world, { name: 'Night desk', number: '+14155550172' });
  const { visitor, leave } = await aliceIsIn(story);
  await visitor.opens();
  await visitor.rings(KIM, { name: '415 555 0171' });
  await phones.of(KIM).declines();
  await visitor.rings('+14155550172', { name: 'Somebody else' });
  await phones.of('+14155550172').declines();
  await slack.channel('general').card('Review').shows('+1•••••••71: declined', 'Night desk: declined');
  await leave();
  await threadIsTold(story);
}, { settings: ON });

scenario('The same press sent twice rings once, one more while it rings rings nobody, and whoever was in it before is no second person', async (story) => {
  const { slack, phones, world } = story;
  const { visitor, leave } = await aliceIsIn(story);
  await visitor.opens();
  const { press } = visitor;
  await Promise.all([visitor.rings(KIM, { press }), new Visitor(world, visitor.url).rings(KIM, { press })]);
  await phones.of(KIM).rings();
  expect((await visitor.rings(KIM)).text).toContain('That phone is in the conference already, or about to ring.');
  await phones.of(KIM).declines();
  expect((await visitor.rings('+14155550101')).text).toContain('That phone is in the conference already, or about to ring.');
  expect((await visitor.rings(KIM, { press })).status).toBe(200);
  expect([phones.callsTo(KIM), phones.callsTo('alice')]).toEqual([1, 1]);
  await world.passes(60_000);
  await visitor.rings(KIM);
  await phones.of(KIM).isBusy();
  await slack.channel('general').card('Review').shows('+1•••••••71: line busy');
  expect(slack.channel('general').cards[0]?.text.split('•71').length).toBe(2);
  await leave();
  await threadIsTold(story);
}, { settings: ON });

scenario('What we may not ring is not rung, and the page says why', async (story) => {
  const { phones } = story;
  const { visitor, leave } = await aliceIsIn(story);
  await visitor.opens();
  for (const [number, words] of [['+33 1 40 20 50 50', 'France'], ['+1 900 555 0100', 'premium-rate'], ['911', 'too few digits'], ['hello', 'That is not a phone number.'], ['', 'That is not a phone number.']] as const) {
    const { status, text } = await visitor.rings(number);
    expect([number, status, text]).toEqual([number, 422, expect.stringContaining(words)]);
  }
  await phones.of('+33140205050').neverRings();
  await leave();
  await threadIsTold(story);
}, { settings: ON });

scenario('A link of nobody leads nowhere, one of an ended conference says so, and both give nothing away; nothing comes from another page', async (story) => {
  const { phones, world } = story;
  const { visitor, leave } = await aliceIsIn(story);
  for (const token of ['x', 'A'.repeat(43), `${visitor.url.split('/').at(-1) ?? ''}A`, '%00', '..%2f']) {
    const stranger = new Visitor(world, visitor.url.replace(/[^/]+$/u, token));
    for (const page of [await stranger.opens(), await stranger.rings(KIM)]) {
      expect([token, page.status, page.text]).toEqual([token, 404, expect.stringContaining('This link leads to no conference.')]);
      expect(page.text).not.toContain('Review');
    }
  }
  await visitor.opens();
  expect((await visitor.rings(KIM, { site: 'cross-site' })).status).toBe(403);
  await phones.of(KIM).neverRings();
  await leave();
  await threadIsTold(story);
  for (const page of [await visitor.opens(), await visitor.rings(KIM)]) {
    expect([page.status, page.text]).toEqual([410, 'Phone conference Phone conference This conference has ended, so nobody can be rung into it any more.']);
  }
  await phones.of(KIM).neverRings();
}, { settings: ON });

scenario('The page is kept nowhere, framed by nobody, allows no script, and can be used by eye, ear and keyboard; the token is stored nowhere', async (story) => {
  const { world } = story;
  const { visitor, leave } = await aliceIsIn(story);
  const { headers, html } = await visitor.opens();
  expect(Object.fromEntries(['cache-control', 'referrer-policy', 'x-content-type-options', 'set-cookie'].map((name) => [name, headers.get(name)]))).toEqual({
    'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'set-cookie': null,
  });
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/u);
  expect(html).toMatch(/<html lang="en">[\s\S]*name="viewport"[\s\S]*<label for="number">[\s\S]*<input id="number"[\s\S]*<label for="name">[\s\S]*<input id="name"/u);
  const token = visitor.url.split('/').at(-1) ?? '';
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const links = await world.database.query('SELECT * FROM join_link');
  expect(links).toHaveLength(1);
  expect(JSON.stringify([links, world.log.lines])).not.toContain(token);
  await leave();
  await threadIsTold(story);
}, { settings: ON });

scenario('One address has ten phones rung at once and then one every half minute; another is not held up by it', async (story) => {
  const { phones, world } = story;
  const { visitor, leave } = await aliceIsIn(story);
  await visitor.opens();
  const number = (index: number) => `+1415555${3000 + index}` as const;
  for (let index = 0; index < 12; index += 1) void world.twilio.phone(number(index)).will('decline');
  for (let index = 0; index < 10; index += 1) expect((await visitor.rings(number(index))).status).toBe(200);
  const refused = await visitor.rings(number(10));
  expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('Try again in a minute.')]);
  const other = new Visitor(world, visitor.url, '203.0.113.9');
  await other.opens();
  expect((await other.rings(number(11))).status).toBe(200);
  await world.passes(31_000);
  expect((await visitor.rings(number(10))).status).toBe(200);
  await world.passes(45_000);
  for (let index = 0; index < 12; index += 1) phones.of(number(index));
  await leave();
  await threadIsTold(story);
}, { settings: { ...ON, TWILIO_CPS: '30' }, twilio: { account: { cps: 30 } } });
