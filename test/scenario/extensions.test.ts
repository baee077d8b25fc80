import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/** A number with an extension: Twilio keys it in, and then listens to nobody (openapi: CreateCall, SendDigits). Whoever answers presses 1 in its place. */
const WITHOUT_HOST = { settings: { RING_HOST: 'false' } };
const DESK = '+14155550188';
const ASKED = 'This is a call to join Project Review. Press 1 to join.';
const GOODBYE = 'Nobody pressed 1, so you are not in the conference. Goodbye.';
const WELCOME = 'Welcome to Project Review. You are being connected to the conference.';

const DESK_IS = { name: '+1•••••••88', asked: 'picked up', never: 'picked up, but did not join' };

scenario('A voicemail box behind an extension never is in the room, though Twilio does not listen there', async ({ slack, phones, world }) => {
  await world.twilio.phone(DESK).will({ does: 'voicemail', afterMs: 2_000, greeting: 'The desk is empty, please leave a message.' });
  await slack.as('ina').types('/conference Project Review @alice +1 (415) 555-0188 x7');
  await slack.as('ina').reads(`Ringing @Alice Ames and ${DESK_IS.name}.`);
  const alice = await phones.of('alice').answers();
  await alice.hears(WELCOME);
  const desk = phones.of(DESK);
  await desk.hears(ASKED);
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room', `${DESK_IS.name}: ${DESK_IS.asked}`);
  await desk.hears(GOODBYE);
  await desk.isIdle();
  expect([...world.twilio.store.conferences.values()].flatMap(({ visits }) => visits)).toHaveLength(1);
  expect(placings(world).map(({ form }) => [form['SendDigits'], form['MachineDetection']])).toEqual([[undefined, 'Enable'], ['wwww7', undefined]]);
  await general.card('Project Review').shows(`${DESK_IS.name}: ${DESK_IS.never}`);
  await alice.hangsUp();
  await general.card('Project Review').shows('everyone left');
  await general.thread('Project Review').says('Alice joined', `${DESK_IS.name} ${DESK_IS.never}`, 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\)\. Never joined: \+1•+88 \(did not join\)\.$/u);
}, WITHOUT_HOST);

scenario('Whoever answers behind an extension presses 1 and is in the room', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review +1 (415) 555-0188 x7');
  await slack.as('ina').reads(`Ringing ${DESK_IS.name}.`);
  const desk = await phones.of(DESK).answers();
  await desk.hears(ASKED);
  await desk.presses('1');
  await desk.hears(WELCOME);
  await desk.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('everyone left');
  await general.thread('Project Review').saysLike(/ joined$/u, / left$/u, /^Ended after/u);
}, WITHOUT_HOST);

scenario('With VOICEMAIL=off nobody is asked behind an extension either', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review +1 (415) 555-0188 x7');
  await slack.as('ina').reads(`Ringing ${DESK_IS.name}.`);
  const desk = await phones.of(DESK).answers();
  await desk.hearsOnly(WELCOME, 'Nobody else is here yet.');
  await desk.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('everyone left');
  await general.thread('Project Review').saysLike(/ joined$/u, / left$/u, /^Ended after/u);
}, { settings: { RING_HOST: 'false', VOICEMAIL: 'off' } });
