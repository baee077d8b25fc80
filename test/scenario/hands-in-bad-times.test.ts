import { expect } from 'vitest';
import { aliceAndBobAreIn, cardShowsSoon, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** What somebody wishes of the room, and Twilio does not answer until it is too late: they are told, and can wish it anew. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const SENTENCE = 'What everybody in the room is to hear';

/** Twilio is out of order for whatever reaches into a room, as long as anybody tries. */
function twilioDoesNotAnswer({ world }: Story): () => void {
  world.log.expects('The job failed');
  const { entries } = world.twilio.journal;
  const before = entries.length;
  world.twilio.faults.plant({ path: '/Conferences/', method: 'POST', fault: { kind: 'status', status: 503 } });
  return () => {
    world.twilio.faults.clear();
    expect(entries.slice(before).filter(({ what, status }) => what.startsWith('POST') && what.includes('/Conferences/') && status === 503).length).toBeGreaterThanOrEqual(6);
  };
}

scenario('Bob cannot be muted, for Twilio does not answer: Ina reads it, and a minute later it is done', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  const isBack = twilioDoesNotAnswer(story);
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('Being muted.');
  await story.world.passes(60_000);
  await slack.as('ina').directMessages.says('I could not mute Bob Berg in “Review”: Twilio did not answer. Please choose it again.');
  ina.seesNot('Being muted.');
  expect(ina.menuOf('Bob Berg')).toEqual(['Mute', 'Hold', 'Remove']);
  isBack();
  await ina.chooses('Bob Berg', 'Mute');
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room, muted');
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host muted Bob');
}, { settings: WITHOUT_HOST });

scenario('Nobody can be muted, for Twilio does not answer: Ina reads it once', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const isBack = twilioDoesNotAnswer(story);
  await new Hands(story, 'ina').choosesOnCard('Mute all');
  await story.world.passes(60_000);
  await slack.as('ina').directMessages.says('I could not mute everyone in “Review”: Twilio did not answer. Please choose it again.');
  isBack();
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host muted everyone');
}, { settings: WITHOUT_HOST });

scenario('An announcement cannot be said, for Twilio does not answer: Ina reads it', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const isBack = twilioDoesNotAnswer(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Announce');
  await ina.form.submits({ [SENTENCE]: 'We begin.' });
  await story.world.passes(60_000);
  await slack.as('ina').directMessages.says('I could not say in the room of “Review” what you announced: Twilio did not answer. Please announce it again.');
  await alice.hearsOnly('Welcome to Review. You are being connected to the conference.', 'You are the first. Bob is being rung.');
  isBack();
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host announced: “We begin.”');
}, { settings: WITHOUT_HOST });

scenario('Who is taken out while Twilio does not answer stands in the details as taken out, not as being in it for good', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  story.world.log.expects('The job failed and is tried again');
  story.world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', times: 2, fault: { kind: 'status', status: 503 } });
  await ina.chooses('Bob Berg', 'Remove');
  await ina.form.submits();
  await ina.sees('Taken out: they are hung up on within moments.');
  expect(ina.menuOf('Bob Berg')).toEqual([]);
  await bob.isIdle();
  await story.slack.channel('general').card('Review').shows('Bob Berg: removed');
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out');
}, { settings: WITHOUT_HOST });
