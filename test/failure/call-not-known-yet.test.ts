import { expect } from 'vitest';
import { TWILIO_LISTS_WITHIN_MS } from '../../src/conference/settle-call.ts';
import { Hands, threadSays } from '../support/hands-story.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung } from '../support/tries-story.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** "GET is eventually consistent" (docs voice/api/call-resource): asked about a call that rings, Twilio may say that there is none. That is no end of it. */
const SETTINGS = { RING_HOST: 'false', RING_SECONDS: '60' };
const SLOW = { settings: SETTINGS, twilio: { listLagMs: TWILIO_LISTS_WITHIN_MS - 1_000 } };

/** How often Twilio said that it has no such call. */
function timesUnknown({ world }: Story): number {
  return twilioRequests(world).filter(({ method, path, status }) => method === 'GET' && path.includes('/Calls/CA') && status === 404).length;
}

/** Bob, whose line was busy, is rung again in a conference that was quiet since; Twilio was asked about his call and did not know it yet. */
async function bobIsRungAgain(story: Story) {
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  await story.slack.channel('general').card('Review').shows('Bob Berg: line busy');
  await story.world.passes(90_000);
  const before = timesUnknown(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Ring the missing');
  await bob.rings();
  await story.world.until(() => timesUnknown(story) > before, 'Twilio is asked about a call it does not know yet', TWILIO_LISTS_WITHIN_MS);
  await story.world.passes(1_000); // the card is written anew
  return { alice, bob, ina };
}

scenario('Twilio does not know yet the call that rings at Bob’s: the card says that it rings, and he comes in', async (story) => {
  const { alice, bob } = await bobIsRungAgain(story);
  const card = story.slack.channel('general').card('Review');
  await card.shows('Bob Berg: ringing');
  await bob.answers();
  await card.shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await bob.hangsUp();
  await alice.hangsUp();
  await threadSays(story, 'Alice joined', "Bob's line was busy", 'The host had Bob rung again', 'Bob joined');
}, SLOW);

scenario('Twilio does not know yet the call that rings at Bob’s, and the conference is ended for everyone: his phone stops ringing', async (story) => {
  const { alice, bob, ina } = await bobIsRungAgain(story);
  await ina.presses('End for all');
  await story.world.passes(1_000);
  await alice.isIdle();
  expect(story.world.twilio.phone(NUMBERS.bob).state).toBe('idle');
  await bob.isIdle();
  await story.slack.channel('general').card('Review').shows('Ended by @Ina Ito', 'Bob Berg: rang until the conference ended');
  await threadSays(story);
}, SLOW);

scenario('Asked to hang up, Twilio does not know the call yet either: it is asked until it does, for the phone rings in a conference that is over', async (story) => {
  const { alice, bob, ina } = await bobIsRungAgain(story);
  story.world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', body: '"Status":"completed"', times: 2, fault: { kind: 'status', status: 404 } });
  await ina.presses('End for all');
  await alice.isIdle();
  await bob.isIdle();
  await story.slack.channel('general').card('Review').shows('Ended by @Ina Ito');
  await threadSays(story);
}, SLOW);

/** Alice is in the room, Bob's phone rings, and Ina takes him out; asked to hang up, Twilio does not know the call yet, so many times. */
async function bobIsTakenOut(story: Story, times: number) {
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  story.world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', body: '"Status":"completed"', times, fault: { kind: 'status', status: 404 } });
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Remove');
  await ina.form.submits();
  return { alice, bob };
}

scenario('Bob is taken out a moment after his phone began to ring, and Twilio does not know the call yet: it is asked until it does, and his phone stops', async (story) => {
  const { alice, bob } = await bobIsTakenOut(story, 2);
  const takenOutAt = story.world.clock.now();
  await bob.isIdle();
  expect(story.world.clock.now() - takenOutAt).toBeLessThan(10_000);
  await story.slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: removed');
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out');
}, { settings: SETTINGS });

scenario('Bob answers before Twilio knows the call he was taken out of: he hears so, and is not let in', async (story) => {
  const { alice, bob } = await bobIsTakenOut(story, 2);
  await bob.answers();
  await bob.hearsOnly('You were taken out of Review. Goodbye.');
  await bob.isIdle();
  await story.slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: removed');
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out');
}, { settings: SETTINGS });

scenario('Bob was taken out and is in the room all the same, and nobody is hanging up on him any more: whoever asks Twilio about the conference does', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  // Hung up on, as Twilio says: it is not.
  world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', body: '"Status":"completed"', times: 1, fault: { kind: 'status', status: 200 } });
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('Bob Berg', 'Remove');
  await ina.form.submits();
  await bob.isIdle();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: removed');
  await alice.hangsUp();
  await threadSays(story, 'The host took Bob out');
}, { settings: SETTINGS });

/** The longer a request may be on its way, the later Twilio may have got it: by `TWILIO_TIMEOUT_MS`, and what it has at the least from then on. */
for (const [timeoutMs, earliestMs] of [[15_000, 35_000], [60_000, 80_000]] as const) {
  scenario(`Twilio does not know a call any more, long after it was placed, and tells nothing of it: with an answer waited for ${timeoutMs / 1_000} s it is over after ${earliestMs / 1_000} s, and the conference ends`, async (story) => {
    const { slack, phones, world } = story;
    await slack.as('ina').types('/conference Review @alice');
    await slack.as('ina').reads('Ringing @Alice Ames.');
    await phones.of('alice').rings();
    const placedAt = world.clock.now();
    world.twilio.store.calls.clear();
    await slack.channel('general').card('Review').shows('Ended');
    expect(world.clock.now() - placedAt).toBeGreaterThanOrEqual(earliestMs);
    expect(world.clock.now() - placedAt).toBeLessThan(earliestMs + 30_000);
    await threadSays(story);
  }, { settings: { ...SETTINGS, RING_SECONDS: '120', TWILIO_TIMEOUT_MS: String(timeoutMs) } });
}
