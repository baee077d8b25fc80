import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { startConference } from '../../src/conference/start-conference.ts';
import { addContact } from '../support/contacts.ts';
import { ToldForm } from '../support/form-story.ts';
import { asksForCode, hearsCode, opensMyNumber } from '../support/number-story.ts';
import { dump } from '../support/dump.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Point 5 of issue 4: erasing somebody in the corners of the app where they could stay. */
const ALONE = { RING_HOST: 'false', RING_PACE: 'off' };
const PROVED = '+14155550177';
const TEAM = 'T0SANDBOX01';

/** The rows of the app's own tables in which one of these words stands. */
async function rowsWith(world: World, ...words: readonly string[]): Promise<readonly string[]> {
  return (await dump(world)).filter(({ table, row }) => table.startsWith('public.') && words.some((word) => row.includes(word))).map(({ table, row }) => `${table}: ${row}`);
}

async function forgets({ slack, world }: Story, who: string, command = '/conference forget me'): Promise<void> {
  await slack.as(who).types(command);
  const form = new ToldForm(world, who);
  await form.shows('It cannot be undone.');
  await form.submits({});
  await form.shows('being erased');
  await form.closes();
}

scenario("Bob's number, typed by hand into a conference that goes on, goes with him when it is over, though the phone book forgot it first", async (story) => {
  const { slack, phones, world } = story;
  const form = await opensMyNumber(story, 'bob');
  await asksForCode(form, PROVED);
  await form.submits({ Code: await hearsCode(story, phones.of(PROVED), PROVED) });
  await phones.of(PROVED).isIdle();
  await form.closes();
  await addContact(world, { slackUserId: people.bob, name: 'Bob Berg', number: PROVED });
  await slack.as('ina').types('/conference Vendor call +14155550177');
  await slack.as('ina').reads('Ringing +1•••••••77.');
  const bob = await phones.of(PROVED).answers();
  await slack.channel('general').card('Vendor call').shows('Bob Berg: in the room');
  await forgets(story, 'bob');
  await world.passes(61_000);
  await bob.hangsUp();
  await slack.channel('general').thread('Vendor call').says('Bob Berg joined', 'Bob Berg left');
  await slack.channel('general').thread('Vendor call').saysLike(/^Ended after /u);
  await slack.channel('general').card('Vendor call').shows('Ended', 'Bob Berg: left');
  await world.passes(130_000);
  expect(await rowsWith(world, 'Bob Berg')).toEqual([]);
  expect(await world.database.query('SELECT name, number, state FROM participant')).toEqual([{ name: 'Someone', number: null, state: 'left' }]);
}, { settings: ALONE });

scenario('While the key is changed, who has a number is found by what was written with the previous one', async (story) => {
  const { world } = story;
  await addContact(world, { name: 'Vera Vendor', number: '+14155550199' });
  // The app's first sweep is not cut off.
  await world.settle();
  await world.restartApp({ settings: { ENCRYPTION_KEY: Buffer.alloc(32, 8).toString('base64'), ENCRYPTION_KEYS_PREVIOUS: Buffer.alloc(32, 7).toString('base64') } });
  await forgets(story, 'ada', '/conference forget +1 415 555 0199');
  expect(await rowsWith(world, 'Vera')).toEqual([]);
}, { settings: ALONE });

scenario('The host has herself forgotten: the card, written once more for its cost, and the Home of the others say that somebody started it', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.thread('Review').says('Alice joined', 'Alice left');
  await general.thread('Review').saysLike(/^Ended after /u);
  await general.card('Review').shows('Ended', 'started by @Ina Ito');
  await forgets(story, 'ina');
  expect(await rowsWith(world, people.ina)).toEqual([]);
  await world.passes(5 * 60_000);
  await general.card('Review').shows('started by somebody', 'Cost');
  await world.slack.as('alice').opensHome();
  await world.until(() => world.slack.as('alice').home?.text.includes('started by somebody') === true, () => `Home: ${world.slack.as('alice').home?.text ?? 'nothing'}`);
}, { settings: ALONE });

scenario('A conference in direct messages keeps neither the id of its host nor that of the conversation, and its card is left alone', async (story) => {
  const { phones, world } = story;
  await startConference(world.app.context, {
    teamId: TEAM, channelId: people.ina, hostUserId: people.ina, triggerId: 't1', responseUrl: null, name: 'Alone', invitees: [{ kind: 'slack-user', userId: people.alice }],
  });
  await phones.of('alice').declines();
  const direct = story.slack.as('ina').directMessages;
  await direct.thread('Alone').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await direct.card('Alone').shows('Ended');
  await forgets(story, 'ina');
  await world.passes(5 * 60_000);
  expect(await rowsWith(world, people.ina)).toEqual([]);
  const [row] = await world.database.query('SELECT channel_id, card_channel_id, card_ts, card_lost, host_user_id FROM conference');
  expect(row).toEqual({ channel_id: '', card_channel_id: null, card_ts: null, card_lost: 'host-erased', host_user_id: '' });
  expect(direct.cards).toHaveLength(1);
}, { settings: ALONE });

scenario('Being forgotten gives nobody more calls with codes than the pace allows', async (story) => {
  const { world, phones } = story;
  const form = await opensMyNumber(story, 'bob');
  await asksForCode(form, PROVED);
  await phones.of(PROVED).declines();
  await form.closes();
  await form.closes();
  await forgets(story, 'bob');
  expect(await rowsWith(world, 'a2:')).toEqual([]);
  const again = await opensMyNumber(story, 'bob');
  await asksForCode(again, PROVED);
  again.complains(/^You asked for a call too often\./u);
  await world.restartApp({ afterMs: 24 * 60 * 60_000 });
  await world.passes(60_000);
  expect(await rowsWith(world, people.bob)).toEqual([]);
}, { settings: ALONE });

scenario('Somebody who is just being called is waited for too: their name comes with the next moment', async (story) => {
  const { slack, phones, world } = story;
  const repaired = world.slack.faults.plant({ path: 'users.info', fault: { kind: 'rate-limit', retryAfterSeconds: 20 } });
  await slack.as('ina').types('/conference Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await forgets(story, 'bob');
  repaired();
  await phones.of('bob').declines();
  await slack.channel('general').thread('Review').says('Bob declined', 'Ended: nobody answered. Never joined: Bob (declined).');
  await slack.channel('general').card('Review').shows('Ended');
  await world.passes(130_000);
  expect(await rowsWith(world, 'Bob', people.bob)).toEqual([]);
}, { settings: ALONE });

scenario('What the thread still has to tell is told first, by the name it is about', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').rings();
  await slack.channel('general').card('Review').shows('Bob Berg: ringing');
  world.slack.faults.plant({ path: 'chat.postMessage', body: 'C0GENERAL01', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 30 } });
  await phones.of('bob').declines();
  await slack.channel('general').card('Review').shows('Ended');
  await forgets(story, 'bob');
  await slack.channel('general').thread('Review').says('Bob declined', 'Ended: nobody answered. Never joined: Bob (declined).');
  await world.passes(130_000);
  expect(await rowsWith(world, 'Bob', people.bob)).toEqual([]);
}, { settings: ALONE });

scenario('What the room was told of its end names Ina, and goes when she has herself forgotten', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const alice = await phones.of('alice').answers();
  const ina = await phones.of('ina').answers();
  await alice.hears('This conference ends in one minute. Ina can extend it in Slack.');
  await slack.as('ina').reads('“Review” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');
  await alice.hangsUp();
  await ina.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  const thread = slack.channel('general').thread('Review');
  await thread.says(...thread.lines);
  expect(await world.database.query('SELECT slack_user_id FROM announcement')).toEqual([{ slack_user_id: null }]);
  await forgets(story, 'ina');
  await world.settle();
  expect(await world.database.query('SELECT slack_user_id FROM announcement')).toEqual([]);
}, { settings: { RING_PACE: 'off', MAX_CONFERENCE_MINUTES: '2' } });
