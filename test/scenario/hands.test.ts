import { expect } from 'vitest';
import { aliceAndBobAreIn, cardShowsSoon, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** What the host does to people in the room, in the details of the conference. */
const WITHOUT_HOST = { RING_HOST: 'false' };

/** Requests to Twilio that change somebody in a room or the room. */
function reaches({ world }: Story): string[] {
  return twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.includes('/Conferences/')).map(({ form }) => JSON.stringify(form));
}

scenario('Ina mutes Bob and unmutes him; card, details and thread say so, and who did it', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  expect(ina.menuOf('Bob Berg')).toEqual(['Mute', 'Hold', 'Remove']);
  await ina.chooses('Bob Berg', 'Mute');
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room, muted');
  await ina.sees('🟢 Bob Berg: in the room, muted');
  ina.seesNot('Alice Ames: in the room, muted', 'Being muted');
  expect(ina.menuOf('Bob Berg')).toEqual(['Unmute', 'Hold', 'Remove']);
  await ina.chooses('Bob Berg', 'Unmute');
  await ina.sees('🟢 Bob Berg: in the room\n');
  ina.seesNot('muted', 'unmuted');
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host muted Bob', 'The host unmuted Bob');
}, { settings: WITHOUT_HOST });

scenario('Ina puts Bob on hold, he hears music, and she takes him off', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Hold');
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room, on hold');
  await ina.chooses('Bob Berg', 'Resume');
  await ina.sees('🟢 Bob Berg: in the room\n');
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host put Bob on hold', 'The host took Bob off hold');
}, { settings: WITHOUT_HOST });

scenario('Pressed twice, and delivered twice, Bob is muted once', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  story.world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('🟢 Bob Berg: in the room, muted');
  expect(reaches(story)).toEqual(['{"Muted":"true"}']);
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host muted Bob');
}, { settings: WITHOUT_HOST });

scenario('Ina takes Bob out, once she said that she means it; he is hung up on and shown as removed', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Remove');
  await ina.sees('🟢 Bob Berg: in the room', 'They are hung up on, or their phone stops ringing.');
  await ina.form.submits();
  await bob.isIdle();
  await cardShowsSoon(story, 'Review', 'Bob Berg: removed');
  await ina.form.closes();
  await ina.opensDetails();
  expect(ina.menuOf('Bob Berg')).toEqual(['Ring again']);
  await ina.chooses('Bob Berg', 'Ring again');
  await bob.answers();
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room');
  await bob.hangsUp();
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out', 'The host had Bob rung again');
}, { settings: WITHOUT_HOST });

scenario('Bob is taken out while his phone rings, and it stops', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').rings();
  const ina = await new Hands(story, 'ina').opensDetails();
  expect(ina.menuOf('Bob Berg')).toEqual(['Remove']);
  await ina.chooses('Bob Berg', 'Remove');
  await ina.form.submits();
  await bob.isIdle();
  await cardShowsSoon(story, 'Review', 'Bob Berg: removed');
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out');
}, { settings: WITHOUT_HOST });

scenario('Muted just as he leaves: Ina reads that Bob had just left, and the thread does not say that he was muted', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  // Twilio's news of it comes late: for us he is in the room still.
  story.world.twilio.callbackFaults.plant({ event: 'participant-leave', times: 1, fault: { kind: 'delay', ms: 4_000 } });
  story.world.twilio.callbackFaults.plant({ event: 'completed', times: 1, fault: { kind: 'delay', ms: 4_000 } });
  await bob.hangsUp();
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('Bob Berg had just left.');
  await cardShowsSoon({ ...story }, 'Review', 'Bob Berg: in the room');
  await story.slack.channel('general').card('Review').shows('Bob Berg: left');
  await alice.hangsUp();
  await threadSays(story);
  expect(story.slack.channel('general').thread('Review').lines).not.toContain('The host muted Bob');
}, { settings: WITHOUT_HOST });
