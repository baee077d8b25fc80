import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { inTheBook } from '../support/book-story.ts';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Starting a conference by choosing: the ways into the modal, and what becomes of what was chosen. */
const ALICE_ALONE = { settings: { RING_HOST: 'false' } };
const NAME = 'Name of the conference';

async function aliceAnswersAndHangsUp({ slack, phones }: Story, name: string, where = slack.channel('general')): Promise<void> {
  const alice = await phones.of('alice').answers();
  await alice.hears(`Welcome to ${name}. You are being connected to the conference.`);
  await alice.hangsUp();
  await where.card(name).shows('Alice Ames: left', 'Ended');
  await where.thread(name).says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
}

scenario('Ina types /conference, chooses Alice, names the room, and Alice’s phone rings', async (story) => {
  const { slack, phones } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference');
  expect(modal.seen).toMatchObject({ title: 'Start a conference', submit: 'Create & Start' });
  await modal.says('Choose whom to call, and I say here how many phones ring and what a minute costs.');
  expect([modal.holds('Channel'), modal.holds('How')]).toEqual(['C0GENERAL01', ['ring-me']]);
  await modal.chooses('People', ['alice']);
  await modal.says('2 phones will ring, about $0.03 a minute while all talk.');
  await modal.submits({ [NAME]: 'Project Review' });
  modal.isClosed();
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await phones.of('ina').isBusy();
  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Alice Ames: left', 'Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice joined$/, /^Ina's line was busy$/, /^Alice left$/, /^Ended after/);
});

scenario('a room that was named and has nobody opens the modal with its name, and says what of the text rings nobody', async (story) => {
  const { slack } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference urgent: Project Review @nobody');
  expect([modal.holds(NAME), modal.holds('How')]).toEqual(['Project Review', ['urgent']]);
  await modal.says('Not rung: @nobody. Slack did not tell me who that is; pick the person from the list it offers while you type.');
  await modal.submits({ People: ['alice'] });
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await aliceAnswersAndHangsUp(story, 'Project Review');
}, ALICE_ALONE);

scenario('the shortcut opens the modal anywhere; without a channel the card goes to the direct messages', async (story) => {
  const { slack } = story;
  const modal = new ModalStory(story, 'ina');
  await modal.opensShortcut('start_conference');
  expect(modal.holds('Channel')).toBeNull();
  await modal.submits({ [NAME]: 'Project Review', People: ['alice'] });
  await slack.as('ina').directMessages.says('Ringing @Alice Ames.');
  await slack.channel('general').hasNoCard();
  await aliceAnswersAndHangsUp(story, 'Project Review', slack.as('ina').directMessages);
}, ALICE_ALONE);

scenario('"Call these people" on a message calls its author and whom it mentions, but no app, in the channel of the message', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('alice').types('The database is down @bob @standup @oncall');
  const modal = new ModalStory(story, 'ina');
  await modal.opensShortcut('call_these_people', 'The database is down');
  await modal.says('( ) @oncall', '2 phones will ring, about $0.03 a minute');
  expect(modal.holds('People')).toEqual([people.alice, people.bob]);
  expect(modal.holds('Channel')).toBe('C0GENERAL01');
  expect(modal.holds('User groups in the message')).toEqual(['S0ONCALL001']);
  await modal.submits({ [NAME]: 'Outage' });
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @oncall.');
  await phones.of('bob').isBusy();
  await phones.of('alice').isBusy();
  expect([phones.callsTo('alice'), phones.callsTo('bob')]).toEqual([1, 1]);
  await slack.channel('general').card('Outage').shows('Ended: nobody answered');
  await slack.channel('general').thread('Outage').says("Alice's line was busy", "Bob's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Bob (line busy).');
  expect(world.slack.surprises).toEqual([]);
}, ALICE_ALONE);

scenario('whoever takes the shortcut on their own message is not among the people: they have a box to tick', async (story) => {
  await story.slack.as('ina').types('Who is there? @dora');
  const modal = new ModalStory(story, 'ina');
  await modal.opensShortcut('call_these_people', 'Who is there?');
  expect(modal.holds('People')).toEqual([people.dora]);
  await modal.says('No phone would ring. Not rung so far: Dora Dorn.');
  await modal.closes();
  modal.isClosed();
}, { settings: { RING_HOST: 'true' } });

scenario('a contact, a saved group and outside numbers are rung too, each phone once', async (story) => {
  const { slack, phones, world } = story;
  await inTheBook(world, { name: 'Kim Lee', number: '+14155550150' });
  const desk = await inTheBook(world, { name: 'Night Desk', number: '+14155550151' });
  await world.database.query("INSERT INTO contact_group (id, team_id, name, search_key) VALUES ('leads', $1, 'Leads', 'leads')", [world.slack.world.team.id]);
  await world.database.query("INSERT INTO contact_group_member (group_id, contact_id) VALUES ('leads', $1)", [desk]);
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Vendor call');
  await modal.chooses('Contacts and groups from the phone book', [...(await modal.finds('kim')), ...(await modal.finds('leads'))]);
  await modal.chooses('Other phone numbers', '(415) 555-0152, +14155550151 and +44 20 7946 0199');
  await modal.says('4 phones will ring, about $0.06 a minute while all talk.');
  await modal.submits();
  await slack.as('ina').reads('Ringing Kim Lee, the group “Leads”, •••••••52, +1•••••••51 and +44•••••••99.');
  for (const number of ['+14155550150', '+14155550151', '+14155550152', '+442079460199'] as const) await phones.of(number).isBusy();
  expect(phones.callsTo('+14155550151')).toBe(1);
  await slack.channel('general').card('Vendor call').shows('Kim Lee: line busy', 'Night Desk: line busy', 'Ended');
  await slack.channel('general').thread('Vendor call').saysLike(/^Kim Lee's/, /^Night Desk's/, /^\+1\S+52's/, /^\+44\S+99's/, /^Ended/);
}, ALICE_ALONE);

scenario('"Press 1 to join" ticked in the modal holds for this conference', async (story) => {
  const { slack, phones } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  await modal.submits({ People: ['alice'], How: ['confirm-join'] });
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears('This is a call to join Project Review. Press 1 to join.');
  await alice.presses('1');
  await alice.hears('Welcome to Project Review.');
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice joined$/, /^Alice left$/, /^Ended after/);
}, ALICE_ALONE);
