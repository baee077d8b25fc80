import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { inTheBook } from '../support/book-story.ts';
import { addContact } from '../support/contacts.ts';
import { ToldForm } from '../support/form-story.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Point 5 of issue 4: what is erased, and what stays. Everything of somebody, looked for behind the app. */
const ALONE = { RING_HOST: 'false', RING_PACE: 'off' };

/** All that is stored of conferences and people, as text; what is sealed stays so. */
async function stored({ database }: World): Promise<string> {
  const tables = ['conference', 'participant', 'thread_line', 'contact', 'contact_group_member', 'person', 'number_proof', 'home_view', 'conference_draft', 'found_so_far'];
  const rows = await Promise.all(tables.map(async (table) => [table, await database.query(`SELECT * FROM ${table}`)] as const));
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** Bob is called, and declines. */
async function bobDeclines({ slack, phones }: Story, command: string, room: string): Promise<void> {
  await slack.as('ina').types(command);
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').declines();
  const general = slack.channel('general');
  await general.thread(room).says('Bob declined', 'Ended: nobody answered. Never joined: Bob (declined).');
  await general.card(room).shows('Ended');
}

async function confirms({ slack, world }: Story, who: string, command: string): Promise<ToldForm> {
  await slack.as(who).types(command);
  const form = new ToldForm(world, who);
  await form.shows('It cannot be undone.');
  return form;
}

scenario('Bob has himself forgotten: no name, no id, no number of his is stored any more; that somebody was called stays', async (story) => {
  const { world } = story;
  await addContact(world, { slackUserId: people.bob, name: 'Bob Berg', number: NUMBERS.bob });
  await bobDeclines(story, '/conference @bob', 'Conference with Bob');
  expect(await stored(world)).toContain('Bob');
  const form = await confirms(story, 'bob', '/conference forget me');
  await form.submits({});
  await form.shows('Your number and your name are being erased.');
  await world.settle();
  const rest = await stored(world);
  expect([rest.includes('Bob'), rest.includes(people.bob)]).toEqual([false, false]);
  expect(await world.database.query('SELECT name, short_name, slack_user_id, number, state FROM participant')).toEqual([
    { name: 'Someone', short_name: 'Someone', slack_user_id: null, number: null, state: 'declined' },
  ]);
  expect(await world.database.query('SELECT name, end_reason FROM conference')).toEqual([{ name: 'Conference', end_reason: 'nobody-answered' }]);
  expect(await world.database.query('SELECT count(*)::int AS n FROM call')).toEqual([{ n: 1 }]);
}, { settings: ALONE });

scenario('Who is in a conference that goes on is erased once it is over, and not before', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  const bob = await phones.of('bob').answers();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Bob Berg: in the room');
  const form = await confirms(story, 'bob', '/conference forget me');
  await form.submits({});
  await form.shows('until the conferences you are in are over');
  await world.passes(60_000);
  await general.card('Project Review').shows('Bob Berg: in the room');
  await bob.hangsUp();
  await general.thread('Project Review').says('Bob joined', 'Bob left');
  await general.thread('Project Review').saysLike(/^Ended after /u);
  await general.card('Project Review').shows('Ended', 'Bob Berg: left');
  await world.passes(130_000);
  expect([await stored(world)].map((rest) => [rest.includes('Bob'), rest.includes(people.bob)])).toEqual([[false, false]]);
}, { settings: ALONE });

scenario('An admin erases somebody else, and an outside number; nobody else may', async (story) => {
  const { slack, phones, world } = story;
  await addContact(world, { name: 'Vera Vendor', number: '+14155550199' });
  await slack.as('ina').types('/conference Vendor call +14155550199');
  await slack.as('ina').reads('Ringing +1•••••••99.');
  await phones.of('+14155550199').declines();
  const general = slack.channel('general');
  await general.thread('Vendor call').says('Vera Vendor declined', 'Ended: nobody answered. Never joined: Vera Vendor (declined).');
  await general.card('Vendor call').shows('Ended');

  await slack.as('bob').types('/conference forget +14155550199');
  await slack.as('bob').reads('Only admins of this workspace may erase somebody else. You can erase yourself: /conference forget me.');
  await slack.as('bob').types('/conference forget @alice');
  await slack.as('bob').reads('Only admins of this workspace may erase somebody else. You can erase yourself: /conference forget me.');
  expect(await stored(world)).toContain('Vera Vendor');

  const form = await confirms(story, 'ada', '/conference forget +1 415 555 0199');
  expect(JSON.stringify(world.slack.as('ada').modal?.payload)).not.toContain('5550199');
  await form.submits({});
  await form.shows('The number and the name of whoever has the number +1•••••••99 are being erased.');
  await world.settle();
  expect(await stored(world)).not.toContain('Vera');
  expect(await world.database.query('SELECT name, number FROM participant')).toEqual([{ name: 'Someone', number: null }]);
}, { settings: ALONE });

scenario('Whoever is rung at two numbers is erased with both, by either of them', async (story) => {
  const { slack, phones, world } = story;
  const vera = await inTheBook(world, { name: 'Vera Vendor', number: '+14155550199', secondNumber: '+14155550198' });
  await world.app.context.bookChanges.keepGroup(world.slack.world.team.id, { id: 'vendors', isNew: true, name: 'Vendors', contactIds: [vera], slackUsers: [], keepsOthers: false });
  await slack.as('ina').types('/conference Vendor call group:Vendors');
  await slack.as('ina').reads('Ringing the group “Vendors”.');
  await phones.of('+14155550199').isBusy();
  await phones.of('+14155550198').declines();
  await slack.channel('general').card('Vendor call').shows('Ended');
  await slack.channel('general').thread('Vendor call').says(
    "Vera Vendor's line was busy", "Trying Vera Vendor's second number", 'Vera Vendor declined', 'Ended: nobody answered. Never joined: Vera Vendor (declined).',
  );
  expect(await world.database.query('SELECT 1 FROM participant WHERE second_number IS NOT NULL')).toHaveLength(1);
  const form = await confirms(story, 'ada', '/conference forget +1 415 555 0198');
  await form.submits({});
  await world.settle();
  expect(await world.database.query('SELECT name, number, second_number FROM participant')).toEqual([{ name: 'Someone', number: null, second_number: null }]);
}, { settings: ALONE });

scenario('Whoever is deactivated in Slack goes from the phone book, by the event or when somebody calls them', async ({ slack, world }) => {
  const inBook = async (): Promise<unknown> => (await world.database.query('SELECT slack_user_id FROM contact ORDER BY 1')).map(({ slack_user_id: id }) => id);
  await addContact(world, { slackUserId: people.bob, name: 'Bob Berg', number: NUMBERS.bob });
  await addContact(world, { slackUserId: people.gus, name: 'Gus Gone', number: '+14155550105' });
  await addContact(world, { slackUserId: people.alice, name: 'Alice Ames', number: NUMBERS.alice });
  await world.slack.sendsEvent({ type: 'user_change', user: { id: people.alice, team_id: 'T0SANDBOX01', deleted: false }, event_ts: '1.1', cache_ts: 1 });
  await world.slack.sendsEvent({ type: 'user_change', user: { id: people.bob, team_id: 'T0SANDBOX01', deleted: true }, event_ts: '1.2', cache_ts: 1 });
  await world.settle();
  expect(await inBook()).toEqual([people.alice, people.gus]);
  await slack.as('ina').types('/conference Review @gus');
  await slack.as('ina').reads('Ringing @Gus Gone.', '“Review” was not started, for nobody can be rung:', '• Gus Gone: This Slack account is deactivated.');
  expect(await inBook()).toEqual([people.alice]);
}, { settings: ALONE });

scenario('A number of another workspace stays where it is', async ({ world }) => {
  const { app, database } = world;
  await addContact(world, { slackUserId: people.bob, name: 'Bob Berg', number: NUMBERS.bob });
  await app.context.erasure.erase('T0PARTNER01', { kind: 'slack-user', slackUserId: people.bob });
  await app.context.erasure.erase('T0PARTNER01', app.context.erasure.subjectOf(NUMBERS.bob));
  expect(await database.query('SELECT team_id, name FROM contact')).toEqual([{ team_id: 'T0SANDBOX01', name: 'Bob Berg' }]);
  await app.context.erasure.erase('T0SANDBOX01', app.context.erasure.subjectOf(NUMBERS.bob));
  expect(await database.query('SELECT name FROM contact')).toEqual([]);
}, { settings: ALONE });

scenario('Two people, a number with an extension or a group behind "forget": nobody is rung, and Ada reads how to write it', async ({ slack, world }) => {
  const how = 'Nobody was rung, and nobody is erased. Write one person alone, /conference forget @bob, or one number without extension, /conference forget +1 415 555 0100.';
  for (const typed of ['forget @alice @bob', 'forget +1 415 555 0177 ext. 12', 'forget @oncall']) {
    await slack.as('ada').types(`/conference ${typed}`);
    await slack.as('ada').reads(how);
  }
  expect(await world.database.query('SELECT id FROM conference')).toEqual([]);
  await slack.as('ada').types('/conference forget (415) 555-0177');
  await new ToldForm(world, 'ada').shows('It cannot be undone.');
}, { settings: ALONE });
