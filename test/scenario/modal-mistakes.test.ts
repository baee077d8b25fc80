import { expect } from 'vitest';
import { inTheBook } from '../support/book-story.ts';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { bigTeam, teamWith } from '../support/team.ts';

/** The modal answers where the mistake is, asks for numbers nobody knows, and loses nothing. */
const ALONE = { RING_HOST: 'false' };
const NAME = 'Name of the conference';
const NUMBERS = 'Other phone numbers';

async function opened(story: Story, typed = 'Project Review'): Promise<ModalStory> {
  await story.slack.as('ina').types(`/conference ${typed}`);
  return new ModalStory(story, 'ina');
}

scenario('without a name and without people both are said where they are missing, and Slack itself wants a name', async (story) => {
  const modal = await opened(story, '');
  expect(await modal.submits({})).toMatchObject({ error: 'incomplete' });
  await modal.submits({ [NAME]: ' - ' });
  modal.complains({
    [NAME]: 'Give the conference a name: everybody hears it when they answer.',
    People: 'Nobody is chosen yet. Choose people here, or contacts or a phone number below.',
  });
  await modal.submits({ [NAME]: 'x'.repeat(81), People: ['alice'] });
  modal.complains({ [NAME]: "A conference's name has at most 80 characters, and this one has 81." });
  await story.slack.channel('general').hasNoCard();
}, { settings: ALONE });

for (const [what, typed, sentence] of [
  ['words', 'call Bob', 'That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.'],
  ['a number too short', '911', 'That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.'],
  ['a country that is not allowed', '+33 1 99 00 12 34', 'That number is in France (FR), where this app may not ring. An admin can allow it by adding FR to ALLOWED_COUNTRIES.'],
  ['our own number', '+1 500 555 0006', "That is this app's own number: it would ring itself. This can't be allowed; give the person's own number."],
  ['a premium number', '+1 900 555 0199', "That is a premium-rate number, which costs far more than a call. This can't be allowed. Give an ordinary mobile or landline number instead."],
  ['one good and one bad number', '+1 415 555 0152, 12', 'Number 2 in the list: That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.'],
] as const) {
  scenario(`${what} among the numbers: the reason stands under it, and nobody is rung`, async (story) => {
    const modal = await opened(story);
    await modal.submits({ People: ['alice'], [NUMBERS]: typed });
    modal.complains({ [NUMBERS]: sentence });
    expect(modal.holds('People')).toEqual(['U0ALICE0001']);
    await story.phones.of('alice').neverRings();
  }, { settings: ALONE });
}

scenario('too many people, a group opened up, are said at once, and while choosing', async (story) => {
  await story.slack.as('bob').types('All hands, please @everybody');
  const modal = new ModalStory(story, 'ina');
  await modal.opensShortcut('call_these_people', 'All hands, please');
  await modal.says('That is 7 people, and a conference takes at most 6.');
  await modal.submits({ [NAME]: 'All hands' });
  modal.complains({ People: 'That would be 7 people on the phone, and a conference takes at most 6. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).' });
  await story.slack.channel('general').hasNoCard();
}, { settings: { MAX_PARTICIPANTS: '6' }, slack: { seed: bigTeam(5) } });

async function doraIsRungOn(number: `+${string}`, { slack, phones }: Story): Promise<void> {
  await phones.of('alice').isBusy();
  const dora = await phones.of(number).answers();
  await dora.hears('Welcome to Project Review.');
  await dora.hangsUp();
  await slack.channel('general').card('Project Review').shows('Dora Dorn: left', 'Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice's/, /^Dora joined$/, /^Dora left$/, /^Ended/);
}

scenario('Dora has no number: it is asked for, a wrong one is said where it is, the right one rings, for this conference alone', async (story) => {
  const { slack, world } = story;
  const modal = await opened(story);
  await modal.submits({ People: ['alice', 'dora'] });
  expect(modal.seen).toMatchObject({ title: 'Whose number is it?', submit: 'Create & Start' });
  await modal.says('leave it empty: whoever has none is not rung, and the others are.');
  await modal.submits({ 'Dora Dorn': '12' });
  modal.complains({ 'Dora Dorn': 'That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.' });
  await modal.submits({ 'Dora Dorn': '(415) 555-0171' });
  modal.isClosed();
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.');
  await doraIsRungOn('+14155550171', story);
  expect(await world.database.query('SELECT 1 FROM contact')).toEqual([]);
  expect(JSON.stringify([world.slack.journal.entries.map(({ what, request }) => (what.includes('views.') ? request : null))])).not.toContain('5550171');
}, { settings: ALONE });

scenario('"Remember these numbers" keeps them in the phone book, where they ring the next time, unasked', async (story) => {
  const { slack, world, phones } = story;
  const modal = await opened(story);
  await modal.submits({ People: ['alice', 'dora'] });
  await modal.submits({ 'Dora Dorn': '+14155550171', 'Next time': ['remember'] });
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.');
  await doraIsRungOn('+14155550171', story);
  expect(await world.database.query('SELECT team_id, slack_user_id, name FROM contact')).toEqual([{ team_id: world.slack.world.team.id, slack_user_id: 'U0DORA00001', name: 'Dora Dorn' }]);

  await world.passes(60_000);
  await slack.as('ina').types('/conference Second try');
  await modal.submits({ People: ['dora'] });
  modal.isClosed();
  await slack.as('ina').reads('Ringing @Dora Dorn.');
  await phones.of('+14155550171').isBusy();
  await slack.channel('general').card('Second try').shows('Dora Dorn: line busy');
  await slack.channel('general').thread('Second try').saysLike(/^Dora's line/, /^Ended/);
}, { settings: ALONE });

scenario('a number left empty: the others are rung, and Ina reads who is not', async (story) => {
  const { slack, phones } = story;
  const modal = await opened(story);
  await modal.submits({ People: ['alice', 'dora'] });
  await modal.submits();
  await slack.as('ina').reads(
    'Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Project Review”:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  await phones.of('alice').isBusy();
  await slack.channel('general').card('Project Review').shows('Dora Dorn: not rung', 'Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice's/, /^Ended/);
}, { settings: ALONE });

scenario('nobody would be rung at all: that is said before anything starts, and going back keeps what was chosen', async (story) => {
  const modal = await opened(story);
  await modal.submits({ People: ['dora'] });
  await modal.submits();
  modal.complains({ 'Dora Dorn': 'Nobody could be rung. Type at least one number of somebody else, or go back and choose others.' });
  await modal.closes();
  expect([modal.seen.title, modal.holds(NAME), modal.holds('People')]).toEqual(['Start a conference', 'Project Review', ['U0DORA00001']]);
  await story.slack.channel('general').hasNoCard();
}, { settings: ALONE });

scenario('the host without a number is asked for it too, and a contact of the phone book without one', async (story) => {
  const { slack, phones, world } = story;
  await inTheBook(world, { name: 'Kim <b> & Co', note: 'Vendor' });
  const modal = await opened(story);
  await modal.chooses('Contacts and groups from the phone book', await modal.finds('kim'));
  await modal.submits();
  await modal.submits({ You: '+14155550172' });
  modal.complains({ 'Kim <b> & Co': 'Nobody could be rung. Type at least one number of somebody else, or go back and choose others.' });
  await modal.submits({ You: '+14155550172', 'Kim <b> & Co': '+14155550173', 'Next time': ['remember'] });
  await slack.as('ina').reads('Ringing Kim <b> & Co, and you.');
  await phones.of('+14155550173').isBusy();
  await phones.of('+14155550172').isBusy();
  await slack.channel('general').card('Project Review').shows('Kim <b> & Co: line busy', 'Ina Ito: line busy');
  await slack.channel('general').thread('Project Review').saysLike(/^Kim/, /^Ina's/, /^Ended/);
  expect(await world.database.query('SELECT name, number IS NOT NULL AS known, note IS NOT NULL AS noted FROM contact ORDER BY name')).toEqual([
    { name: 'Ina Ito', known: true, noted: false }, { name: 'Kim <b> & Co', known: true, noted: true },
  ]);
}, { slack: { seed: teamWith({ ina: { phone: '' } }) } });

scenario('whoever may not change the phone book is not offered to keep numbers, and a forged tick keeps none', async (story) => {
  const { slack, world } = story;
  const modal = await opened(story);
  await modal.submits({ People: ['alice', 'dora'] });
  expect(modal.seen.text).not.toContain('Remember these numbers');
  const values = world.slack.world.modals.get('U0INA000001')?.at(-1)?.values ?? {};
  values['remember-numbers'] = { 'remember-numbers': { type: 'checkboxes', selected_options: [{ text: { type: 'plain_text', text: 'x', emoji: false }, value: 'remember' }] } };
  await modal.submits({ 'Dora Dorn': '+14155550171' });
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.');
  await doraIsRungOn('+14155550171', story);
  expect(await world.database.query('SELECT 1 FROM contact')).toEqual([]);
}, { settings: { ...ALONE, CONTACTS_ADMINS: 'admins' } });

scenario('what was filled in is found by its own user in its own workspace alone, sealed, and for a day', async (story) => {
  const { world } = story;
  const modal = await opened(story);
  await modal.submits({ People: ['alice', 'dora'], [NUMBERS]: '+14155550152' });
  const { drafts } = world.app.context;
  const team = world.slack.world.team.id;
  const { root_view_id: view } = modal.seen.payload;
  if (typeof view !== 'string') throw new Error('The view names no root.');
  expect(await drafts.read(team, view, 'U0INA000001')).toMatchObject({ name: 'Project Review' });
  expect([await drafts.read('T0PARTNER01', view, 'U0INA000001'), await drafts.read(team, view, 'U0ALICE0001'), await drafts.read(team, 'V0OTHER', 'U0INA000001')]).toEqual([null, null, null]);
  const dump = JSON.stringify(await world.database.query('SELECT * FROM conference_draft'));
  expect(dump).not.toMatch(/5550152|Project Review/);
  await world.database.query("UPDATE conference_draft SET made_at = made_at - interval '25 hours'");
  await world.passes(31_000);
  expect(await world.database.query('SELECT 1 FROM conference_draft')).toEqual([]);
  await modal.submits({ 'Dora Dorn': '+14155550171' });
  modal.complains({ 'Dora Dorn': 'This form is more than a day old, and I no longer know what was in it. Please close it and start anew.' });
}, { settings: ALONE });

scenario('a contact of another workspace is nobody here', async (story) => {
  const { slack, world, phones } = story;
  const kim = await inTheBook(world, { name: 'Kim Lee', number: '+14155550150' }, 'T0PARTNER01');
  const modal = await opened(story);
  await modal.chooses('Contacts and groups from the phone book', [{ text: { type: 'plain_text', text: 'Kim', emoji: false }, value: `c:${kim}` }]);
  await modal.submits({ People: ['alice'] });
  await slack.as('ina').reads('Ringing @Alice Ames and Kim.', 'Not rung for “Project Review”:', '• Kim: They are no longer in the phone book.');
  await phones.of('+14155550150').neverRings();
  await phones.of('alice').isBusy();
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice's/, /^Ended/);
}, { settings: ALONE });
