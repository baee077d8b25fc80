import { expect } from 'vitest';
import { aliceIsAlone, MINUTE, WELCOME } from '../support/alone-story.ts';
import { aliceAndBobAreIn } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** Ends that are due, while jobs are lost, processes die and Twilio does not answer. */
const TWO_MINUTES = { RING_HOST: 'false', ALONE_MINUTES: '2' };
const ALONE = 'You are alone in Review. The conference ends now. Goodbye.';

async function endedAlone({ slack }: Story): Promise<void> {
  const general = slack.channel('general');
  await general.card('Review').shows('only Alice was left');
  await general.thread('Review').says('Alice joined', "Bob's line was busy");
  await general.thread('Review').saysLike(/^Ended after [23] min: only Alice was left\./u);
  expect(general.thread('Review').lines.filter((line) => line.startsWith('Ended'))).toHaveLength(1);
}

scenario('The job that was to end it is lost: the sweep finds that Alice is alone', async (story) => {
  const { world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.database.query(`DELETE FROM pgboss.job WHERE name = 'end-when-alone'`);
  await alice.hears(ALONE);
  await alice.isIdle();
  await endedAlone(story);
}, { settings: TWO_MINUTES });

scenario('The app is away when it is time, and ends it when it is back; Alice hears why', async (story) => {
  const { world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.passes(MINUTE + 30_000);
  await world.restartApp({ afterMs: 90_000 });
  await alice.hears(ALONE);
  await alice.isIdle();
  await endedAlone(story);
}, { settings: TWO_MINUTES });

scenario('The job comes twice, and Alice is told once', async (story) => {
  const { world } = story;
  const { alice } = await aliceIsAlone(story);
  await world.database.query(`INSERT INTO pgboss.job (name, data, start_after, policy) SELECT name, data, start_after, 'standard' FROM pgboss.job WHERE name = 'end-when-alone'`);
  await alice.hears(ALONE);
  await alice.hearsOnly(WELCOME, 'You are the first. Bob is being rung.', ALONE);
  await alice.isIdle();
  await endedAlone(story);
}, { settings: TWO_MINUTES });

scenario('Twilio is out of order when she is to be told, and Alice hangs up meanwhile: Twilio is not asked any more', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  const { alice } = await aliceIsAlone(story);
  world.twilio.faults.plant({ path: '/Calls/', method: 'POST', times: 2, fault: { kind: 'status', status: 503 } });
  await slack.channel('general').card('Review').shows('only Alice was left');
  await alice.hangsUp();
  await world.passes(MINUTE);
  expect(twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.includes('/Calls/'))).toHaveLength(2);
  await endedAlone(story);
}, { settings: TWO_MINUTES });

scenario('Twilio does not let her be told: she is hung up on all the same, within a minute', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  const { alice } = await aliceIsAlone(story);
  world.twilio.faults.plant({ path: '/Calls/', method: 'POST', body: '"Url"', fault: { kind: 'status', status: 503 } });
  await slack.channel('general').card('Review').shows('only Alice was left');
  await world.passes(MINUTE);
  await alice.isIdle();
  await alice.hearsOnly(WELCOME, 'You are the first. Bob is being rung.');
  await endedAlone(story);
}, { settings: TWO_MINUTES });

scenario('The job that was to warn of the end is lost: the sweep finds it, and everybody is warned in time', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  await world.database.query(`DELETE FROM pgboss.job WHERE name = 'watch-limit'`);
  await alice.hears('This conference ends in one minute. The host can extend it in Slack.');
  await bob.hears('This conference ends in one minute.');
  await slack.as('ina').reads('“Review” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');
  await alice.isIdle();
  await slack.channel('general').card('Review').shows('Ended after 2 min: the time limit was reached');
  await slack.channel('general').thread('Review').says('Alice joined', 'Bob joined', 'Ends in 1 min, for the time limit is reached then. It can be extended on the card');
  await slack.channel('general').thread('Review').saysLike(/^Ended after 2 min/u);
}, { settings: { RING_HOST: 'false', MAX_CONFERENCE_MINUTES: '2' } });

scenario('The answer to the warning is lost: it is said once, and not at all once it was extended', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  const { alice, bob } = await aliceAndBobAreIn(story);
  world.twilio.faults.plant({ path: '/Conferences/', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
  await alice.hears('This conference ends in one minute.');
  await slack.as('ina').reads('“Review” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');
  await world.passes(10_000);
  expect(world.twilio.phone('+14155550101').heard.filter(({ text }) => text.startsWith('This conference ends'))).toHaveLength(1);
  await world.slack.as('ina').presses('extend');
  await world.settle();
  await slack.as('ina').reads('Extended by 2 min.');
  world.twilio.faults.plant({ path: '/Conferences/', method: 'POST', times: 3, fault: { kind: 'status', status: 503 } });
  await slack.channel('general').thread('Review').says('Alice joined', 'Bob joined', 'The host extended the conference by 2 min', 'Ends in 1 min, for the time limit is reached then. It can be extended on the card');
  await slack.channel('general').thread('Review').says('Ends in 1 min, for the time limit is reached then');
  await bob.isIdle();
  expect(world.twilio.phone('+14155550101').heard.filter(({ text }) => text.startsWith('This conference ends'))).toHaveLength(2);
  await slack.channel('general').card('Review').shows('Ended after 4 min: the time limit was reached');
  await slack.channel('general').thread('Review').saysLike(/^Ended after 4 min/u);
}, { settings: { RING_HOST: 'false', MAX_CONFERENCE_MINUTES: '2' } });
