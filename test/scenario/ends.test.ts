import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Point 8 of issue 2: nobody in the room and nobody ringing ends a conference. */
const WITHOUT_HOST = { RING_HOST: 'false' };

scenario('The last one to leave ends it, and the thread tells how long each was in', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await world.passes(60_000);
  await alice.hangsUp();
  await general.card('Project Review').shows('Alice Ames: left, was in for 1 min', 'Bob Berg: in the room');
  await world.passes(60_000);
  await bob.hangsUp();
  await general.card('Project Review').shows('Ended after 2 min: everyone left');
  await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Alice left', 'Bob left');
  await general.thread('Project Review').saysLike(/^Ended after 2 min: everyone left\. Was in: Alice \(1 min\) and Bob \(2 min\)\.$/);
}, { settings: WITHOUT_HOST });

scenario('Nobody answers, and that is the end of it', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const began = world.clock.now();
  await phones.of('alice').doesNotAnswer();
  // RING_SECONDS, and the five Twilio adds.
  expect(world.clock.now() - began).toBe(35_000);
  await phones.of('bob').isIdle();
  const general = slack.channel('general');
  // Rung within a moment of each other, they stop ringing within one too.
  await general.thread('Project Review').says('Alice and Bob did not answer', 'Ended: nobody answered. Never joined: Alice (did not answer) and Bob (did not answer).');
  await general.card('Project Review').shows('Ended: nobody answered', 'Alice Ames: did not answer', 'Bob Berg: did not answer');
}, { settings: { ...WITHOUT_HOST, TWILIO_CPS: '10' }, twilio: { account: { cps: 10 } } });

scenario('Somebody alone in the room waits as long as another phone rings, and the end comes only when they leave', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').doesNotAnswer();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Live since', 'Alice Ames: in the room', 'Bob Berg: did not answer');
  await alice.hangsUp();
  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').says('Alice joined', 'Bob did not answer', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after \d\d s: everyone left\. Was in: Alice \(\d\d s\)\. Never joined: Bob \(did not answer\)\.$/);
}, { settings: WITHOUT_HOST });

scenario('After MAX_CONFERENCE_MINUTES whoever talks is hung up on, and whoever still rings rings no more', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const began = world.clock.now();
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').rings();
  await world.passes(began + 119_000 - world.clock.now());
  expect(world.twilio.phone('+14155550102').state).toBe('ringing');
  expect(world.clock.now() - began).toBe(119_000);
  // At once, not when Twilio's own TimeLimit or our next look at its list would end them.
  await world.passes(1_000);
  expect(world.twilio.phone('+14155550102').state).toBe('idle');
  await alice.isIdle();
  await bob.isIdle();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after 2 min: the time limit was reached', 'Alice Ames: left, was in for 2 min', 'Bob Berg: rang until the conference ended');
  await general.thread('Project Review').says('Alice joined', 'Ends in 1 min, for the time limit is reached then. It can be extended on the card');
  await slack.as('ina').reads('“Project Review” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');
  await general.thread('Project Review').saysLike(/^Ended after 2 min: the time limit was reached\. Was in: Alice \(2 min\)\. Never joined: Bob \(/);
  expect([...world.twilio.store.calls.values()].map(({ status }) => status).sort()).toEqual(['canceled', 'completed']);
}, { settings: { ...WITHOUT_HOST, MAX_CONFERENCE_MINUTES: '2', RING_SECONDS: '300' } });

scenario('At the limit calls still waiting for their turn are never placed', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob @carol');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @Carol Cruz.');
  await phones.of('alice').rings();
  await phones.of('bob').rings();
  await phones.of('bob').isIdle();
  await world.passes(120_000);
  await phones.of('carol').neverRings();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended: the time limit was reached', 'Carol Cruz: not rung, the conference ended first');
  await general.thread('Project Review').saysLike(/^Ended: the time limit was reached\. Never joined: Alice/);
}, { settings: { ...WITHOUT_HOST, MAX_CONFERENCE_MINUTES: '1', RING_SECONDS: '300', TWILIO_CPS: '0.02' } });

for (const order of ['leave-first', 'end-first'] as const) {
  scenario(`When Twilio tells of the ${order === 'end-first' ? 'end before the leaves' : 'leaves before the end'}, card and thread come out the same`, async ({ slack, phones, world }) => {
    await slack.as('ina').types('/conference Project Review @alice @bob');
    await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
    const alice = await phones.of('alice').answers();
    const bob = await phones.of('bob').answers();
    await world.passes(30_000);
    await alice.hangsUp();
    await bob.hangsUp();
    const general = slack.channel('general');
    await general.card('Project Review').shows('Ended after 31 s: everyone left', 'Alice Ames: left, was in for 31 s', 'Bob Berg: left, was in for 30 s');
    await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Alice and Bob left', 'Ended after 31 s: everyone left. Was in: Alice (31 s) and Bob (30 s).');
  }, { settings: WITHOUT_HOST, twilio: { conferenceEndOrder: order } });
}

scenario('All leave while Bob’s phone still rings, and he comes into a second room of Twilio’s that is one conference to us', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').rings();
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Live since', 'Alice Ames: left', 'Bob Berg: ringing');
  const bob = await phones.of('bob').answers();
  await bob.hears('Welcome to Project Review. You are being connected to the conference.');
  await general.card('Project Review').shows('Bob Berg: in the room');
  expect(world.twilio.store.conferences.size).toBe(2);
  await world.passes(30_000);
  await bob.hangsUp();
  await general.card('Project Review').shows('Ended after', 'Bob Berg: left, was in for');
  await general.thread('Project Review').says('Alice joined', 'Alice left', 'Bob joined', 'Bob left');
  await general.thread('Project Review').saysLike(/^Ended after 3\d s: everyone left\. Was in: Alice \(\d s\) and Bob \(3\d s\)\.$/);
}, { settings: WITHOUT_HOST });

scenario('Somebody hangs up during the welcome and never was in the room', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: picked up, hears the welcome');
  await alice.hangsUp();
  await general.thread('Project Review').says('Alice picked up and hung up before joining', 'Ended: nobody answered. Never joined: Alice (hung up).');
  await general.card('Project Review').shows('Ended', 'Alice Ames: left');
  // 76 characters at 100 ms each: the welcome takes seven seconds.
}, { settings: WITHOUT_HOST, twilio: { sayMsPerCharacter: 100 } });

scenario('Somebody declines', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  const general = slack.channel('general');
  await general.thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await general.card('Project Review').shows('Ended', 'Alice Ames: declined');
}, { settings: WITHOUT_HOST });

scenario('A phone that is switched off, and a number that does not exist, are told apart', async ({ slack, phones, world }) => {
  await world.twilio.phone('+14155550102').will('unreachable');
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await phones.of('alice').isUnreachable();
  await phones.of('bob').isIdle();
  const general = slack.channel('general');
  await general.thread('Project Review').says(
    'Alice could not be reached (The phone is switched off or out of coverage)',
    'Bob could not be reached (There is no phone with this number)',
    'Ended: nobody answered. Never joined: Alice (could not be reached) and Bob (could not be reached).');
  await general.card('Project Review').shows(
    'Ended', 'Alice Ames: could not be reached (The phone is switched off or out of coverage)', 'Bob Berg: could not be reached (There is no phone with this number)');
}, { settings: WITHOUT_HOST });

scenario('With VOICEMAIL=off a voicemail box looks like somebody in the room, until it hangs up by itself', async ({ slack, phones, world }) => {
  await world.twilio.phone('+14155550101').will('voicemail');
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').hears('Welcome to Project Review.');
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room');
  await phones.of('alice').isIdle();
  await general.card('Project Review').shows('Ended after 2 min');
  await general.thread('Project Review').says('Alice joined', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after 2 min: everyone left\./);
}, { settings: { ...WITHOUT_HOST, VOICEMAIL: 'off' } });
