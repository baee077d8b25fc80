import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { addContact } from '../support/contacts.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';
import { placings } from '../support/twilio-requests.ts';

/** Point 2 of issue 2: which number is whose. */
const WITHOUT_HOST = { RING_HOST: 'false' };

scenario('the number in our phone book goes before the one in the Slack profile', async ({ slack, phones, world }) => {
  await addContact(world, { slackUserId: people.alice, name: 'Alice at home', number: '+14155550188', extension: '7' });
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('+14155550188').isBusy();
  expect(phones.callsTo('alice')).toBe(0);
  expect(placings(world).map(({ form }) => form['SendDigits'])).toEqual(['wwww7']);
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  await slack.channel('general').card('Review').shows('Alice Ames: line busy', 'Ended');
}, { settings: WITHOUT_HOST });

scenario('a number in our phone book is enough for somebody whose profile holds none', async ({ slack, phones, world }) => {
  await addContact(world, { slackUserId: people.dora, name: 'Dora Dorn', number: '+493023125199' });
  await slack.as('ina').types('/conference Review @dora');
  await slack.as('ina').reads('Ringing @Dora Dorn.');
  await phones.of('+493023125199').isBusy();
  await slack.channel('general').thread('Review').says("Dora's line was busy", 'Ended: nobody answered. Never joined: Dora (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario("a profile's number is read in the country of its owner's language, and without one in DEFAULT_COUNTRY", async ({ slack, phones }) => {
  // 020 7946 0103 of en-GB, 030 23125-104 of de-DE, and 0131 496 0102 of somebody whose Slack speaks plain English.
  await slack.as('ina').types('/conference Review @carol @emil @bob');
  await slack.as('ina').reads('Ringing @Carol Cruz, @Emil Ernst and @Bob Berg.');
  await phones.of('carol').isBusy();
  await phones.of('emil').isBusy();
  await phones.of('+441314960102').isBusy();
  await slack.channel('general').thread('Review').says(
    "Carol's line was busy", "Emil's line was busy", "Bob's line was busy",
    'Ended: nobody answered. Never joined: Carol (line busy), Emil (line busy) and Bob (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: { ...WITHOUT_HOST, DEFAULT_COUNTRY: 'GB' }, slack: { seed: teamWith({ bob: { phone: '0131 496 0102', locale: 'en' } }) } });

scenario('somebody without a number is not rung: card and host are told, and the others are rung', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice @dora');
  await slack.as('ina').reads(
    'Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Review”:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  await phones.of('alice').isBusy();
  await slack.channel('general').card('Review').shows('Dora Dorn: not rung (No phone number is known. A number in their Slack profile is enough)', 'Alice Ames: line busy', 'Ended');
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Dora (not rung).');
}, { settings: WITHOUT_HOST });

scenario('a profile number nobody can read is told apart from none', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads(
    'Ringing @Alice Ames and @Bob Berg.', 'Not rung for “Review”:',
    '• Bob Berg: The phone number in their Slack profile cannot be read. Written like +14155550100, with + and country, it can.');
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Bob (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST, slack: { seed: teamWith({ bob: { phone: 'ask Alice' } }) } });

scenario('the host is rung too, by the number of their profile, and answers like everybody', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const ina = await phones.of('ina').answers();
  await ina.hears('Welcome to Review. You are being connected to the conference.');
  await phones.of('alice').isBusy();
  await ina.hangsUp();
  await slack.channel('general').thread('Review').says(
    'Ina joined', "Alice's line was busy", 'Ina left', 'Ended after 0 s: everyone left. Was in: Ina (0 s). Never joined: Alice (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
});

scenario('with RING_HOST=false the host is not rung, unless they name themselves', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').isBusy();
  expect(phones.callsTo('ina')).toBe(0);
  await slack.as('ina').types('/conference Again @alice @ina');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await phones.of('alice').isBusy();
  await phones.of('ina').isBusy();
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  await slack.channel('general').thread('Again').says(
    "Alice's line was busy", "Ina's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Ina (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').card('Again').shows('Ended');
}, { settings: { ...WITHOUT_HOST, RING_PACE: 'off' } });

scenario('a host without a number is told how to be rung, and the others are rung', async ({ slack, phones }) => {
  await slack.as('dora').types('/conference Review @alice');
  await slack.as('dora').reads(
    'Ringing @Alice Ames, and you.', 'Not rung for “Review”:',
    '• You: Your Slack profile holds no phone number. Add one there, written like +14155550100, and your phone rings next time.');
  await phones.of('alice').isBusy();
  await slack.channel('general').card('Review').shows('Dora Dorn: not rung', 'Alice Ames: line busy', 'Ended');
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Dora (not rung).');
});

scenario('a host whose number cannot be read is told so about their own profile', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads(
    'Ringing @Alice Ames, and you.', 'Not rung for “Review”:',
    '• You: The phone number in your Slack profile cannot be read. Written like +14155550100, with + and country, it can.');
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Ina (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
}, { slack: { seed: teamWith({ ina: { phone: 'reception' } }) } });

scenario('when nobody can be rung no conference starts, nobody is left alone in a room, and the host reads why', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @dora @gus');
  await slack.as('ina').reads(
    'Ringing @Dora Dorn and @Gus Gone, and you.', '“Review” was not started, for nobody can be rung:',
    '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.', '• Gus Gone: This Slack account is deactivated.',
    '• You: Nobody else can be rung, so your phone was left alone.');
  await slack.channel('general').hasNoCard();
  await phones.of('ina').neverRings();
});

scenario('a host may ring their own phone alone', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Test @ina');
  await slack.as('ina').reads('Ringing you.');
  const ina = await phones.of('ina').answers();
  await ina.hears('Welcome to Test.');
  await ina.hangsUp();
  await slack.channel('general').thread('Test').says('Ina joined', 'Ina left', 'Ended after 0 s: everyone left. Was in: Ina (0 s).');
  await slack.channel('general').card('Test').shows('Ended');
});

scenario('no number is shown, in Slack or in the log, and none is readable in the database', async ({ slack, phones, world }) => {
  await addContact(world, { slackUserId: people.alice, name: 'Alice', number: '+14155550188' });
  await slack.as('ina').types('/conference Review @alice +1 (415) 555-0199');
  await slack.as('ina').reads('Ringing @Alice Ames and +1•••••••99.');
  await phones.of('+14155550188').isBusy();
  await phones.of('+14155550199').isBusy();
  await slack.channel('general').thread('Review').says(
    "Alice's line was busy", "+1•••••••99's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and +1•••••••99 (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
  const rows = await Promise.all(['conference', 'participant', 'call', 'contact', 'callback', 'thread_line'].map((table) => world.database.query(`SELECT * FROM ${table}`)));
  const written = JSON.stringify([rows, world.log.lines, slack.channel('general').cards, slack.channel('general').thread('Review').lines], (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
  expect(written).not.toMatch(/4155550[0-9]{3}|415\D{0,3}555\D{0,3}01/u);
}, { settings: WITHOUT_HOST });
