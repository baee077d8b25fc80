import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { BookModal, inTheBook, opensBook } from '../support/book-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Point 3 of issue 4: the phone book. */
async function book({ database }: Story['world']): Promise<string[]> {
  return (await database.query('SELECT name FROM contact ORDER BY name')).map(({ name }) => String(name));
}

scenario('an empty phone book says how to fill it; somebody is added and stands in it, number and all', async (story) => {
  const modal = await opensBook(story, 'ina');
  await modal.says('Nobody is in the phone book yet. Add people one by one, or import a file.');
  await modal.presses('Add a contact');
  await modal.says('Name', 'Second number');
  await modal.submits({ Name: 'Kim Park', Number: '(415) 555-0150', 'Second number': '+44 20 7946 0150', Note: 'Night shift' });
  await modal.says('Kim Park is saved.', '+1 415 555 0150, then +44 20 7946 0150', 'Night shift');
  expect(modal.seen.title).toBe('Phone book');
  const { phoneBook } = story.world.app.context;
  expect((await phoneBook.search('T0SANDBOX01', ['kim'], { limit: 5 })).contacts[0]).toMatchObject({ name: 'Kim Park', number: { e164: '+14155550150', extension: null }, note: 'Night shift', slackUserId: null });
});

scenario('the button of the App Home opens it too', async (story) => {
  await inTheBook(story.world, { name: 'Kim Park', number: '+14155550150' });
  const ina = story.world.slack.as('ina');
  await ina.opensHome();
  await story.world.until(() => ina.home !== undefined, 'the Home is there');
  await ina.presses('Contacts');
  await new BookModal(story, 'ina').says('Kim Park', '1 415 555 0150');
});

scenario('`Contacts` in any case opens it, and a room may still be called so', async (story) => {
  const modal = await opensBook(story, 'ina', '/conference  CONTACTS ');
  await modal.says('Nobody is in the phone book yet.');
});

scenario('mistakes are said under their inputs, and nothing is saved', async (story) => {
  const modal = await opensBook(story, 'ina');
  await modal.presses('Add a contact');
  await modal.submits({});
  modal.complains({ Name: 'There is no name. Type one, or choose a Slack user.', Number: 'There is no number. Only Slack users can be without one.' });
  await modal.submits({ Name: 'Kim', Number: 'my number', 'Second number': '+33 1 42 68 53 00' });
  expect(Object.keys(modal.seen.errors)).toEqual(['contact-number', 'contact-second-number']);
  await modal.submits({ Name: 'Kim', Number: '+1 415 555 0150', 'Second number': '415 555 0150' });
  modal.complains({ 'Second number': 'Both numbers are the same. Leave one of them out.' });
  await modal.submits({ Name: 'Bot', Number: '', 'Second number': '', 'Slack user': 'standup' });
  expect(modal.seen.errors).toEqual({ 'contact-slack-user': expect.stringContaining('is an app, and an app has no phone.') });
  expect(await book(story.world)).toEqual([]);
});

scenario('a Slack user is added by choosing them, their name comes from Slack, and they are in the book once', async (story) => {
  const modal = await opensBook(story, 'ina');
  await modal.presses('Add a contact');
  await modal.submits({ 'Slack user': 'bob' });
  await modal.says('Bob Berg is saved.', 'No number here');
  await modal.presses('Add a contact');
  await modal.submits({ Name: 'Robert', 'Slack user': 'bob', Number: '+1 415 555 0177' });
  modal.complains({ 'Slack user': 'They are in the phone book already, as Bob Berg. Edit that entry instead.' });
  expect(await book(story.world)).toEqual(['Bob Berg']);
});

scenario('somebody is edited; two people may have one number, and it is said', async (story) => {
  await inTheBook(story.world, { name: 'Kim Park', number: '+14155550150' });
  await inTheBook(story.world, { name: 'Lee Park', number: '+14155550151', note: 'Sister' });
  const modal = await opensBook(story, 'ina');
  await modal.says('Kim Park', 'Lee Park');
  await modal.chooses('contacts-do', 'Edit');
  await modal.says('Number');
  expect(modal.holds('Number')).toBe('+1 415 555 0150');
  await modal.submits({ Number: '+14155550151' });
  await modal.says('Kim Park is saved. Lee Park has the same number; that may be right.');
});

scenario('whoever somebody removed meanwhile is put back, with all that was typed', async (story) => {
  const id = await inTheBook(story.world, { name: 'Kim Park', number: '+14155550150', note: 'Old note' });
  const modal = await opensBook(story, 'ina');
  await modal.says('Kim Park');
  await modal.chooses('contacts-do', 'Edit');
  await modal.says('Number');
  await story.world.app.context.bookChanges.removeContact('T0SANDBOX01', id);
  await modal.submits({ Name: 'Kim P. Park', Number: '+14155550160' });
  await modal.says('Somebody removed them from the phone book meanwhile. Press Save to put them back with what you typed.');
  expect([modal.holds('Name'), modal.holds('Number'), modal.holds('Note')]).toEqual(['Kim P. Park', '+14155550160', 'Old note']);
  await modal.submits();
  await modal.says('Kim P. Park is saved.');
  expect(await book(story.world)).toEqual(['Kim P. Park']);
});

scenario('somebody is removed after a question, and not before it is answered', async (story) => {
  await inTheBook(story.world, { name: 'Kim Park', number: '+14155550150' });
  const modal = await opensBook(story, 'ina');
  await modal.says('Kim Park');
  await modal.chooses('contacts-do', 'Remove');
  await modal.says('Remove Kim Park from the phone book?');
  await modal.closes();
  expect(await book(story.world)).toEqual(['Kim Park']);
  await modal.chooses('contacts-do', 'Remove');
  await modal.says('Remove Kim Park from the phone book?');
  await modal.submits();
  await modal.says('Kim Park is removed.', 'Nobody is in the phone book yet.');
  expect(await book(story.world)).toEqual([]);
});

scenario('the list is searched as one types and by Enter, and its pages are turned', async (story) => {
  for (let index = 10; index < 50; index += 1) await inTheBook(story.world, { name: `Crew ${index}`, number: `+141555501${index}` });
  await inTheBook(story.world, { name: 'Zoë Ångström', number: '+14155550199' });
  const modal = await opensBook(story, 'ina');
  await modal.says('Crew 10', 'Crew 24', '1 to 15 of 41');
  expect(modal.seen.text).not.toContain('Crew 25');
  await modal.presses('Next');
  await modal.says('Crew 25', '16 to 30 of 41');
  await modal.presses('Next');
  await modal.says('Zoë Ångström', '31 to 41 of 41');
  expect(modal.seen.buttons).not.toContain('Next');
  await modal.presses('Previous');
  await modal.says('16 to 30 of 41');
  await modal.chooses('contacts-search', 'angs');
  await modal.says('Zoë Ångström');
  expect(modal.seen.text).not.toContain('Crew');
  await modal.submits({ Search: 'nobody of this name' });
  await modal.says('Nobody in the phone book is called “nobody of this name”.');
});

const ADMINS_ONLY = { settings: { CONTACTS_ADMINS: 'admins' } };

scenario('whoever may not change it searches it without numbers, notes and buttons, and reads who may', async (story) => {
  await inTheBook(story.world, { name: 'Kim Park', number: '+14155550150', note: 'Call +14155550151 at night' });
  const modal = await opensBook(story, 'ina');
  await modal.says('Kim Park', 'Only admins and owners of this workspace may change the phone book, and see its numbers. Ask one of them.');
  expect(modal.seen.buttons).toEqual(['Groups']);
  expect(JSON.stringify(modal.seen.payload)).not.toMatch(/0150|0151|contacts-do/);
  const admins = await opensBook(story, 'ada');
  await admins.says('+1 415 555 0150', 'Call +14155550151 at night');
  expect(admins.seen.buttons).toEqual(['Add a contact', 'Groups', 'Import', 'Export']);
}, ADMINS_ONLY);

scenario('a form that was opened while one still might change the phone book saves nothing once one may not', async (story) => {
  const modal = await opensBook(story, 'ada');
  await modal.presses('Add a contact');
  await modal.says('Name');
  const ada = story.world.slack.world.users.get(people.ada);
  if (ada === undefined) throw new Error('Ada is gone.');
  story.world.slack.world.users.set(people.ada, { ...ada, isAdmin: false, isOwner: false });
  await story.world.passes(61_000);
  await modal.submits({ Name: 'Kim', Number: '+14155550150' });
  modal.complains({ Name: 'Only admins and owners of this workspace may change the phone book, and see its numbers. Ask one of them.' });
  expect(await book(story.world)).toEqual([]);
}, ADMINS_ONLY);

scenario('a form submitted twice makes one contact', async (story) => {
  const modal = await opensBook(story, 'ina');
  await modal.presses('Add a contact');
  story.world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await modal.submits({ Name: 'Kim Park', Number: '+14155550150' });
  await modal.says('Kim Park is saved.');
  expect(await book(story.world)).toEqual(['Kim Park']);
});

scenario("another workspace's contacts and groups are not found by their ids, and not changed", async ({ world }) => {
  const theirs = await inTheBook(world, { name: 'Theirs', number: '+14155550150' }, 'T0OTHER0001');
  const { bookChanges, phoneBook } = world.app.context;
  await bookChanges.keepGroup('T0OTHER0001', { id: 'g1', isNew: true, name: 'Their group', contactIds: [theirs], slackUsers: [], keepsOthers: false });
  const ours = 'T0SANDBOX01';
  const plain = { slackUserId: null, name: 'Taken over', number: null, secondNumber: null, note: '', groupIds: ['g1'] };
  expect(await bookChanges.keepContact(ours, { ...plain, id: theirs, isNew: false })).toEqual({ kind: 'gone' });
  expect(await bookChanges.keepContact(ours, { ...plain, id: theirs, isNew: true })).toEqual({ kind: 'gone' });
  expect(await bookChanges.removeContact(ours, theirs)).toBe(false);
  expect(await bookChanges.removeGroup(ours, 'g1')).toBe(false);
  expect(await bookChanges.keepGroup(ours, { id: 'g1', isNew: false, name: 'Ours', contactIds: [], slackUsers: [], keepsOthers: false })).toEqual({ kind: 'gone' });
  expect(await bookChanges.groupsOf(ours, [theirs])).toEqual(new Map());
  expect(await bookChanges.othersWith(ours, 'x', [{ e164: '+14155550150', extension: null }])).toEqual([]);
  const mine = await inTheBook(world, { name: 'Mine', number: '+14155550170' });
  await bookChanges.keepContact(ours, { ...plain, id: mine, isNew: false, name: 'Mine', groupIds: ['g1'] });
  expect((await phoneBook.groupById('T0OTHER0001', 'g1'))?.members.map(({ name }) => name)).toEqual(['Theirs']);
});
