import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { inTheBook, opensBook } from '../support/book-story.ts';
import type { World } from '../support/world.ts';
import { scenario } from '../support/scenario.ts';

/** Point 3 of issue 4: saved groups, under "Groups" of the phone book. */
const TEAM = 'T0SANDBOX01';

async function membersOf(world: World, group: string): Promise<string[] | undefined> {
  return (await world.app.context.phoneBook.groupNamed(TEAM, group))?.members.map(({ name }) => name);
}

scenario('a group is made of contacts and Slack users, who become contacts without a number, and says how it is rung', async (story) => {
  const { world } = story;
  await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('There is no group yet.');
  await modal.presses('New group');
  await modal.says('Slack users', 'Contacts');
  const [kim] = await world.slack.as('ina').searches('Contacts', 'kim');
  await modal.submits({ Name: 'On call', 'Slack users': ['bob', 'alice'], Contacts: [kim ?? {}] });
  await modal.says('The group On call is saved.', '3 people, rung by /conference group:"On call"');
  expect(await membersOf(world, 'on CALL')).toEqual(['Alice Ames', 'Bob Berg', 'Kim Park']);
  expect(await world.app.context.phoneBook.contactOfSlackUser(TEAM, people.bob)).toMatchObject({ name: 'Bob Berg', number: null });
  await modal.closes();
  await modal.says('Kim Park', 'In On call');
});

scenario('a group is renamed, and people come and go; a name that is taken, or none, is refused', async (story) => {
  const { world } = story;
  const kim = await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  const { bookChanges } = world.app.context;
  await bookChanges.keepGroup(TEAM, { id: 'g1', isNew: true, name: 'Leads', contactIds: [kim], slackUsers: [{ userId: people.bob, name: 'Bob Berg' }], keepsOthers: false });
  await bookChanges.keepGroup(TEAM, { id: 'g2', isNew: true, name: 'Nørds', contactIds: [], slackUsers: [], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('Leads', '2 people, rung by /conference group:Leads', 'Nørds', '0 people');
  await modal.chooses('contacts-do-group', 'Edit');
  await modal.says('Slack users');
  expect([modal.holds('Name'), modal.holds('Slack users'), modal.holds('Contacts')]).toEqual(['Leads', [people.bob], [`c:${kim}`]]);
  await modal.submits({ Name: 'NORDS' });
  modal.complains({ Name: 'There is a group “Nørds” already. Choose another name, or edit that group.' });
  await modal.submits({ Name: '…' });
  modal.complains({ Name: 'The name needs a letter or a digit, or nobody can find the group by it.' });
  await modal.submits({ Name: '+1 415 555 0150' });
  modal.complains({ Name: 'That is a phone number. Give the group a name that can be said aloud.' });
  await modal.submits({ Name: 'Heads', 'Slack users': ['carol', 'gus'] });
  expect(modal.seen.errors).toEqual({ 'group-slack-users': expect.stringContaining('is deactivated in Slack.') });
  await modal.submits({ 'Slack users': ['carol'] });
  await modal.says('The group Heads is saved.');
  expect(await membersOf(world, 'heads')).toEqual(['Carol Cruz', 'Kim Park']);
  expect(await membersOf(world, 'leads')).toBeUndefined();
});

scenario('a group somebody removed meanwhile is made anew with those who were chosen', async (story) => {
  const { world } = story;
  const kim = await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  await world.app.context.bookChanges.keepGroup(TEAM, { id: 'g1', isNew: true, name: 'Leads', contactIds: [kim], slackUsers: [], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('Leads');
  await modal.chooses('contacts-do-group', 'Edit');
  await modal.says('Slack users');
  await world.app.context.bookChanges.removeGroup(TEAM, 'g1');
  await modal.submits({ 'Slack users': ['bob'] });
  await modal.says('Somebody removed this group meanwhile. Press Save to make it anew, with those you chose.');
  await modal.submits();
  await modal.says('The group Leads is saved.');
  expect(await membersOf(world, 'leads')).toEqual(['Bob Berg', 'Kim Park']);
});

scenario('a group is removed after a question, and the people in it stay', async (story) => {
  const { world } = story;
  const kim = await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  await world.app.context.bookChanges.keepGroup(TEAM, { id: 'g1', isNew: true, name: 'Leads', contactIds: [kim], slackUsers: [], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('Leads');
  await modal.chooses('contacts-do-group', 'Remove');
  await modal.says('Remove the group Leads? Kim Park stays in the phone book.');
  await modal.submits();
  await modal.says('The group Leads is removed.', 'There is no group yet.');
  await modal.closes();
  await modal.says('Kim Park');
  expect(modal.seen.text).not.toContain('Leads');
});

scenario('of a group too large to show, those chosen are added and nobody is lost; whoever is edited leaves it', async (story) => {
  const { world } = story;
  const { bookChanges, phoneBook } = world.app.context;
  const crew: string[] = [];
  for (let index = 100; index < 230; index += 1) crew.push(await inTheBook(world, { name: `Crew ${index}`, number: `+1415555${1000 + index}` }));
  await bookChanges.keepGroup(TEAM, { id: 'g1', isNew: true, name: 'Crew', contactIds: crew, slackUsers: [], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('130 people');
  await modal.chooses('contacts-do-group', 'Edit');
  await modal.says('130 people are in it, more than can be shown here.');
  await modal.submits({ 'Slack users': ['bob'] });
  await modal.says('131 people');
  await modal.closes();
  await modal.says('Crew 100');
  await modal.chooses('contacts-do', 'Edit');
  await modal.says('Second number');
  expect(modal.holds('Groups')).toEqual(['g:g1']);
  await modal.submits({ Groups: null });
  await modal.says('is saved.');
  expect((await phoneBook.groupById(TEAM, 'g1'))?.group.size).toBe(130);
});

scenario('pages of groups are turned; whoever may not change them sees them, without buttons to change', async (story) => {
  const { world } = story;
  for (let index = 10; index < 28; index += 1) await world.app.context.bookChanges.keepGroup(TEAM, { id: `g${index}`, isNew: true, name: `Group ${index}`, contactIds: [], slackUsers: [], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Groups');
  await modal.says('Group 10', 'Group 24', 'Only admins and owners');
  expect(modal.seen.buttons).toEqual(['Next']);
  await modal.presses('Next');
  await modal.says('Group 25', 'Group 27');
  await modal.presses('Previous');
  await modal.says('Group 10');
}, { settings: { CONTACTS_ADMINS: 'admins' } });
