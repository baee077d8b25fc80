import { expect } from 'vitest';
import { aliceAndBobAreIn, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung } from '../support/tries-story.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/**
 * A room starts with the second person in it. Before, and after its end, Twilio may refuse to mute, hold or announce: 16001 "Conference is not bridged",
 * 16099 "Unexpected conference status", 16022 "Conference does not exist or is completed" (docs/api/errors). None of them is helped by asking again.
 */
const SETTINGS = { RING_HOST: 'false' };
const SENTENCE = 'What everybody in the room is to hear';
const WHY = 'Twilio lets nobody be muted, put on hold or hear an announcement with only one person in the room.';

/** How often Twilio was asked to do something to a room or to those in it. */
function reaches({ world }: Story): number {
  return twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.includes('/Conferences/')).length;
}

/** Twilio's news of whoever leaves now comes late: for us they are in the room for some seconds still. */
function newsOfLeavingIsLate({ world }: Story): void {
  for (const event of ['participant-leave', 'conference-end', 'completed']) world.twilio.callbackFaults.plant({ event, fault: { kind: 'delay', ms: 8_000 } });
}

for (const controlsBeforeStart of [16001, 16099] as const) {
  scenario(`Alice is alone in the room, and Twilio refuses (${controlsBeforeStart}) to mute her: Ina reads why at once, and once Bob is in it is done`, async (story) => {
    const { slack } = story;
    const { alice, bob } = await aliceIsInAndBobIsRung(story);
    const card = slack.channel('general').card('Review');
    await card.shows('Alice Ames: in the room');
    const ina = await new Hands(story, 'ina').opensDetails();
    await ina.chooses('Alice Ames', 'Mute');
    await story.world.passes(2_000);
    await slack.as('ina').directMessages.says(`I could not mute Alice Ames in “Review”: ${WHY} Please choose it again when a second one is in.`);
    ina.seesNot('Being muted.', 'muted');
    expect(ina.menuOf('Alice Ames')).toEqual(['Mute', 'Hold', 'Remove']);
    expect((await card.shows('Alice Ames: in the room')).text).not.toContain('muted');
    expect(reaches(story)).toBe(1);
    await bob.answers();
    await card.shows('Bob Berg: in the room');
    await ina.form.closes();
    await ina.opensDetails();
    await ina.chooses('Alice Ames', 'Mute');
    await card.shows('Alice Ames: in the room, muted');
    await alice.hangsUp();
    await bob.hangsUp();
    await threadSays(story, 'Alice joined', 'Bob joined', 'The host muted Alice');
    expect(slack.channel('general').thread('Review').lines.filter((line) => line.includes('muted'))).toHaveLength(1);
  }, { settings: SETTINGS, twilio: { controlsBeforeStart } });
}

scenario('Alice is alone in the room: she cannot be put on hold, nor can all be muted; Ina reads each once', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Alice Ames', 'Hold');
  await story.world.passes(2_000);
  ina.seesNot('Being put on hold.', 'on hold');
  await ina.form.closes();
  await ina.choosesOnCard('Mute all');
  await story.world.passes(60_000);
  await slack.as('ina').directMessages.says(
    `I could not put Alice Ames on hold in “Review”: ${WHY} Please choose it again when a second one is in.`,
    `I could not mute everyone in “Review”: ${WHY} Please choose it again when a second one is in.`,
  );
  expect(reaches(story)).toBe(2);
  await bob.isIdle();
  await alice.hangsUp();
  await threadSays(story, 'The host muted everyone');
}, { settings: SETTINGS, twilio: { controlsBeforeStart: 16001 } });

scenario('Alice is alone in the room and cannot hear an announcement: Ina reads it, and that it is to be announced again', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Announce');
  await ina.form.submits({ [SENTENCE]: 'We begin.' });
  await story.world.passes(2_000);
  await slack.as('ina').directMessages.says(`I could not say in the room of “Review” what you announced: ${WHY} Please announce it again when a second one is in.`);
  expect(reaches(story)).toBe(1);
  await bob.isBusy();
  await alice.hearsOnly('Welcome to Review. You are being connected to the conference.', 'You are the first. Bob is being rung.');
  await alice.hangsUp();
  await threadSays(story, 'The host announced: “We begin.”');
}, { settings: SETTINGS, twilio: { controlsBeforeStart: 16099 } });

for (const controlsAfterEnd of [16001, 16022, 16099] as const) {
  scenario(`The room has just ended, which Twilio says with ${controlsAfterEnd}: whoever was in it had just left, and nobody hears the announcement`, async (story) => {
    const { slack } = story;
    const { alice, bob } = await aliceAndBobAreIn(story);
    const ina = await new Hands(story, 'ina').opensDetails();
    newsOfLeavingIsLate(story);
    await alice.hangsUp();
    await bob.hangsUp();
    await ina.chooses('Bob Berg', 'Mute');
    await ina.sees('Bob Berg had just left.');
    await ina.form.closes();
    await ina.choosesOnCard('Announce');
    await ina.form.submits({ [SENTENCE]: 'We begin.' });
    await story.world.passes(1_000);
    await slack.as('ina').directMessages.says('Nobody was in the room of “Review” any more to hear what you announced.');
    expect(reaches(story)).toBe(2);
    await threadSays(story, 'Alice and Bob left');
    expect(slack.channel('general').thread('Review').lines).not.toContain('The host muted Bob');
  }, { settings: SETTINGS, twilio: { controlsAfterEnd } });
}
