import { expect } from 'vitest';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { ConferenceStore } from '../../src/conference/ports.ts';
import { withOther } from '../support/another-side.ts';
import { ToldHome } from '../support/home-story.ts';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** The button Join: what whoever presses it hears and reads. What it does is told in join.test.ts. */
const WITHOUT_HOST = { RING_HOST: 'false' };

/** Ina has Alice (who is in the room) and Dora rung, whose number nobody knows. */
async function aliceIsIn({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice @dora');
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Review”:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  return alice;
}

/** Everything the thread says, told at the end of stories that are about something else. */
async function threadIsTold({ slack }: Story): Promise<void> {
  const thread = slack.channel('general').thread('Review');
  await thread.saysLike(/^Ended after/);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended after')));
  await slack.channel('general').card('Review').shows('Ended');
}

const homeOf = ({ world }: Story, who: string) => new ToldHome(world, who).opens();

/** A message of the app's with the button, as a card has it. */
async function postsJoin({ slack }: World, channel: string, conferenceId: string): Promise<void> {
  const { world } = slack;
  const blocks: KnownBlock[] = [{ type: 'actions', elements: [{ type: 'button', action_id: 'join', value: conferenceId, text: { type: 'plain_text', text: 'Join' } }] }];
  await new WebClient(world.settings.botToken, { slackApiUrl: slack.apiUrl }).chat.postMessage({ channel, text: 'A way in', blocks });
}

async function theConference({ database }: World): Promise<string> {
  const [row] = await database.query('SELECT id FROM conference');
  return String(row?.['id']);
}

scenario('Ina presses Join at her Home, her phone rings, and the Home shows her in the room', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'ina');
  expect(home.buttons).toContain('Join');
  await home.presses('Join');
  const ina = await phones.of('ina').answers();
  await ina.hears('Welcome to Review.');
  await home.shows('In the room: Alice Ames and Ina Ito.');
  expect(home.buttons).not.toContain('Join');
  expect(world.slack.as('ina').modal).toBeUndefined();
  await ina.hangsUp();
  await home.shows('Left: Ina Ito.');
  expect(home.buttons).toContain('Join');
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Dora, whose number nobody knows, reads at her Home how she can come in', async (story) => {
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'dora');
  await home.presses('Join');
  await new ModalStory(story, 'dora').says('I know no phone number of yours, so I cannot ring you. Press “My number” to set one, and then Join again.');
  expect(home.buttons).toContain('My number');
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Pressed on a message, the same is said beside it, for her alone and with the button', async (story) => {
  const { slack, world } = story;
  const alice = await aliceIsIn(story);
  await postsJoin(world, 'C0GENERAL01', await theConference(world));
  await world.slack.as('dora').presses('Join', 'A way in');
  await slack.as('dora').reads('I know no phone number of yours, so I cannot ring you. Press “My number” to set one, and then Join again.', '[My number]');
  await alice.hangsUp();
  await slack.channel('general').card('A way in').shows('[Join]');
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Frida of another organisation presses Join in the channel she shares with us, and is refused', async (story) => {
  const { slack, world } = story;
  const alice = await aliceIsIn(story);
  await postsJoin(world, 'C0SHARED001', await theConference(world));
  await world.slack.as('frida').in('shared').presses('Join', 'A way in');
  await slack.as('frida').reads('I ring only people of the workspace this app is installed in. Whoever started the conference can add your number.');
  await alice.hangsUp();
  await slack.channel('shared').card('A way in').shows('[Join]');
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('A conference of another workspace is none one could join', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsIn(story);
  await world.database.query("UPDATE conference SET team_id = 'T0OTHERS001'");
  await postsJoin(world, 'C0GENERAL01', await theConference(world));
  await world.slack.as('ada').presses('Join', 'A way in');
  await slack.as('ada').reads('That conference is not there any more, so your phone is not rung.');
  expect(phones.callsTo('ada')).toBe(0);
  await world.database.query("UPDATE conference SET team_id = 'T0SANDBOX01'");
  await alice.hangsUp();
  await slack.channel('general').card('A way in').shows('[Join]');
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Pressed too late, at a Home that was not written anew in time, it says that the conference has ended', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'ina');
  world.slack.faults.plant({ path: 'views.publish', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 60 } });
  await alice.hangsUp();
  await threadIsTold(story);
  await home.presses('Join');
  await new ModalStory(story, 'ina').says('That conference has ended, so your phone is not rung. Start a new one with /conference.');
  expect(phones.callsTo('ina')).toBe(0);
}, { settings: WITHOUT_HOST });

scenario('A press Slack delivers twice rings once', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'ina');
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await home.presses('Join');
  const ina = await phones.of('ina').answers();
  expect(world.slack.as('ina').modal).toBeUndefined();
  expect(phones.callsTo('ina')).toBe(1);
  await ina.hangsUp();
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('The database is away while Ina presses Join, and she reads that her phone is not rung', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'ina');
  world.log.expects('Somebody pressed Join and it could not be stored');
  const store: ConferenceStore = { ...world.app.context.store, read: () => Promise.reject(new Error('the database is away')) };
  await withOther(world, { store }, async () => {
    await home.presses('Join');
    await new ModalStory(story, 'ina').says('I cannot reach my database just now, so your phone is not rung. Press Join again in a moment.');
  });
  expect(phones.callsTo('ina')).toBe(0);
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('The database takes its time: Ina reads that it is being noted down, and her phone rings when it is', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story);
  const home = await homeOf(story, 'ina');
  const answered = Promise.withResolvers<void>();
  const { store } = world.app.context;
  const slow: ConferenceStore = { ...store, read: async (id) => (await answered.promise, store.read(id)) };
  await withOther(world, { store: slow }, async () => {
    const pressing = home.presses('Join');
    await world.until(() => world.slack.as('ina').modal !== undefined, 'Ina is told something', 2_500).finally(() => answered.resolve());
    await pressing;
    await new ModalStory(story, 'ina').says('I am noting it down, which takes longer than usual just now. If your phone does not ring within a minute, press Join again.');
  });
  const ina = await phones.of('ina').answers();
  await ina.hangsUp();
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });
