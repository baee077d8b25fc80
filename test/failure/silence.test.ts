import { expect } from 'vitest';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

scenario('Twilio tells us nothing at all, and card and state are right within a minute', async ({ slack, phones, world }) => {
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  const ina = await phones.of('ina').answers();

  const general = slack.channel('general');
  const joined = world.clock.now();
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: line busy', 'Ina Ito: in the room');
  expect(world.clock.now() - joined).toBeLessThan(60_000);
  await general.thread('Project Review').says('Alice and Ina joined', "Bob's line was busy");

  await alice.hangsUp();
  await ina.hangsUp();
  const over = world.clock.now();
  await general.card('Project Review').shows('everyone left');
  expect(world.clock.now() - over).toBeLessThan(60_000);
  await general.thread('Project Review').says('Alice and Ina left');
  expect(general.thread('Project Review').lines.at(-1)).toMatch(/^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\) and Ina \(\d+ s\)\. Never joined: Bob \(line busy\)\.$/);
  await general.thread('Project Review').says(general.thread('Project Review').lines.at(-1) ?? '');
});

const ASKED = 'This is a call to join Project Review. Press 1 to join.';
const GOODBYE = 'Nobody pressed 1, so you are not in the conference. Goodbye.';
const CHALLENGED = "Bob's phone sounds like voicemail: whoever is there is asked to press 1";
const WITHOUT_HOST = { settings: { RING_HOST: 'false' } };

/** How often Twilio was asked about somebody's call alone. */
function questionsAbout(world: World, number: string): number {
  const sids = [...world.twilio.store.calls.values()].filter(({ to }) => to === number).map(({ sid }) => sid);
  return twilioRequests(world).filter(({ method, path }) => method === 'GET' && sids.some((sid) => path.endsWith(`/Calls/${sid}.json`))).length;
}

for (const [what, lost] of [['Twilio tells us nothing at all', {}], ['Only who answered is never told', { event: 'amd' }]] as const) {
  scenario(`${what}: a voicemail box is out of the room within a minute, and shown as one`, async ({ slack, phones, world }) => {
    world.twilio.callbackFaults.plant({ ...lost, fault: { kind: 'lose' } });
    await world.twilio.phone(NUMBERS.bob).will({ does: 'voicemail', afterMs: 5_000, greeting: 'This is Bob, please leave a message.' });
    await slack.as('ina').types('/conference Project Review @alice @bob');
    await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
    const alice = await phones.of('alice').answers();
    const pickedUp = world.clock.now();
    const bob = phones.of('bob');
    await bob.hears(ASKED);
    expect(world.clock.now() - pickedUp).toBeLessThan(60_000);
    await bob.hears(GOODBYE);
    const over = world.clock.now();
    const general = slack.channel('general');
    await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: voicemail');
    expect(world.clock.now() - over).toBeLessThan(60_000);
    await alice.hangsUp();
    await general.card('Project Review').shows('everyone left');
    await general.thread('Project Review').saysLike(/^Alice joined$|^Alice and Bob joined$/u, ...(lost.event === undefined ? [] : [/^Bob joined$/u]), new RegExp(`^${CHALLENGED}$`, 'u'), /^Bob has voicemail on$/u, /^Alice left$/u, /^Ended after/u);
  }, WITHOUT_HOST);
}

scenario('Who answered is asked for no longer than Twilio listens, nor of those it told us about', async ({ slack, phones, world }) => {
  world.twilio.callbackFaults.plant({ event: 'amd', times: 1, fault: { kind: 'lose' } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers('unknown');
  await world.passes(10_000);
  const bob = await phones.of('bob').answers();
  await world.passes(5 * 60_000);
  expect(questionsAbout(world, NUMBERS.bob)).toBe(0);
  expect(questionsAbout(world, NUMBERS.alice)).toBeGreaterThan(0);
  expect(questionsAbout(world, NUMBERS.alice)).toBeLessThanOrEqual(4);
  await bob.hangsUp();
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('everyone left');
  await general.thread('Project Review').saysLike(/^Alice joined$/u, /^Bob joined$/u, /^Bob and Alice left$/u, /^Ended after/u);
}, WITHOUT_HOST);
