import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { signedPost } from '../support/signed-post.ts';
import { twilioRequests, twilioSent } from '../support/twilio-requests.ts';

/** "Press 1 to join": nobody is in the room whose phone was picked up by a machine, in a pocket or by a child. */
const PRESS_1 = { settings: { RING_HOST: 'false', CONFIRM_JOIN: 'on' } };
const ASKED = 'This is a call to join Project Review. Press 1 to join.';
const ASKED_AGAIN = 'Press 1 to join Project Review, or hang up.';
const GOODBYE = 'Nobody pressed 1, so you are not in the conference. Goodbye.';
const NEVER_IN = 'picked up, but did not join (nobody pressed 1, so it may have been voicemail)';

scenario('Alice presses 1 and is in the room', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears(ASKED);
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: picked up, is asked to press 1');
  await alice.presses('1');
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await general.thread('Project Review').says('Alice joined');
  await general.card('Project Review').shows('Alice Ames: in the room');
  await alice.hangsUp();
  await general.thread('Project Review').saysLike(/^Alice left$/, /^Ended after \d s: everyone left\./);
}, PRESS_1);

scenario('Alice presses 7, is asked once more, presses 1 and is in the room', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears(ASKED);
  await alice.presses('7');
  await alice.hears(ASKED_AGAIN);
  await alice.presses('1');
  await alice.hears('Welcome to Project Review.');
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice joined$/, /^Alice left$/, /^Ended after/);
}, PRESS_1);

scenario('Alice presses two wrong keys and hears goodbye, and the card says that she did not join', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears(ASKED);
  await alice.presses('7');
  await alice.hears(ASKED_AGAIN);
  await alice.presses('0');
  await alice.hears(GOODBYE);
  await alice.isIdle();
  await slack.channel('general').card('Project Review').shows(`Alice Ames: ${NEVER_IN}`, 'Ended: nobody answered');
  await slack.channel('general').thread('Project Review').says('Alice picked up, but did not join', 'Ended: nobody answered. Never joined: Alice (did not press 1).');
}, PRESS_1);

scenario('a voicemail that presses nothing is asked twice, is hung up on, and Bob talks on alone', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await phones.of('alice').rings();
  await world.twilio.phone('+14155550101').voicemail('This is Alice, please leave a message.');
  const bob = await phones.of('bob').answers();
  await bob.presses('1');
  const alice = phones.of('alice');
  await alice.hears(ASKED);
  await alice.hears(ASKED_AGAIN);
  await alice.hears(GOODBYE);
  await alice.isIdle();
  const general = slack.channel('general');
  await general.card('Project Review').shows(`Alice Ames: ${NEVER_IN}`, 'Bob Berg: in the room');
  await general.thread('Project Review').says('Bob joined', 'Alice picked up, but did not join');
  await bob.hangsUp();
  await general.thread('Project Review').saysLike(/^Bob left$/, /^Ended after \d+ s: everyone left\. Was in: Bob \(\d+ s\)\. Never joined: Alice \(did not press 1\)\.$/);
}, PRESS_1);

scenario('Alice hangs up while she is asked: she did not join', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears(ASKED);
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows(`Alice Ames: ${NEVER_IN}`, 'Ended');
  await slack.channel('general').thread('Project Review').says('Alice picked up, but did not join', 'Ended: nobody answered. Never joined: Alice (did not press 1).');
}, PRESS_1);

scenario('a pressed 1 counts only for the call it belongs to, signed by Twilio', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hears(ASKED);
  const asked = twilioSent(world).findLast(({ path }) => path.includes('/twiml/'))?.path ?? '';
  const answer = await signedPost(world, asked.replace(/call=[^&]+/, 'call=somebody-elses'), { Digits: '1' });
  expect(answer.body).toContain('This conference has ended. Goodbye.');
  expect(answer.body).not.toContain('<Dial>');
  expect(twilioRequests(world).filter(({ method }) => method === 'POST')).toHaveLength(1);
  await alice.presses('1');
  await alice.hears('Welcome to Project Review.');
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Alice joined$/, /^Alice left$/, /^Ended after/);
}, PRESS_1);
