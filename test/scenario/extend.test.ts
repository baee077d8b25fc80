import { expect } from 'vitest';
import { MINUTE } from '../support/alone-story.ts';
import { aliceAndBobAreIn, Hands } from '../support/hands-story.ts';
import { presses } from '../support/press-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Five minutes before its end the room hears it, and whoever may lets it go on. */
const TWELVE_MINUTES = { RING_HOST: 'false', MAX_CONFERENCE_MINUTES: '12' };
const WARNING = 'This conference ends in five minutes. The host can extend it in Slack.';
const LAST_WARNING = 'This conference ends in five minutes.';
const ENDS_SOON = 'Ends in 5 min, for the time limit is reached then. It can be extended on the card';
const ENDS_FOR_GOOD = 'Ends in 5 min, for the time limit is reached then';
const EXTENDED = 'The host extended the conference by 12 min';

/** What only the host reads. */
const offer = (at: string): string => `“Review” ends at ${at} UTC, for its time limit is reached then.`;
/** Ina's hands on the card; what she alone reads has a button of the same name. */
const onTheCard = (story: Story): Hands => new Hands(story, 'ina', 'Review, started by');
const buttons = ({ slack }: Story): readonly string[] => slack.channel('general').cards[0]?.buttons ?? [];
const timesHeard = ({ world }: Story, words: string): number => world.twilio.phone('+14155550101').heard.filter(({ text }) => text === words).length;

async function inTheLastFiveMinutes(story: Story) {
  const began = story.world.clock.now();
  const both = await aliceAndBobAreIn(story);
  await story.world.passes(began + 7 * MINUTE - 1_000 - story.world.clock.now());
  expect(timesHeard(story, WARNING)).toBe(0);
  await both.alice.hears(WARNING);
  await both.bob.hears(WARNING);
  expect(story.world.clock.now() - began).toBeLessThanOrEqual(7 * MINUTE + 1_000);
  await story.slack.as('ina').reads(offer('18:12'), '[Extend by 12 min]');
  await story.slack.channel('general').thread('Review').says('Alice joined', 'Bob joined', ENDS_SOON);
  return { ...both, began };
}

async function endsByTheLimit({ slack }: Story, minutes: number): Promise<void> {
  await slack.channel('general').card('Review').shows(`Ended after ${minutes} min: the time limit was reached`);
  await slack.channel('general').thread('Review').saysLike(new RegExp(`^Ended after ${minutes} min: the time limit was reached\\.`, 'u'));
}

scenario('Nobody extends it: everybody heard when it ends, and then it does', async (story) => {
  const { slack, world } = story;
  const { alice, bob, began } = await inTheLastFiveMinutes(story);
  const card = await slack.channel('general').card('Review').shows('ends at 18:12 UTC');
  expect(card.spoken).toContain('Ends at 18:12 UTC.');
  expect(buttons(story)[0]).toBe('Extend by 12 min');
  await world.passes(4 * MINUTE);
  await alice.isIdle();
  await bob.isIdle();
  expect(world.clock.now() - began).toBeLessThanOrEqual(12 * MINUTE + 1_000);
  expect(timesHeard(story, WARNING)).toBe(1);
  await endsByTheLimit(story, 12);
}, { settings: TWELVE_MINUTES });

scenario('Ina extends it on the card, delivered twice: once, and then it lasts twice as long and no longer', async (story) => {
  const { slack, world } = story;
  const { alice } = await inTheLastFiveMinutes(story);
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await onTheCard(story).presses('Extend by 12 min');
  await slack.as('ina').reads('It was extended already. Before it ends, everybody in it is told again.');
  await slack.channel('general').thread('Review').says(EXTENDED);
  const card = await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  expect([card.text.includes('ends at'), buttons(story).includes('Extend by 12 min')]).toEqual([false, false]);
  await world.passes(11 * MINUTE);
  expect(timesHeard(story, LAST_WARNING)).toBe(0);
  await alice.hears(` ${LAST_WARNING}`);
  // Twice its time is the most: nobody is offered what cannot be.
  await slack.channel('general').thread('Review').says(ENDS_FOR_GOOD);
  await slack.channel('general').card('Review').shows('ends at 18:24 UTC');
  expect(buttons(story)).not.toContain('Extend by 12 min');
  await world.passes(4 * MINUTE);
  await alice.isIdle();
  // It is this app that ends it: Twilio was told of the longest it may last.
  expect([...world.twilio.store.alerts]).toEqual([]);
  await endsByTheLimit(story, 24);
}, { settings: TWELVE_MINUTES });

scenario('Ina takes the offer only she reads, and it is put away', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await inTheLastFiveMinutes(story);
  await presses(world, 'ina', 'extend', offer('18:12'));
  await slack.as('ina').reads('Extended by 12 min.');
  await slack.channel('general').thread('Review').says(EXTENDED);
  await world.passes(2 * MINUTE);
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after 9 min: everyone left');
  await slack.channel('general').thread('Review').saysLike(/^Alice and Bob left$/u, /^Ended after 9 min: everyone left\./u);
}, { settings: TWELVE_MINUTES });

scenario('Bob may not extend it, and pressed too late nobody can', async (story) => {
  const { slack, world } = story;
  const { alice } = await inTheLastFiveMinutes(story);
  await new Hands(story, 'bob').presses('Extend by 12 min');
  await slack.as('bob').reads('Only @Ina Ito, who started it, and admins of this workspace can do that. Whoever is in it can mute themselves and hang up under Details.');
  await world.passes(4 * MINUTE);
  await alice.isIdle();
  await presses(world, 'ina', 'extend', offer('18:12'));
  await slack.as('ina').reads('That conference has ended, so there is nothing to be done in it any more.');
  await endsByTheLimit(story, 12);
}, { settings: TWELVE_MINUTES });

scenario('Where participants control it, Bob extends it, and the thread says that it was he', async (story) => {
  const { alice, bob } = await inTheLastFiveMinutes(story);
  await new Hands(story, 'bob').presses('Extend by 12 min');
  await story.slack.channel('general').thread('Review').says('Bob extended the conference by 12 min');
  await alice.hangsUp();
  await bob.hangsUp();
  await story.slack.channel('general').card('Review').shows('Ended');
  await story.slack.channel('general').thread('Review').saysLike(/^Alice and Bob left$/u, /^Ended after 7 min: everyone left\./u);
}, { settings: { ...TWELVE_MINUTES, CONTROLS: 'participants' } });

scenario('Where the app may not write to the host in the channel, the offer comes to their direct messages', async (story) => {
  const { slack, world } = story;
  world.slack.faults.plant({ path: 'chat.postEphemeral', times: 1, fault: { kind: 'status', status: 200, body: { ok: false, error: 'user_not_in_channel' } } });
  const { alice, bob } = await aliceAndBobAreIn(story);
  await world.passes(7 * MINUTE);
  await slack.as('ina').directMessages.says(offer('18:12'), '[Extend by 12 min]');
  await presses(world, 'ina', 'extend', offer('18:12'));
  await slack.channel('general').thread('Review').says('Alice joined', 'Bob joined', ENDS_SOON, EXTENDED);
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').saysLike(/^Alice and Bob left$/u, /^Ended after 7 min: everyone left\./u);
}, { settings: TWELVE_MINUTES });
