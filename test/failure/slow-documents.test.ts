import { expect, onTestFinished, vi } from 'vitest';
import { aliceAndBobAreIn, threadSays } from '../support/hands-story.ts';
import { asksForCode, opensMyNumber } from '../support/number-story.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { signedPost } from '../support/signed-post.ts';

/** The database hangs while a phone waits for what to hear: Twilio gives up after 15 s, and says "an application error has occurred" or drops the call. */
const ALICE_ALONE = { RING_HOST: 'false' };
const PATIENCE_MS = 8_000;
const WELCOME = 'Welcome to Project Review. You are being connected to the conference.';

/** Something that is asked of the database, which answers nobody before it recovers. */
function hangingDatabase() {
  const [asked, back] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  onTestFinished(() => void vi.restoreAllMocks());
  return {
    asked: asked.promise,
    recovers: () => back.resolve(),
    answers: (): Promise<void> => {
      asked.resolve();
      return back.promise;
    },
  };
}

/** Whatever is read of conferences hangs. */
function hangWhenRead({ world }: Story) {
  const { store } = world.app.context;
  const [database, usual] = [hangingDatabase(), { ...store }];
  vi.spyOn(store, 'read').mockImplementation(async (id) => {
    await database.answers();
    return usual.read(id);
  });
  return database;
}

async function aliceIsRung({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  return phones.of('alice').rings();
}

async function aliceHangsUp({ slack, phones }: Story): Promise<void> {
  await phones.of('alice').hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').says('Alice joined', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after/u);
}

scenario('It hangs when Alice answers: after 8 s she is asked for a moment, and is in the room once it is back', async (story) => {
  const { world } = story;
  world.log.expects('The conference of an answered call cannot be read');
  const alice = await aliceIsRung(story);
  const database = hangWhenRead(story);
  const answering = world.twilio.phone(NUMBERS.alice).answers();
  await database.asked;
  await world.clock.tick(PATIENCE_MS);
  database.recovers();
  await answering;
  await alice.hears('One moment, please.');
  await alice.hears(WELCOME);
  await aliceHangsUp(story);
}, { settings: ALICE_ALONE });

scenario('It hangs when who is being rung is to be said: after 8 s the first one in hears music, and stays', async (story) => {
  const { world } = story;
  world.log.expects('Who is being rung cannot be read');
  const alice = await aliceIsRung(story);
  await alice.answers();
  await alice.hears(WELCOME);
  const [call] = await world.database.query('SELECT id, conference_id AS room FROM call');
  const database = hangWhenRead(story);
  const asking = signedPost(world, `/api/conference/wait/${String(call?.['room'])}?call=${String(call?.['id'])}`);
  await database.asked;
  await world.clock.tick(PATIENCE_MS);
  database.recovers();
  const { status, body } = await asking;
  expect([status, body]).toEqual([200, expect.stringContaining('<Play')]);
  expect(body).not.toContain('<Say');
  await aliceHangsUp(story);
}, { settings: ALICE_ALONE });

scenario('It hangs when Bob, who was taken for a machine, presses 1: he is asked for a moment, and is in once it is stored', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The conference of an answered call cannot be read');
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers('machine_start');
  await bob.hears('Press 1 to join.');
  const { store } = world.app.context;
  const [database, usual] = [hangingDatabase(), { ...store }];
  vi.spyOn(store, 'change').mockImplementation(async (id, decide) => {
    await database.answers();
    return usual.change(id, decide);
  });
  const pressing = world.twilio.phone(NUMBERS.bob).presses('1');
  await database.asked;
  await world.clock.tick(PATIENCE_MS);
  database.recovers();
  await pressing;
  await bob.hears('One moment, please.');
  await slack.channel('general').card('Project Review').shows('Bob Berg: in the room');
  await bob.hangsUp();
  await alice.hangsUp();
  const thread = slack.channel('general').thread('Project Review');
  await thread.says('Alice joined', 'Bob joined', "Bob's phone sounds like voicemail: whoever is there is asked to press 1", 'Bob pressed 1 and is in the room', 'Bob and Alice left');
  await thread.saysLike(/^Ended after/u);
}, { settings: ALICE_ALONE });

scenario('It hangs when a code is to be said: after 8 s whoever answers is asked for a moment, and hears it once it is back', async (story) => {
  const { phones, world } = story;
  world.log.expects('The code of an answered call cannot be read');
  await asksForCode(await opensMyNumber(story, 'alice'), '+14155550188');
  const phone = await phones.of('+14155550188').rings();
  const { numberProofs } = world.app.context;
  const [database, usual] = [hangingDatabase(), { ...numberProofs }];
  vi.spyOn(numberProofs, 'codeToSpeak').mockImplementation(async (proofId) => {
    await database.answers();
    return usual.codeToSpeak(proofId);
  });
  const answering = world.twilio.phone('+14155550188').answers();
  await database.asked;
  await world.clock.tick(PATIENCE_MS);
  database.recovers();
  await answering;
  await phone.hears('One moment, please.');
  await phone.hears('Once more: ');
  await phone.hangsUp();
}, { settings: ALICE_ALONE });

scenario('It hangs when something is to be announced: after 8 s nothing is said, and nobody in the room hears of it', async (story) => {
  const { world } = story;
  world.log.expects('An announcement cannot be read');
  const { alice, bob } = await aliceAndBobAreIn(story);
  const database = hangingDatabase();
  vi.spyOn(world.app.context.announcements, 'fetchText').mockImplementation(async () => {
    await database.answers();
    return 'We begin.';
  });
  const asking = signedPost(world, '/api/conference/announcement/a1');
  await database.asked;
  await world.clock.tick(PATIENCE_MS);
  database.recovers();
  const { status, body } = await asking;
  expect([status, body]).toEqual([200, expect.stringMatching(/<Response\/>$/u)]);
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story);
}, { settings: ALICE_ALONE });
