import { expect } from 'vitest';
import { aliceAndBobAreIn, cardShowsSoon, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** What the host does to all who are in it, on the card. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const SENTENCE = 'What everybody in the room is to hear';

async function bothLeave({ alice, bob }: Awaited<ReturnType<typeof aliceAndBobAreIn>>): Promise<void> {
  await alice.hangsUp();
  await bob.hangsUp();
}

/** What Twilio was asked to do to rooms and those in them. */
function reaches({ world }: Story): object[] {
  return twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.includes('/Conferences/')).map(({ form }) => form);
}

scenario('Ina mutes all; the thread says so once, and pressed again there is nothing to do', async (story) => {
  const both = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Mute all');
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, muted', 'Bob Berg: in the room, muted');
  await ina.choosesOnCard('Mute all');
  await story.slack.as('ina').reads('Everybody else in the room is muted already.');
  expect(reaches(story)).toEqual([{ Muted: 'true' }, { Muted: 'true' }]);
  await bothLeave(both);
  await threadSays(story, 'The host muted everyone');
  expect(story.slack.channel('general').thread('Review').lines.filter((line) => line.includes('muted'))).toHaveLength(1);
}, { settings: WITHOUT_HOST });

scenario('Ina, who is in it herself, mutes everyone else', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const ina = await phones.of('ina').answers();
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Ina Ito: in the room');
  await new Hands(story, 'ina').choosesOnCard('Mute all');
  const card = await slack.channel('general').card('Review').shows('Alice Ames: in the room, muted');
  expect(card.text).not.toContain('Ina Ito: in the room, muted');
  await alice.hangsUp();
  await ina.hangsUp();
  await threadSays(story, 'Ina muted everyone');
});

scenario('Ina announces a sentence, everybody in the room hears it once, and the thread keeps it', async (story) => {
  const both = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Announce');
  story.world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await ina.form.submits({ [SENTENCE]: 'We begin in two minutes & <talk>.' });
  ina.form.isClosed();
  await both.alice.hears('We begin in two minutes & <talk>.');
  await both.bob.hears('We begin in two minutes & <talk>.');
  expect(reaches(story)).toHaveLength(1);
  await bothLeave(both);
  await threadSays(story, 'The host announced: “We begin in two minutes & <talk>.”');
}, { settings: WITHOUT_HOST });

scenario('An announcement whose answer from Twilio is lost is said once', async (story) => {
  const both = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Announce');
  story.world.log.expects('The job failed and is tried again');
  story.world.twilio.faults.plant({ path: '/Conferences/', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
  await ina.form.submits({ [SENTENCE]: 'We begin.' });
  await both.alice.hears('We begin.');
  await story.world.passes(10_000);
  await both.alice.hearsOnly('Welcome to Review. You are being connected to the conference.', 'You are the first. Bob is being rung.', 'We begin.');
  await bothLeave(both);
  await threadSays(story, 'The host announced: “We begin.”');
}, { settings: WITHOUT_HOST });

scenario('With nobody in the room, nothing is announced and nobody muted', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').rings();
  await slack.channel('general').card('Review').shows('Alice Ames: ringing');
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Mute all');
  await slack.as('ina').reads('Nobody else is in the room.');
  await ina.choosesOnCard('Announce');
  await ina.form.submits({ [SENTENCE]: 'Is anybody there?' });
  await ina.sees('Nobody is in the room. Nobody would hear it.');
  await ina.form.closes();
  await alice.isBusy();
  await threadSays(story, "Alice's line was busy");
}, { settings: WITHOUT_HOST });

scenario('Ina has the missing rung again: who did not come in, and not who left', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Review @alice @bob @carol @emil');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg, @Carol Cruz and @Emil Ernst.');
  const alice = await phones.of('alice').answers();
  const emil = await phones.of('emil').answers();
  await phones.of('bob').isBusy();
  await phones.of('carol').isUnreachable();
  await emil.hangsUp();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy', 'Carol Cruz: could not be reached', 'Emil Ernst: left');
  story.world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await new Hands(story, 'ina').choosesOnCard('Ring the missing');
  await cardShowsSoon(story, 'Review', 'Bob Berg: ringing');
  const bob = await phones.of('bob').answers();
  await phones.of('carol').isBusy();
  expect([phones.callsTo('bob'), phones.callsTo('carol'), phones.callsTo('emil'), phones.callsTo('alice')]).toEqual([2, 2, 1, 1]);
  await slack.channel('general').card('Review').shows('Bob Berg: in the room');
  await new Hands(story, 'ina').choosesOnCard('Ring the missing');
  const again = await phones.of('carol').answers();
  await slack.channel('general').card('Review').shows('Carol Cruz: in the room');
  await new Hands(story, 'ina').choosesOnCard('Ring the missing');
  await slack.as('ina').reads('Nobody is missing: everybody who was rung is in the room, was in it, was taken out, or is being rung.');
  await bob.hangsUp();
  await again.hangsUp();
  await alice.hangsUp();
  await threadSays(story, 'The host had Bob and Carol rung again', 'The host had Carol rung again');
}, { settings: { ...WITHOUT_HOST, QUIET_HOURS: 'off', RING_PACE: 'false' } });

scenario('Ina ends it for everyone: phones are hung up, the card says that she did, and after that nothing can be done', async (story) => {
  const { slack } = story;
  const both = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.presses('End for all');
  await both.alice.isIdle();
  await both.bob.isIdle();
  await cardShowsSoon(story, 'Review', 'Ended by @Ina Ito after');
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('That conference has ended, so there is nothing to be done in it any more.', 'Bob Berg: left');
  expect(ina.menuOf('Bob Berg')).toEqual([]);
  const { lines } = slack.channel('general').thread('Review');
  expect(lines.at(-1)).toMatch(/^The host ended the conference for everyone after \d s\. Was in: Alice \(\d s\) and Bob \(\d s\)\.$/u);
  await threadSays(story);
}, { settings: WITHOUT_HOST });

scenario('Pressed too late, beside a card that shows buttons still: the conference has ended', async (story) => {
  const { slack, world } = story;
  const both = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  // Slack is slow to take the last card.
  world.log.expects('The job failed and is tried again');
  world.slack.faults.plant({ path: 'chat.update', times: 1, fault: { kind: 'status', status: 503 } });
  await ina.presses('End for all');
  await ina.presses('End for all');
  await ina.choosesOnCard('Mute all');
  await slack.as('ina').reads('That conference has ended, so there is nothing to be done in it any more.', 'That conference has ended, so there is nothing to be done in it any more.');
  await both.bob.isIdle();
  await threadSays(story);
}, { settings: WITHOUT_HOST });

scenario('Ended for everyone while Twilio has yet to answer for a call: it is hung up as soon as it is known', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('Twilio did not say what became of a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').rings();
  await slack.channel('general').card('Review').shows('Alice Ames');
  await new Hands(story, 'ina').presses('End for all');
  await slack.channel('general').card('Review').shows('Ended by @Ina Ito');
  await alice.isIdle();
  expect(phones.callsTo('alice')).toBe(1);
  await threadSays(story);
}, { settings: WITHOUT_HOST });

scenario('Ina adds Carol and a number nobody knows to a conference that goes on', async (story) => {
  const { slack, phones, world } = story;
  const both = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  await ina.presses('Add people');
  await ina.form.submits({ 'Other phone numbers': 'no number' });
  expect(Object.values(ina.form.seen.errors)).toHaveLength(1);
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await ina.form.submits({ People: ['carol', 'alice', 'dora'], 'Other phone numbers': '+1 415 555 0177', How: ['Ring at any hour'] });
  await ina.sees('Ringing Carol Cruz and', 'Alice Ames is in it already: in the room.', 'Dora Dorn is not rung. No phone number is known.');
  const carol = await phones.of('carol').answers();
  const outside = await phones.of('+14155550177').answers();
  await cardShowsSoon(story, 'Review', 'Carol Cruz: in the room');
  expect(phones.callsTo('carol')).toBe(1);
  await carol.hangsUp();
  await outside.hangsUp();
  await bothLeave(both);
  await threadSays(story);
  expect(slack.channel('general').thread('Review').lines.filter((line) => line.startsWith('The host added'))).toHaveLength(1);
}, { settings: WITHOUT_HOST });
