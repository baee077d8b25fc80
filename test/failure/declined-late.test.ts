import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Only a callback tells a decline from a busy line: Twilio's REST API names no SIP code. */
const LATE = { event: 'completed', url: '/callbacks/call/', fault: { kind: 'delay', ms: 35_000 } } as const;

scenario('The callback that says Bob declined comes after Twilio was asked: card and thread come to say so', async ({ slack, phones, world }) => {
  world.twilio.callbackFaults.plant(LATE);
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const general = slack.channel('general');
  await phones.of('bob').declines();
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: line busy');
  await general.card('Project Review').shows('Bob Berg: declined');
  await general.thread('Project Review').says('Alice joined', "Bob's line was busy", 'Bob declined');
  await alice.hangsUp();
  await general.thread('Project Review').says('Alice left');
  await general.thread('Project Review').saysLike(/^Ended after .*Never joined: Bob \(declined\)\.$/u);
  await general.card('Project Review').shows('Ended', 'Bob Berg: declined');
  expect([phones.callsTo('alice'), phones.callsTo('bob')]).toEqual([1, 1]);
}, { settings: { RING_HOST: 'false' } });

scenario('The callback that says Bob declined comes some seconds late: nobody ever reads that his line was busy', async ({ slack, phones, world }) => {
  world.twilio.callbackFaults.plant({ ...LATE, fault: { kind: 'delay', ms: 8_000 } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await world.passes(25_000); // Twilio is asked half a minute after people were known, for it was quiet since
  await phones.of('bob').declines();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Bob Berg: declined');
  await alice.hangsUp();
  await general.thread('Project Review').says('Alice joined', 'Bob declined', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after /u);
  await general.card('Project Review').shows('Ended');
}, { settings: { RING_HOST: 'false' } });
