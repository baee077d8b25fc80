import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { addContact } from '../support/contacts.ts';
import type { Somebody } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';
import { placings } from '../support/twilio-requests.ts';

/** Points 1 and 2 of issue 2: who is meant, and that nobody is rung twice. Lines are busy, so that the stories stay short. */
const WITHOUT_HOST = { RING_HOST: 'false' };

const called: Readonly<Record<Somebody, readonly [full: string, short: string]>> = {
  ina: ['Ina Ito', 'Ina'], alice: ['Alice Ames', 'Alice'], bob: ['Bob Berg', 'Bob'], carol: ['Carol Cruz', 'Carol'], emil: ['Emil Ernst', 'Emil'], ada: ['Ada Adler', 'Ada'],
};

/** Their phones ring once each and are busy, and that ends it; `never` names whom else the end tells of. */
async function areBusy({ slack, phones }: Story, room: string, who: readonly (Somebody | `+${string}`)[], never: readonly string[] = [], channel = 'general'): Promise<void> {
  for (const one of who) await phones.of(one).isBusy();
  const names = who.map((one) => (one in called ? called[one as Somebody] : [masked(one), masked(one)]));
  const missing = [...names.map(([, short]) => `${short} (line busy)`), ...never];
  const thread = slack.channel(channel).thread(room);
  await thread.says(...names.map(([, short]) => `${short}'s line was busy`), `Ended: nobody answered. Never joined: ${listed(missing)}.`);
  await slack.channel(channel).card(room).shows('Ended', ...names.map(([full]) => `${full}: line busy`));
  expect(who.map((one) => phones.callsTo(one))).toEqual(who.map(() => 1));
}

function masked(number: string): string {
  return `+1•••••••${number.slice(-2)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

scenario('people are found by mentions of either style, and by ids that begin with W', async (story) => {
  await story.slack.as('ina').types('/conference Review @alice @carol');
  await story.slack.as('ina').reads('Ringing @Alice Ames and @Carol Cruz.');
  await areBusy(story, 'Review', ['alice', 'carol']);
}, { settings: WITHOUT_HOST, slack: { mentionStyle: 'id-and-name' } });

scenario('a user group is rung as its members', async (story) => {
  await story.slack.as('ina').types('/conference Review @oncall');
  await story.slack.as('ina').reads('Ringing @oncall.');
  await areBusy(story, 'Review', ['alice', 'bob']);
}, { settings: WITHOUT_HOST });

scenario('a user group without its label is found too', async (story) => {
  await story.slack.as('ina').types('/conference Review <!subteam^S0ONCALL001>', { asIs: true });
  await story.slack.as('ina').reads('Ringing @oncall.');
  await areBusy(story, 'Review', ['alice', 'bob']);
}, { settings: WITHOUT_HOST });

scenario('whoever is named and in a group, or in two, is rung once; so is a host in a group, and whoever left the company is told', async (story) => {
  await story.slack.as('ina').types('/conference Review @alice @oncall @leads @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames, @oncall and @leads, and you.', 'Not rung for “Review”:', '• Gus Gone: This Slack account is deactivated.');
  await areBusy(story, 'Review', ['alice', 'bob', 'ina', 'carol'], ['Gus (not rung)']);
});

scenario('an empty group and a group that is switched off ring nobody, which the host is told, and the others are rung', async (story) => {
  await story.slack.as('ina').types(`/conference Review <@${people.alice}> <!subteam^S0EMPTY0001|@nobody-yet> <!subteam^S0OLDCREW01|@old-crew>`, { asIs: true });
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames, @nobody-yet and @old-crew.', 'Not rung for “Review”:', '• @nobody-yet: Nobody is in this user group.',
    '• @old-crew: Slack knows no such user group, or it is switched off. Name the people one by one.');
  await areBusy(story, 'Review', ['alice'], ['@nobody-yet (not rung)', '@old-crew (not rung)']);
}, { settings: WITHOUT_HOST });

scenario('a group of nobody alone starts nothing, and its host reads why', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference @nobody-yet');
  await slack.as('ina').reads(
    'Ringing @nobody-yet, and you.', '“Conference” was not started, for nobody can be rung:',
    '• @nobody-yet: Nobody is in this user group.', '• You: Nobody else can be rung, so your phone was left alone.');
  await slack.channel('general').hasNoCard();
  await phones.of('ina').neverRings();
});

scenario('bots, deactivated and unknown people are not rung and are explained; the others are rung', async (story) => {
  await story.slack.as('ina').types(`/conference Review <@${people.alice}> <@${people.standup}> <@${people.gus}> <@U0NOBODY001> <@${people.slackbot}>`, { asIs: true });
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames, @Standup Bot, @Gus Gone, @U0NOBODY001 and @Slackbot.', 'Not rung for “Review”:',
    '• Standup Bot: An app has no phone.', '• Gus Gone: This Slack account is deactivated.',
    '• Somebody Slack does not know: Slack knows no such user here.', '• Slackbot: An app has no phone.');
  await areBusy(story, 'Review', ['alice'], ['Standup (not rung)', 'Gus (not rung)', 'Somebody (not rung)', 'Slackbot (not rung)']);
}, { settings: WITHOUT_HOST });

scenario('somebody of another organisation is not rung, and the host reads what to type instead', async (story) => {
  await story.slack.as('ina').in('shared').types('/conference Review @alice @frida');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames and @Frida Fremd.', 'Not rung for “Review”:',
    '• Frida Fremd: They belong to another organisation, and Slack does not show us their number. Type the number itself instead.');
  await areBusy(story, 'Review', ['alice'], ['Frida (not rung)'], 'shared');
}, { settings: WITHOUT_HOST });

scenario('a host who names themselves is rung once, in their place', async (story) => {
  await story.slack.as('ina').types('/conference Review @ina @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await areBusy(story, 'Review', ['ina', 'alice']);
});

for (const typed of ['+1 (415) 555-0199', '(415) 555-0199', '415.555.0199', 'tel:+14155550199', '1-415-555-0199']) {
  scenario(`an outside number is rung when it is written ${typed}`, async (story) => {
    await story.slack.as('ina').types(`/conference Vendor ${typed}`);
    await story.slack.as('ina').reads(`Ringing ${typed.startsWith('+') || typed.startsWith('tel') ? '+1' : ''}•••••••99.`);
    await areBusy(story, 'Vendor', ['+14155550199']);
    expect(placings(story.world).map(({ form }) => form['SendDigits'])).toEqual([undefined]);
  }, { settings: WITHOUT_HOST });
}

scenario('one outside number in two writings is rung once', async (story) => {
  await story.slack.as('ina').types('/conference Vendor +1 (415) 555-0199, 415.555.0199 and tel:+14155550199');
  await story.slack.as('ina').reads('Ringing +1•••••••99 and •••••••99.');
  await areBusy(story, 'Vendor', ['+14155550199']);
}, { settings: WITHOUT_HOST });

for (const typed of ['+14155550199;ext=5', '+1 415 555 0199 ext. 5', '(415) 555-0199 x5', 'tel:+14155550199;ext=5']) {
  scenario(`an extension is keyed in once the switchboard answers: ${typed}`, async (story) => {
    await story.slack.as('ina').types(`/conference Vendor ${typed}`);
    await story.slack.as('ina').reads(`Ringing ${typed.startsWith('(') ? '' : '+1'}•••••••99.`);
    await areBusy(story, 'Vendor', ['+14155550199']);
    expect(placings(story.world).map(({ form }) => form['SendDigits'])).toEqual(['wwww5']);
  }, { settings: WITHOUT_HOST });
}

scenario('two extensions of one number are two phones', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Vendor +14155550199;ext=5 +14155550199;ext=6');
  await slack.as('ina').reads('Ringing +1•••••••99 and +1•••••••99.');
  await phones.of('+14155550199').isBusy();
  await phones.of('+14155550199').isBusy();
  expect(placings(world).map(({ form }) => form['SendDigits'])).toEqual(['wwww5', 'wwww6']);
  await slack.channel('general').thread('Vendor').says(
    "+1•••••••99's line was busy", "+1•••••••99's line was busy", 'Ended: nobody answered. Never joined: +1•••••••99 (line busy) and +1•••••••99 (line busy).');
  await slack.channel('general').card('Vendor').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario("a number that is a colleague's own is that colleague, and rings once", async (story) => {
  await story.slack.as('ina').types('/conference Review +1 415-555-0101 @alice');
  await story.slack.as('ina').reads('Ringing +1•••••••01 and @Alice Ames.');
  await areBusy(story, 'Review', ['alice']);
}, { settings: WITHOUT_HOST });

scenario('two colleagues who share a phone: it rings once, and the other is told apart', async (story) => {
  await story.slack.as('ina').types('/conference Review @alice @bob');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames and @Bob Berg.', 'Not rung for “Review”:', '• Bob Berg: Same phone as Alice Ames, who is being rung.');
  await areBusy(story, 'Review', ['alice'], ['Bob (not rung)']);
}, { settings: WITHOUT_HOST, slack: { seed: teamWith({ bob: { phone: '+14155550101' } }) } });

scenario("an outside number that stands in the phone book goes by its name there", async (story) => {
  await addContact(story.world, { name: 'Vera Vendor', number: '+14155550199' });
  await story.slack.as('ina').types('/conference +14155550199');
  await story.slack.as('ina').reads('Ringing +1•••••••99.');
  await story.phones.of('+14155550199').isBusy();
  const room = 'Conference with Vera Vendor';
  await story.slack.channel('general').card(room).shows('Vera Vendor: line busy', 'Ended');
  await story.slack.channel('general').thread(room).says("Vera Vendor's line was busy", 'Ended: nobody answered. Never joined: Vera Vendor (line busy).');
}, { settings: WITHOUT_HOST });

scenario('people of one first name are told apart by their full names', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Alice Berg.');
  await phones.of('alice').isBusy();
  await phones.of('bob').isBusy();
  const room = 'Conference with Alice Ames and Alice Berg';
  await slack.channel('general').thread(room).says(
    "Alice Ames's line was busy", "Alice Berg's line was busy", 'Ended: nobody answered. Never joined: Alice Ames (line busy) and Alice Berg (line busy).');
  await slack.channel('general').card(room).shows('Ended');
}, { settings: WITHOUT_HOST, slack: { seed: teamWith({ bob: { realName: 'Alice Berg', displayName: 'Alice Berg' } }) } });
