import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { decideHeld } from '../../src/conference/decide-held.ts';
import type { FoundPerson } from '../../src/conference/find-people.ts';
import { whoIsHeld } from '../../src/conference/who-is-held.ts';
import { Hands } from '../support/hands-story.ts';
import { asksToJoin, latestConference } from '../support/join-story.ts';
import { presses } from '../support/press-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';

/** A story begins at 18:00 in London, which is ten in the morning for Ina and Alice, and three at night in Tokyo. */
const TOKYO = { tz: 'Asia/Tokyo' };
const BOB_SLEEPS = { slack: { seed: teamWith({ bob: TOKYO }) } };
const BOB_AND_CAROL_SLEEP = { slack: { seed: teamWith({ bob: TOKYO, carol: TOKYO }) } };
const WITHOUT_HOST = { RING_HOST: 'false' };

const ASKED = ['It is 03:00 for Bob Berg.', '[Ring anyway] [Leave out]'] as const;
const NOBODY_YET = 'Nobody is rung for “Review” yet, and after 10 minutes without a word from you nobody will be.';

/** Ina calls Alice and Bob, for whom it is night: Alice is in the room, and Ina was asked about Bob. */
async function aliceIsInAndBobSleeps({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'The others are being rung for “Review”.', ...ASKED);
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', '🌙 Bob Berg: not rung yet (it is night for them)');
  await slack.channel('general').thread('Review').says('Alice joined');
  await phones.of('bob').neverRings();
  return alice;
}

/** Alice hangs up and that ends it. */
async function aliceLeaves({ slack }: Story, alice: { hangsUp(): Promise<unknown> }, missing: string): Promise<void> {
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after');
  await slack.channel('general').thread('Review').says('Alice left');
  await slack.channel('general').thread('Review').saysLike(new RegExp(`^Ended after .*: everyone left\\. Was in: Alice \\(.*\\)\\. Never joined: ${missing}\\.$`, 'u'));
}

scenario('for Bob it is night: the others are rung, the host is asked, and Ring anyway rings him', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  await presses(world, 'ina', 'Ring anyway');
  await slack.as('ina').reads('For “Review” all is decided.', 'You had Bob Berg rung.');
  const bob = await phones.of('bob').answers();
  await bob.hears('Welcome to Review. You are being connected to the conference.');
  await slack.channel('general').card('Review').shows('Bob Berg: in the room');
  await slack.channel('general').thread('Review').says('The host had Bob rung', 'Bob joined');
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').says('Alice and Bob left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after/u);
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('left out, Bob is never rung, and card, thread and host say whose decision it was', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.', 'The others are being rung for “Review”.', ...ASKED);
  await presses(world, 'ina', 'Leave out');
  await slack.as('ina').reads('For “Review” all is decided.', 'You left Bob Berg out.');
  await phones.of('alice').isBusy();
  await phones.of('ina').isBusy();
  await slack.channel('general').card('Review').shows('🚫 Bob Berg: not rung (It was 03:00 for them, and the host left them out)');
  await slack.channel('general').thread('Review').says(
    'Ina left Bob out', "Alice's line was busy", "Ina's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy), Bob (not rung) and Ina (line busy).');
  await phones.of('bob').neverRings();
}, BOB_SLEEPS);

scenario('a press counts once: pressed twice at the same time, delivered twice, or pressed again after a restart', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  await world.restartApp();
  const as = world.slack.as('ina');
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await Promise.all([as.presses('Ring anyway'), as.presses('Leave out')]);
  await world.settle();
  // Whichever came first, it alone counts.
  if (phones.callsTo('bob') > 0) {
    await slack.as('ina').reads('For “Review” all is decided.', 'You had Bob Berg rung.');
    await phones.of('bob').isBusy();
    await slack.channel('general').thread('Review').says('The host had Bob rung', "Bob's line was busy");
    await aliceLeaves(story, alice, 'Bob \\(line busy\\)');
    expect(phones.callsTo('bob')).toBe(1);
  } else {
    await slack.as('ina').reads('For “Review” all is decided.', 'You left Bob Berg out.');
    await slack.channel('general').thread('Review').says('The host left Bob out');
    await aliceLeaves(story, alice, 'Bob \\(not rung\\)');
    await phones.of('bob').neverRings();
  }
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('pressed when the conference is over, the message says so and nobody is rung', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  await aliceLeaves(story, alice, 'Bob \\(not rung, the conference ended first\\)');
  await slack.channel('general').card('Review').shows('Bob Berg: not rung, the conference ended first');
  await presses(world, 'ina', 'Ring anyway');
  await slack.as('ina').reads('“Review” has ended.', 'Bob Berg was not rung.');
  await phones.of('bob').neverRings();
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('with everybody asleep but the host nobody is rung; the first who is brings the host along', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @bob @carol');
  await slack.as('ina').reads(
    'Ringing @Bob Berg and @Carol Cruz, and you.', NOBODY_YET, ...ASKED, 'It is 03:00 for Carol Cruz.', '[Ring all 2 anyway] [Leave all 2 out]');
  await slack.channel('general').card('Review').shows('Not rung yet', '⏳ Ina Ito: rung as soon as somebody else is', '🌙 Bob Berg', '🌙 Carol Cruz');
  await world.passes(120_000);
  await phones.of('ina').neverRings();
  await presses(world, 'ina', 'Ring anyway');
  await slack.as('ina').reads('The others are being rung for “Review”.', 'You had Bob Berg rung.');
  await phones.of('bob').isBusy();
  await phones.of('ina').isBusy();
  await slack.channel('general').thread('Review').says(
    'Ina had Bob rung', "Bob's line was busy", "Ina's line was busy",
    'Ended: nobody answered. Never joined: Bob (line busy), Carol (not rung, the conference ended first) and Ina (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
  await phones.of('carol').neverRings();
}, BOB_AND_CAROL_SLEEP);

scenario('a host who waits for somebody to talk to takes themselves out: when the others are rung, they are not', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @bob @carol');
  await slack.as('ina').reads(
    'Ringing @Bob Berg and @Carol Cruz, and you.', NOBODY_YET, ...ASKED, 'It is 03:00 for Carol Cruz.', '[Ring all 2 anyway] [Leave all 2 out]');
  const ina = await new Hands(story, 'ina').opensDetails();
  const [takesOut = ''] = ina.menuOf('Ina Ito');
  await ina.chooses('Ina Ito', takesOut);
  await ina.sees('⚪ Ina Ito: removed');
  await presses(world, 'ina', 'Ring anyway');
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Ended: nobody answered', 'Ina Ito: removed');
  await phones.of('ina').neverRings();
  await phones.of('carol').neverRings();
  await slack.as('ina').reads('The others are being rung for “Review”.', 'You had Bob Berg rung.');
  const thread = slack.channel('general').thread('Review');
  await thread.says(...thread.lines);
}, BOB_AND_CAROL_SLEEP);

scenario('all are rung by one press', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @bob @carol');
  await slack.as('ina').reads('Ringing @Bob Berg and @Carol Cruz.');
  await presses(world, 'ina', 'Ring all 2 anyway');
  await slack.as('ina').reads('For “Review” all is decided.', 'You had Bob Berg rung.', 'You had Carol Cruz rung.');
  await phones.of('bob').isBusy();
  await phones.of('carol').isBusy();
  await slack.channel('general').thread('Review').says(
    'The host had Bob and Carol rung', "Bob's line was busy", "Carol's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy) and Carol (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}, { ...BOB_AND_CAROL_SLEEP, settings: WITHOUT_HOST });

scenario('when nobody says anything for ten minutes and nobody was rung, they are left out, and the host reads it; a press is too late then', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg, and you.', NOBODY_YET, ...ASKED);
  await slack.channel('general').card('Review').shows('Not rung yet');
  await world.passes(9.9 * 60_000);
  await slack.channel('general').card('Review').shows('Not rung yet');
  await world.passes(12_000);
  await slack.channel('general').card('Review').shows('Ended: everybody was left out');
  await slack.as('ina').reads(
    '“Review” came to nothing, for nobody was rung:', '• Bob Berg: It was 03:00 for them, and nobody said in time whether to ring them anyway.',
    '• You: Nobody else can be rung, so your phone was left alone.');
  await slack.channel('general').thread('Review').says('Nobody said whether to ring Bob', 'Ended: everybody was left out. Never joined: Bob (not rung) and Ina (not rung).');
  await presses(world, 'ina', 'Ring anyway');
  await slack.as('ina').reads('“Review” has ended.', 'Bob Berg was left out, for nobody said anything.');
  await Promise.all([phones.of('bob').neverRings(), phones.of('ina').neverRings()]);
}, BOB_SLEEPS);

scenario('whoever is held and asks to be rung themselves is rung', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  expect(await asksToJoin(world, 'bob')).toMatchObject({ kind: 'rung' });
  await phones.of('bob').isBusy();
  await slack.channel('general').thread('Review').says('Bob asked to be rung', "Bob's line was busy");
  await presses(world, 'ina', 'Leave out');
  await slack.as('ina').reads('For “Review” all is decided.', 'Bob Berg asked to be rung.');
  await aliceLeaves(story, alice, 'Bob \\(line busy\\)');
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('Do Not Disturb in Slack holds somebody too', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @emil');
  await slack.as('ina').reads(
    'Ringing @Alice Ames and @Emil Ernst.', 'The others are being rung for “Review”.', 'It is 19:00 for Emil Ernst, who has Do Not Disturb on in Slack.', '[Ring anyway] [Leave out]');
  await slack.channel('general').card('Review').shows('🌙 Emil Ernst: not rung yet (Do Not Disturb is on in Slack)');
  await presses(world, 'ina', 'Leave out');
  await slack.as('ina').reads('For “Review” all is decided.', 'You left Emil Ernst out.');
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says('The host left Emil out', "Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Emil (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
  await phones.of('emil').neverRings();
}, { settings: WITHOUT_HOST, slack: { seed: teamWith({ emil: { dnd: { from: '18:00', to: '23:00' } } }) } });

/** Alice and Bob are rung at once and are busy. */
async function bothAreRungAtOnce({ slack, phones }: Story, ...also: string[]): Promise<void> {
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', ...also);
  await phones.of('bob').isBusy();
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says("Bob's line was busy", "Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Bob (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}

for (const typed of ['urgent: Review @alice @bob', 'Urgent: Review @alice @bob']) {
  scenario(`"${typed}" rings at any hour`, async (story) => {
    await story.slack.as('ina').types(`/conference ${typed}`);
    await bothAreRungAtOnce(story);
  }, { ...BOB_SLEEPS, settings: WITHOUT_HOST });
}

scenario('QUIET_HOURS=off rings at any hour', async (story) => {
  await story.slack.as('ina').types('/conference Review @alice @bob');
  await bothAreRungAtOnce(story);
}, { ...BOB_SLEEPS, settings: { ...WITHOUT_HOST, QUIET_HOURS: 'off' } });

scenario('when it is night for the host too, everybody is rung', async (story) => {
  await story.slack.as('ina').types('/conference Review @alice @bob');
  await bothAreRungAtOnce(story);
}, { slack: { seed: teamWith({ bob: TOKYO, ina: TOKYO }) }, settings: WITHOUT_HOST });

scenario('hours somebody chose themselves count before the setting: "off" is rung at night', async (story) => {
  await story.world.app.context.peopleSettings.change(story.world.slack.world.team.id, people.bob, { quietHours: 'off' });
  await story.slack.as('ina').types('/conference Review @alice @bob');
  await bothAreRungAtOnce(story);
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

for (const { called, fault } of [
  { called: 'refuses', fault: { kind: 'status', status: 200, body: { ok: false, error: 'missing_scope' } } },
  { called: 'limits', fault: { kind: 'rate-limit', retryAfterSeconds: 300 } },
  { called: 'is out of order on', fault: { kind: 'status', status: 503 } },
] as const) {
  scenario(`a Slack that ${called} the question about Do Not Disturb holds up nobody's phone`, async (story) => {
    story.world.slack.faults.plant({ path: 'dnd.teamInfo', times: 1, fault });
    const started = story.world.clock.now();
    await story.slack.as('ina').types('/conference Review @alice @bob');
    await story.phones.of('alice').rings();
    expect(story.world.clock.now() - started).toBeLessThanOrEqual(2_000);
    await bothAreRungAtOnce(story);
  }, { settings: WITHOUT_HOST });
}

scenario('a Slack that never answers the question about Do Not Disturb is waited for a second', async ({ world }) => {
  const asked = Promise.withResolvers<void>();
  const { context } = world.app;
  const doNotDisturb = (): Promise<never> => {
    asked.resolve();
    return new Promise(() => undefined);
  };
  const watch = { conference: { id: 'c1', teamId: world.slack.world.team.id, hostUserId: people.ina }, urgent: false };
  const alice: FoundPerson = {
    key: people.alice, slackUserId: people.alice, fullName: 'Alice Ames', firstName: 'Alice', number: null, numberSource: null, secondNumber: null,
    timeZone: 'America/Los_Angeles', quietHours: null, isHost: false, addedAsHost: false, notCalled: null,
  };
  const held = whoIsHeld({ ...context, directory: { ...context.directory, doNotDisturb } }, watch, [alice]);
  await asked.promise;
  await world.clock.tick(1_000);
  expect(await held).toEqual(new Map());
});

scenario('where the command can be answered no more the host is asked in direct messages, and the message there becomes what came of it', async (story) => {
  const { slack, phones, world } = story;
  world.slack.faults.plant({ path: '/commands/', fault: { kind: 'status', status: 404 } });
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await slack.as('ina').directMessages.card('others').shows('It is 03:00 for Bob Berg.');
  await slack.as('ina').directMessages.says('The others are being rung for “Review”.', ...ASKED);
  await presses(world, 'ina', 'Leave out');
  await slack.as('ina').directMessages.says('For “Review” all is decided.', 'You left Bob Berg out.');
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says('The host left Bob out', "Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Bob (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('nobody but the host decides, and nobody of another workspace finds the conference', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  const conferenceId = await latestConference(world);
  const says = (userId: string, teamId = world.slack.world.team.id) => decideHeld(world.app.context, { teamId, userId, conferenceId, participantId: null, decision: 'ring' });
  expect(await says(people.alice)).toEqual({ kind: 'not-the-host', hostUserId: people.ina });
  expect(await says(people.ina, 'T0ANOTHER01')).toEqual({ kind: 'unknown' });
  await world.settle();
  await phones.of('bob').neverRings();
  await aliceLeaves(story, alice, 'Bob \\(not rung, the conference ended first\\)');
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });

scenario('a press that cannot be stored changes nothing and says so, and the next one counts', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsInAndBobSleeps(story);
  world.log.expects('What the host decided could not be stored');
  await world.database.query('ALTER TABLE participant RENAME TO participant_away');
  await presses(world, 'ina', 'Leave out');
  await world.database.query('ALTER TABLE participant_away RENAME TO participant');
  await slack.as('ina').reads('Nothing was changed: I cannot reach my database just now. Please press again in a moment.');
  await presses(world, 'ina', 'Leave out');
  await slack.as('ina').reads('For “Review” all is decided.', 'You left Bob Berg out.');
  await slack.channel('general').thread('Review').says('The host left Bob out');
  await aliceLeaves(story, alice, 'Bob \\(not rung\\)');
  await phones.of('bob').neverRings();
}, { ...BOB_SLEEPS, settings: WITHOUT_HOST });
