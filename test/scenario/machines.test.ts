import { expect } from 'vitest';
import { NUMBERS } from '../support/phones.ts';
import type { Somebody } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { signedPost } from '../support/signed-post.ts';
import { placings, twilioRequests, twilioSent } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** Point 4 of issue 5: whoever answers is in at once, and what sounds like a machine is asked to press 1. */
const WITHOUT_HOST = { settings: { RING_HOST: 'false' } };
const ASKED = 'This is a call to join Project Review. Press 1 to join.';
const GOODBYE = 'Nobody pressed 1, so you are not in the conference. Goodbye.';
const WELCOME = 'Welcome to Project Review. You are being connected to the conference.';
const CHALLENGED = "Bob's phone sounds like voicemail: whoever is there is asked to press 1";
/** As Twilio takes it to hear who answered. */
const VERDICT_MS = 4_000;

/** Alice is in the room, and Bob's phone rings. */
async function aliceIsInAndBobIsRung({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').rings();
  return { alice, bob };
}

async function aliceLeaves({ slack }: Story, { alice }: Awaited<ReturnType<typeof aliceIsInAndBobIsRung>>, end: RegExp): Promise<void> {
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').says('Alice joined', 'Alice left');
  await general.thread('Project Review').saysLike(end);
}

/** How long somebody's call was in the room each time, in milliseconds. */
function stays({ twilio }: World, who: Somebody): number[] {
  const call = [...twilio.store.calls.values()].find(({ to }) => to === NUMBERS[who]);
  const visits = [...twilio.store.conferences.values()].flatMap((room) => room.visits).filter(({ callSid }) => callSid === call?.sid);
  return visits.map(({ joinedAt, leftAt }) => (leftAt ?? Infinity) - joinedAt);
}

/** Requests that changed a call of Twilio's. */
const changes = (world: World) => twilioRequests(world).filter(({ method, path }) => method === 'POST' && /\/Calls\/CA/u.test(path));

scenario('A person who answers is in the room, and what Twilio hears changes nothing', async (story) => {
  const { slack, world } = story;
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers();
  await bob.hearsOnly(WELCOME);
  await world.passes(10_000);
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  expect(twilioSent(world).filter(({ path }) => path.includes('/answered-by/')).map(({ status }) => status)).toEqual([204, 204]);
  expect(changes(world)).toEqual([]);
  await bob.hangsUp();
  await slack.channel('general').thread('Project Review').says('Bob joined', 'Bob left');
  await aliceLeaves(story, told, /^Ended after 1\d s: everyone left\./u);
}, WITHOUT_HOST);

scenario('Bob is taken for a machine, presses 1 and is back in the room', async (story) => {
  const { slack, world } = story;
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers('machine_start');
  const general = slack.channel('general');
  await general.card('Project Review').shows('Bob Berg: in the room');
  await bob.hears(ASKED);
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: sounds like voicemail, is asked to press 1');
  await bob.presses('1');
  await general.card('Project Review').shows('Bob Berg: in the room');
  await world.passes(30_000);
  await bob.hangsUp();
  await general.thread('Project Review').says('Bob joined', CHALLENGED, 'Bob pressed 1 and is in the room', 'Bob left');
  await bob.hearsOnly(WELCOME, ASKED, WELCOME);
  expect(stays(world, 'bob')).toEqual([VERDICT_MS, expect.any(Number)]);
  await aliceLeaves(story, told, /^Ended after 3\d s: everyone left\. Was in: Alice \(3\d s\) and Bob \(3\d s\)\.$/u);
}, WITHOUT_HOST);

scenario('A voicemail box is out of the room with the verdict, is hung up on, and is shown as voicemail; Alice talks on', async (story) => {
  const { slack, phones, world } = story;
  await world.twilio.phone(NUMBERS.bob).will({ does: 'voicemail', afterMs: 5_000, greeting: 'This is Bob, please leave a message.' });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = phones.of('bob');
  await bob.hears(ASKED);
  expect(stays(world, 'bob')).toEqual([VERDICT_MS]);
  await bob.hears(GOODBYE);
  await bob.isIdle();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: voicemail');
  await general.thread('Project Review').says('Bob joined', CHALLENGED, 'Bob has voicemail on');
  expect(stays(world, 'bob')).toEqual([VERDICT_MS]);
  await aliceLeaves(story, { alice, bob }, /^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\)\. Never joined: Bob \(voicemail\)\.$/u);
}, WITHOUT_HOST);

scenario('Nobody but a voicemail box answered: nobody answered', async ({ slack, phones, world }) => {
  await world.twilio.phone(NUMBERS.bob).will('voicemail');
  await slack.as('ina').types('/conference Project Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').hears(GOODBYE);
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended: nobody answered', 'Bob Berg: voicemail');
  await general.thread('Project Review').says('Bob joined', CHALLENGED, 'Bob has voicemail on', 'Ended: nobody answered. Never joined: Bob (voicemail).');
}, WITHOUT_HOST);

scenario('A machine that is heard during the welcome never is in the room', async ({ slack, phones, world }) => {
  await world.twilio.phone(NUMBERS.bob).will('voicemail');
  await slack.as('ina').types('/conference Project Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').hears(ASKED);
  expect(stays(world, 'bob')).toEqual([]);
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended: nobody answered', 'Bob Berg: voicemail');
  await general.thread('Project Review').says(CHALLENGED, 'Bob has voicemail on', 'Ended: nobody answered. Never joined: Bob (voicemail).');
  // 76 characters at 100 ms each: the welcome takes seven seconds.
}, { ...WITHOUT_HOST, twilio: { sayMsPerCharacter: 100 } });

scenario('A fax machine is a machine too, and the thread says which', async (story) => {
  const { slack, phones, world } = story;
  await world.twilio.phone(NUMBERS.bob).will({ does: 'fax', afterMs: 5_000 });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = phones.of('bob');
  await bob.hears(GOODBYE);
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: voicemail (a fax machine answered)');
  await general.thread('Project Review').says('Bob joined', CHALLENGED, "A fax machine answered Bob's phone");
  await aliceLeaves(story, { alice, bob }, /Never joined: Bob \(voicemail\)\.$/u);
}, WITHOUT_HOST);

scenario('Twilio cannot tell who answered: Bob stays in the room', async (told) => {
  const { slack, world } = told;
  const people = await aliceIsInAndBobIsRung(told);
  const bob = await people.bob.answers('unknown');
  await world.passes(60_000);
  await slack.channel('general').card('Project Review').shows('Bob Berg: in the room');
  await bob.hearsOnly(WELCOME);
  await bob.hangsUp();
  await slack.channel('general').thread('Project Review').says('Bob joined', 'Bob left');
  await aliceLeaves(told, people, /^Ended after 1 min: everyone left\./u);
}, WITHOUT_HOST);

scenario('The verdict comes twice and Twilio is away when Bob is to be asked: he is asked as soon as it is back', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  world.twilio.callbackFaults.plant({ event: 'amd', fault: { kind: 'double' } });
  world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers('machine_start');
  await bob.hears(ASKED);
  expect(stays(world, 'bob')[0]).toBeLessThan(VERDICT_MS + 12_000);
  expect(changes(world).map(({ status }) => status)).toEqual([503, 200]);
  await bob.isIdle();
  await slack.channel('general').thread('Project Review').says('Bob joined', CHALLENGED, 'Bob has voicemail on');
  await aliceLeaves(story, told, /Never joined: Bob \(voicemail\)\.$/u);
}, WITHOUT_HOST);

scenario('The app dies between the verdict and asking Bob: the next one asks him', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', times: 1, fault: { kind: 'reset' } });
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers('machine_start');
  await world.until(() => changes(world).length === 1, 'Twilio is to redirect the call');
  await world.restartApp();
  await bob.hears(ASKED);
  await bob.presses('1');
  await slack.channel('general').thread('Project Review').says('Bob joined', CHALLENGED, 'Bob pressed 1 and is in the room');
  await bob.hangsUp();
  await slack.channel('general').thread('Project Review').says('Bob left');
  await aliceLeaves(story, told, /^Ended after/u);
}, WITHOUT_HOST);

for (const [what, fault] of [
  ['before the verdict is heard', { kind: 'delay', ms: 5_000 }],
  ['and the verdict never reaches us, but is told when asked for', { kind: 'lose' }],
] as const) {
  scenario(`Bob hangs up ${what}: nobody asks him anything, and it was voicemail`, async (story) => {
    const { slack, world } = story;
    world.twilio.callbackFaults.plant({ event: 'amd', fault });
    const told = await aliceIsInAndBobIsRung(story);
    const bob = await told.bob.answers('machine_start');
    await world.passes(VERDICT_MS + 1_000);
    await bob.hangsUp();
    await slack.channel('general').card('Project Review').shows('Bob Berg: left');
    await slack.channel('general').card('Project Review').shows('Bob Berg: voicemail');
    expect(changes(world)).toEqual([]);
    await slack.channel('general').thread('Project Review').says('Bob joined', 'Bob left', 'Bob has voicemail on');
    await aliceLeaves(story, told, /Never joined: Bob \(voicemail\)\.$/u);
  }, WITHOUT_HOST);
}

scenario('Bob hangs up in the moment in which he is to be asked: Twilio refuses, and nothing is wrong', async (story) => {
  const { slack, world } = story;
  world.twilio.faults.plant({ path: '/Calls/CA', method: 'POST', times: 1, fault: { kind: 'status', status: 400, body: { code: 21220, message: 'Call is not in-progress. Cannot redirect', status: 400 } } });
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers('machine_start');
  await world.until(() => changes(world).length === 1, 'Twilio is to redirect the call');
  await bob.hangsUp();
  await slack.channel('general').card('Project Review').shows('Bob Berg: voicemail');
  expect(changes(world)).toHaveLength(1);
  await slack.channel('general').thread('Project Review').says('Bob joined', CHALLENGED, 'Bob has voicemail on');
  await aliceLeaves(story, told, /Never joined: Bob \(voicemail\)\.$/u);
}, WITHOUT_HOST);

scenario('The database is away when Bob presses 1: he is asked again, and is in once it is back', async (story) => {
  const { slack, world } = story;
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers('machine_start');
  await bob.hears(ASKED);
  await world.database.query('ALTER TABLE conference RENAME TO conference_away');
  world.log.expects('The conference of an answered call cannot be read', 'The job failed');
  await bob.presses('1');
  await bob.hears('One moment, please.');
  await world.database.query('ALTER TABLE conference_away RENAME TO conference');
  await world.until(() => world.twilio.phone(NUMBERS.bob).heard.filter(({ text }) => text === ASKED).length === 2, 'Bob is asked again');
  await bob.presses('1');
  await slack.channel('general').card('Project Review').shows('Bob Berg: in the room');
  await bob.hangsUp();
  await slack.channel('general').thread('Project Review').says('Bob joined', CHALLENGED, 'Bob pressed 1 and is in the room', 'Bob left');
  await aliceLeaves(story, told, /^Ended after/u);
}, WITHOUT_HOST);

const DETECTION = ['MachineDetection', 'AsyncAmd', 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod'] as const;
const detection = (world: World) => placings(world).map(({ form }) => DETECTION.flatMap((key) => form[key] ?? []));

async function ringsBobWhoIsBusy({ slack, phones }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').says("Bob's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy).');
}

scenario('Twilio is asked to listen beside the call, and to tell us under our own ids', async (story) => {
  await ringsBobWhoIsBusy(story);
  const [row] = await story.world.database.query('SELECT id, conference_id FROM call');
  expect(detection(story.world)).toEqual([['Enable', 'true', `${story.world.config.http.apiUrl}/api/conference/callbacks/answered-by/${String(row?.['conference_id'])}?call=${String(row?.['id'])}#rc=3&rt=4000&rp=ct,rt,5xx`, 'POST']]);
}, WITHOUT_HOST);

for (const settings of [{ VOICEMAIL: 'off' }, { CONFIRM_JOIN: 'on' }]) {
  scenario(`With ${Object.entries(settings).join(' ').replace(',', '=')} nobody listens, and nothing is paid for it`, async (story) => {
    await ringsBobWhoIsBusy(story);
    expect(detection(story.world)).toEqual([[]]);
  }, { settings: { RING_HOST: 'false', ...settings } });
}

scenario('A verdict about a call of nobody is kept with its reason, an unreadable one is refused, and neither touches anybody', async (story) => {
  const { slack, world } = story;
  const told = await aliceIsInAndBobIsRung(story);
  const bob = await told.bob.answers();
  const [row] = await world.database.query('SELECT conference_id, sid FROM call ORDER BY position');
  const form = { CallSid: `CA${'0'.repeat(32)}`, AccountSid: world.twilio.accountSid, AnsweredBy: 'machine_start', MachineDetectionDuration: '4000' };
  const address = (conference: string, call: string): string => `/api/conference/callbacks/answered-by/${conference}?call=${call}`;
  expect((await signedPost(world, address(String(row?.['conference_id']), 'nobody'), form)).status).toBe(204);
  expect((await signedPost(world, address('another-conference', 'nobody'), { ...form, CallSid: `CA${'1'.repeat(32)}` })).status).toBe(204);
  world.log.expects('Twilio sent a callback that cannot be read');
  expect((await signedPost(world, address(String(row?.['conference_id']), 'nobody'), { ...form, AnsweredBy: '<Hangup/>' })).status).toBe(400);
  await world.settle();
  expect((await world.database.query("SELECT problem FROM callback WHERE kind = 'answered-by' AND applied_at IS NULL ORDER BY id")).map(({ problem }) => problem)).toEqual([
    'the conference has no call of this id', 'no conference of ours has this id: it may belong to another database',
  ]);
  expect(changes(world)).toEqual([]);
  await bob.hangsUp();
  await slack.channel('general').thread('Project Review').says('Bob joined', 'Bob left');
  await aliceLeaves(story, told, /^Ended after/u);
}, WITHOUT_HOST);
