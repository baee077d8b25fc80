import { expect } from 'vitest';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';
import { OUR_NUMBER } from '../support/world.ts';

/** Point 4 of issue 2: the calls. Most stories are of Alice alone, so that one phone is one call. */
const ALICE_ALONE = { RING_HOST: 'false' };

async function ringsAlice({ slack }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
}

async function endsUnheard({ slack }: Story, line: string, ended: string): Promise<void> {
  await slack.channel('general').thread('Project Review').says(line, ended);
  await slack.channel('general').card('Project Review').shows('Ended');
}

async function aliceTalksAndHangsUp({ slack, phones }: Story): Promise<void> {
  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await alice.hangsUp();
  await slack.channel('general').thread('Project Review').says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
  await slack.channel('general').card('Project Review').shows('Ended');
}

/** When Twilio was asked for each call, in milliseconds after the first. */
function rhythm(world: World): number[] {
  const times = placings(world).map(({ at }) => at);
  return times.map((at) => at - (times[0] ?? 0));
}

scenario('Twilio is asked for a call with our ids in both addresses, all four events, and the times from the settings', async (story) => {
  const { world } = story;
  await ringsAlice(story);
  await aliceTalksAndHangsUp(story);

  const [row] = await world.database.query('SELECT id, conference_id FROM call');
  const { apiUrl } = world.config.http;
  const ids = { conference: String(row?.['conference_id']), call: String(row?.['id']) };
  expect(placings(world).map(({ form }) => form)).toEqual([{
    To: NUMBERS.alice,
    From: OUR_NUMBER,
    Url: `${apiUrl}/api/conference/twiml/${ids.conference}?call=${ids.call}#rc=3&rp=ct,rt,5xx`,
    StatusCallback: `${apiUrl}/api/conference/callbacks/call/${ids.conference}?call=${ids.call}#rc=3&rt=4000&rp=ct,rt,5xx`,
    StatusCallbackMethod: 'POST',
    StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    Timeout: '45',
    // Twice the limit, for it may be extended, and a minute, for it is this app that ends it.
    TimeLimit: '10860',
  }]);
}, { settings: { ...ALICE_ALONE, VOICEMAIL: 'off', RING_SECONDS: '45', MAX_CONFERENCE_MINUTES: '90' } });

scenario('An extension is keyed in once the switchboard answers', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Vendor call +1 (415) 555-0199 x512');
  await slack.as('ina').reads('Ringing +1•••••••99.');
  await phones.of('+14155550199').isBusy();
  expect(placings(world).map(({ form }) => [form['To'], form['SendDigits']])).toEqual([['+14155550199', 'wwww512']]);
  await slack.channel('general').thread('Vendor call').says("+1•••••••99's line was busy", 'Ended: nobody answered. Never joined: +1•••••••99 (line busy).');
  await slack.channel('general').card('Vendor call').shows('Ended');
}, { settings: ALICE_ALONE });

scenario('Two conferences at once share one call a second', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference First @alice @bob');
  await slack.as('ina').types('/conference Second @carol @emil');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'Ringing @Carol Cruz and @Emil Ernst.');
  await phones.of('emil').declines();
  expect(rhythm(world)).toEqual([0, 1_000, 2_000, 3_000]);
  for (const who of ['alice', 'bob', 'carol'] as const) await phones.of(who).declines();

  const general = slack.channel('general');
  await general.thread('First').says('Alice and Bob declined', 'Ended: nobody answered. Never joined: Alice (declined) and Bob (declined).');
  await general.thread('Second').says('Emil and Carol declined', 'Ended: nobody answered. Never joined: Carol (declined) and Emil (declined).');
  await general.card('First').shows('Ended');
  await general.card('Second').shows('Ended');
}, { settings: ALICE_ALONE });

scenario('An account that may place ten calls a second rings two conferences within half a second', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference First @alice @bob');
  await slack.as('ina').types('/conference Second @carol @emil');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'Ringing @Carol Cruz and @Emil Ernst.');
  await phones.of('emil').rings();
  expect(rhythm(world)).toEqual([0, 100, 200, 300]);
  for (const who of ['alice', 'bob', 'carol', 'emil'] as const) await phones.of(who).declines();

  const general = slack.channel('general');
  await general.thread('First').says('Alice and Bob declined', 'Ended: nobody answered. Never joined: Alice (declined) and Bob (declined).');
  await general.thread('Second').says('Carol and Emil declined', 'Ended: nobody answered. Never joined: Carol (declined) and Emil (declined).');
  await general.card('First').shows('Ended');
  await general.card('Second').shows('Ended');
}, { settings: { ...ALICE_ALONE, TWILIO_CPS: '10' }, twilio: { account: { cps: 10 } } });

scenario('The log tells who is called, and of their number the country and the last two digits', async (story) => {
  await ringsAlice(story);
  await aliceTalksAndHangsUp(story);
  expect(story.world.log.lines.map(({ message }) => message)).toContain('📞 Calling contact: Alice Ames at +1•••••••01');
  expect(JSON.stringify(story.world.log.lines)).not.toContain('5550101');
}, { settings: ALICE_ALONE });

scenario('The log shows the whole number to an admin who asked for it', async (story) => {
  await ringsAlice(story);
  await aliceTalksAndHangsUp(story);
  expect(story.world.log.lines.map(({ message }) => message)).toContain('📞 Calling contact: Alice Ames at +14155550101');
}, { settings: { ...ALICE_ALONE, LOG_PHONE_NUMBERS: 'full' } });

scenario('A trial account refuses most of what we ask for, so it is asked once more for the bare call, and the phone rings', async (story) => {
  const { world } = story;
  world.log.expects('trial');
  await ringsAlice(story);
  const alice = await story.phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await alice.hangsUp();
  await story.slack.channel('general').thread('Project Review').says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
  await story.slack.channel('general').card('Project Review').shows('Ended');

  expect(placings(world).map(({ status, form }) => [status, Object.keys(form).sort()])).toEqual([
    [400, ['AsyncAmd', 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod', 'From', 'MachineDetection', 'StatusCallback', 'StatusCallbackEvent', 'StatusCallbackMethod', 'TimeLimit', 'Timeout', 'To', 'Url']],
    [201, ['From', 'To', 'Url']],
  ]);
}, { settings: ALICE_ALONE, twilio: { account: { type: 'trial' }, verifiedNumbers: [NUMBERS.alice] } });

scenario('A trial account that refuses even the bare call is asked no third time', async (story) => {
  const { world } = story;
  world.log.expects('Twilio refused a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', fault: { kind: 'status', status: 400, body: { code: 0, message: 'trial accounts have limited parameter access', status: 400 } } });
  await ringsAlice(story);
  await endsUnheard(story,
    'Alice could not be reached (This Twilio account is a trial: it calls verified numbers only, and takes few settings. Upgrade the account, or verify the number in the Twilio Console)',
    'Ended: no phone could be rung. Never joined: Alice (could not be reached).');
  expect(placings(world)).toHaveLength(2);
  await story.phones.of('alice').neverRings();
}, { settings: ALICE_ALONE });

scenario('Twilio asks us to slow down: the call is placed a little later, once', async (story) => {
  const { world, phones } = story;
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 2, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  await ringsAlice(story);
  await aliceTalksAndHangsUp(story);
  expect(placings(world).map(({ status }) => status)).toEqual([429, 429, 201]);
  expect(rhythm(world)).toEqual([0, 1_000, 2_000]);
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: ALICE_ALONE });

scenario('Twilio asks an account that may place ten calls a second to slow down: it gets its second of quiet', async (story) => {
  const { world, phones } = story;
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 2, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  await ringsAlice(story);
  await aliceTalksAndHangsUp(story);
  expect(rhythm(world)).toEqual([0, 1_000, 2_000]);
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: { ...ALICE_ALONE, TWILIO_CPS: '10' } });
