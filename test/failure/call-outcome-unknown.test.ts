import { expect } from 'vitest';
import type { Fault } from '../../emulators/shared/faults.ts';
import type { Context } from '../../src/conference/context.ts';
import { placeCall } from '../../src/conference/place-call.ts';
import { TWILIO_LISTS_WITHIN_MS } from '../../src/conference/settle-call.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/** DESIGN rule 3: a call is placed at most once. Whatever happens to Twilio's answer, Alice's phone rings once. */
const ALICE_ALONE = { RING_HOST: 'false', TWILIO_TIMEOUT_MS: '10000' };
/** Twilio is waited for in real time: briefly where it hangs, and else so long that a machine that stands still for a moment takes no answer for a lost one. */
const patienceWith = ({ kind }: Fault) => (kind === 'hang' ? { ...ALICE_ALONE, TWILIO_TIMEOUT_MS: '2000' } : ALICE_ALONE);

function strike({ world }: Story, fault: Fault): void {
  world.log.expects('Twilio did not say what became of a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault });
}

async function ringsAlice({ slack }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
}

/** Alice is in the room, alone. */
async function aliceJoins({ slack, phones }: Story) {
  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
  return alice;
}

async function aliceLeaves({ slack }: Story, alice: Awaited<ReturnType<typeof aliceJoins>>): Promise<void> {
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').says('Alice joined', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after/);
}

const PLACED_BUT_UNHEARD: readonly (readonly [string, Fault])[] = [
  ['Twilio rings Alice and its answer is lost', { kind: 'lost-answer' }],
  ['Twilio rings Alice and never answers', { kind: 'hang', afterEffect: true }],
];

for (const [what, fault] of PLACED_BUT_UNHEARD) {
  scenario(`When ${what}, its callbacks tell which call it is, and she is rung once`, async (story) => {
    strike(story, fault);
    await ringsAlice(story);
    const alice = await aliceJoins(story);
    await aliceLeaves(story, alice);
    expect(placings(story.world).length).toBeLessThanOrEqual(1);
    expect(story.phones.callsTo('alice')).toBe(1);
    const rows = await story.world.database.query('SELECT "placing", sid FROM call');
    expect(rows).toEqual([{ placing: 'placed', sid: [...story.world.twilio.store.calls.keys()][0] }]);
  }, { settings: patienceWith(fault) });

  scenario(`When ${what} and every callback of the call is lost too, Twilio's own list tells which call it is`, async (story) => {
    strike(story, fault);
    story.world.twilio.callbackFaults.plant({ url: '/callbacks/call/', fault: { kind: 'lose' } });
    await ringsAlice(story);
    await story.phones.of('alice').rings();
    await story.world.passes(31_000);
    const alice = await aliceJoins(story);
    await aliceLeaves(story, alice);
    expect(story.phones.callsTo('alice')).toBe(1);
    expect(story.world.log.lines.map(({ message }) => message)).toContain('Twilio has the call whose answer was lost');
  }, { settings: { ...patienceWith(fault), RING_SECONDS: '60' } });
}

scenario('A list that is twenty seconds behind still leads to one call, for nobody is rung again before Twilio had its time', async (story) => {
  strike(story, { kind: 'lost-answer' });
  story.world.twilio.callbackFaults.plant({ url: '/callbacks/call/', fault: { kind: 'lose' } });
  await ringsAlice(story);
  await story.phones.of('alice').rings();
  await story.world.passes(45_000);
  expect(placings(story.world)).toHaveLength(1);
  const alice = await aliceJoins(story);
  await aliceLeaves(story, alice);
  expect(story.phones.callsTo('alice')).toBe(1);
}, { settings: { ...ALICE_ALONE, RING_SECONDS: '120' }, twilio: { listLagMs: 20_000 } });

const NEVER_PLACED: readonly (readonly [string, Fault])[] = [
  ['Twilio answers 500', { kind: 'status', status: 500 }],
  ['Twilio answers 503', { kind: 'status', status: 503 }],
  ['the connection is reset', { kind: 'reset' }],
  ['Twilio never answers', { kind: 'hang' }],
];

for (const [what, fault] of NEVER_PLACED) {
  scenario(`When ${what} and has no call, she is rung after all, but not before Twilio had its time to list one`, async (story) => {
    strike(story, fault);
    const asked = story.world.clock.now();
    await ringsAlice(story);
    const alice = await aliceJoins(story);
    const rung = [...story.world.twilio.store.calls.values()].map(({ createdAt }) => createdAt - asked);
    expect(rung).toHaveLength(1);
    expect(rung[0]).toBeGreaterThanOrEqual(TWILIO_LISTS_WITHIN_MS);
    expect(rung[0]).toBeLessThan(TWILIO_LISTS_WITHIN_MS + 5_000);
    await aliceLeaves(story, alice);
  }, { settings: patienceWith(fault) });
}

scenario('A request may be on its way for as long as it is waited for: from then on Twilio still has its time', async (story) => {
  strike(story, { kind: 'status', status: 500 });
  const asked = story.world.clock.now();
  await ringsAlice(story);
  const alice = await aliceJoins(story);
  const rung = [...story.world.twilio.store.calls.values()].map(({ createdAt }) => createdAt - asked);
  expect(rung).toHaveLength(1);
  expect(rung[0]).toBeGreaterThanOrEqual(60_000 + 20_000);
  await aliceLeaves(story, alice);
}, { settings: { ...ALICE_ALONE, TWILIO_TIMEOUT_MS: '60000' } });

scenario('While Twilio cannot be asked either, nobody is rung a second time; when it can, the call is found', async (story) => {
  strike(story, { kind: 'lost-answer' });
  const { world } = story;
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', fault: { kind: 'lose' } });
  const mend = world.twilio.faults.plant({ path: '/Calls.json', method: 'GET', fault: { kind: 'status', status: 503 } });
  await ringsAlice(story);
  await story.phones.of('alice').rings();
  await world.passes(TWILIO_LISTS_WITHIN_MS + 20_000);
  expect(story.phones.callsTo('alice')).toBe(1);
  mend();
  const alice = await aliceJoins(story);
  await aliceLeaves(story, alice);
  expect(story.phones.callsTo('alice')).toBe(1);
}, { settings: { ...ALICE_ALONE, RING_SECONDS: '120' } });

scenario('Twilio cannot be asked for more than an hour: the question is not given up, and the conference comes to its end', async (story) => {
  strike(story, { kind: 'lost-answer' });
  const { world, slack } = story;
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  const mend = world.twilio.faults.plant({ path: '/Calls.json', method: 'GET', fault: { kind: 'status', status: 503 } });
  await ringsAlice(story);
  await story.phones.of('alice').doesNotAnswer();
  await world.passes(70 * 60_000);
  mend();
  await slack.channel('general').card('Project Review').shows('Ended', 'Alice Ames: did not answer');
  await slack.channel('general').thread('Project Review').says('Alice did not answer', 'Ended: nobody answered. Never joined: Alice (did not answer).');
  expect(story.phones.callsTo('alice')).toBe(1);
  expect(await world.database.query('SELECT settled FROM conference')).toEqual([{ settled: true }]);
}, { settings: ALICE_ALONE });

scenario('A process that stood still between its lease and the call does not place it any more: another may have', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const [bobs] = await world.database.query(`SELECT id, conference_id FROM call WHERE "placing" = 'waiting'`);
  const { context } = world.app;
  let stoodStillMs = 0;
  const frozen: Context = {
    ...context,
    clock: { ...context.clock, now: () => context.clock.now() + stoodStillMs },
    store: {
      ...context.store,
      change: async (...change) => {
        const result = await context.store.change(...change);
        stoodStillMs = 40_000;
        return result;
      },
    },
  };
  const before = placings(world).length;
  await expect(placeCall(frozen, { conferenceId: String(bobs?.['conference_id']), callId: String(bobs?.['id']) })).rejects.toThrow('stood still');
  expect(placings(world)).toHaveLength(before);
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  expect(phones.callsTo('bob')).toBe(1);
  await bob.hangsUp();
  await alice.hangsUp();
  const thread = slack.channel('general').thread('Project Review');
  await slack.channel('general').card('Project Review').shows('Ended after');
  await thread.saysLike(/^Ended after/);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended after')));
}, { settings: ALICE_ALONE });

scenario('The app dies between asking Twilio and hearing the answer: the next one adopts the call that rings', async (story) => {
  const { world, slack, phones } = story;
  world.log.expects('Twilio did not say what became of a call', 'The job');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'hang', afterEffect: true } });
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', fault: { kind: 'lose' } });
  // Nothing is waited for beside it: what rests would have the app that is about to die asked, too.
  const typed = world.slack.as('ina').types('/conference Project Review @alice');
  await world.twilio.phone('+14155550101').rings();
  await world.restartApp();
  await typed;
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await aliceJoins(story);
  expect(phones.callsTo('alice')).toBe(1);
  await aliceLeaves(story, alice);
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: { ...ALICE_ALONE, RING_SECONDS: '120', TWILIO_TIMEOUT_MS: '60000' } });

scenario('The conference ends while nobody knows what became of a call: it is hung up as soon as it is known', async (story) => {
  const { world, slack, phones } = story;
  strike(story, { kind: 'lost-answer' });
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', times: 2, fault: { kind: 'lose' } });
  const mend = world.twilio.faults.plant({ path: '/Calls.json', method: 'GET', fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  await ringsAlice(story);
  await phones.of('alice').rings();
  await slack.channel('general').thread('Project Review').says('Ended: the time limit was reached. Never joined: Alice (was about to be rung).');
  expect(world.twilio.phone('+14155550101').state).toBe('ringing');
  mend();
  await phones.of('alice').isIdle();
  await slack.channel('general').card('Project Review').shows('Ended', 'Alice Ames: rang until the conference ended');
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: { ...ALICE_ALONE, RING_SECONDS: '300', MAX_CONFERENCE_MINUTES: '1' } });

scenario('The conference ends while nobody knows what became of a call Twilio never got: it is not placed any more', async (story) => {
  const { world, slack, phones } = story;
  strike(story, { kind: 'status', status: 500 });
  const mend = world.twilio.faults.plant({ path: '/Calls.json', method: 'GET', fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  await ringsAlice(story);
  await slack.channel('general').thread('Project Review').says('Ended: the time limit was reached. Never joined: Alice (was about to be rung).');
  mend();
  await slack.channel('general').card('Project Review').shows('Ended', 'Alice Ames: not rung, the conference ended first');
  await phones.of('alice').neverRings();
}, { settings: { ...ALICE_ALONE, MAX_CONFERENCE_MINUTES: '1' } });
