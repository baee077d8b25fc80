import { expect } from 'vitest';
import type { Context } from '../../src/conference/context.ts';
import { placeCall } from '../../src/conference/place-call.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/** DESIGN rule 3 where Twilio is asked twice for one call, for a trial account refuses most of the first request: Bob's phone rings once. */
const TRIAL = { settings: { RING_HOST: 'false', TWILIO_TIMEOUT_MS: '10000' }, twilio: { account: { type: 'trial' }, verifiedNumbers: [NUMBERS.alice, NUMBERS.bob] } } as const;

/** Alice's phone rings, and Bob's call waits for its turn. Places it, with `meanwhile` between the two requests. */
async function placesBobWith({ slack, phones, world }: Story, meanwhile: () => Promise<void>): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await phones.of('alice').rings();
  const [bobs] = await world.database.query(`SELECT id, conference_id FROM call WHERE "placing" = 'waiting'`);
  const { context } = world.app;
  const slow: Context = {
    ...context,
    telephony: {
      ...context.telephony,
      placeCall: async (order) => {
        const outcome = await context.telephony.placeCall(order);
        if (!order.bare) await meanwhile();
        return outcome;
      },
    },
  };
  await placeCall(slow, { conferenceId: String(bobs?.['conference_id']), callId: String(bobs?.['id']) });
}

async function bothTalk({ slack, phones }: Story): Promise<void> {
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended after');
  const { lines } = slack.channel('general').thread('Project Review');
  await slack.channel('general').thread('Project Review').says(...lines);
}

/** The status of each request for a call to Bob. */
const asked = ({ world }: Story) => placings(world).filter(({ form }) => form['To'] === NUMBERS.bob).map(({ status }) => status);

scenario('A process that stands still between the two requests does not place the call any more: another has', async (story) => {
  await placesBobWith(story, () => story.world.passes(40_000));
  expect(asked(story)).toEqual([400, 400, 201]);
  expect(story.phones.callsTo('bob')).toBe(1);
  await bothTalk(story);
}, TRIAL);

scenario('The first answer takes 14 s and the second is lost: Twilio has its whole time from then on to list the call', async (story) => {
  const { world } = story;
  world.log.expects('Twilio did not say what became of a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', body: '+14155550102', after: 1, times: 1, fault: { kind: 'lost-answer' } });
  await expect(placesBobWith(story, () => world.passes(14_000))).rejects.toThrow('not known');
  await world.passes(31_000);
  expect(asked(story)).toEqual([400, undefined]);
  expect(story.phones.callsTo('bob')).toBe(1);
  await bothTalk(story);
}, { ...TRIAL, twilio: { ...TRIAL.twilio, listLagMs: 28_000 } });

for (const [what, end] of [['ends the conference', 'end'], ['takes Bob out', 'remove']] as const) {
  scenario(`Ina ${what} between the two requests: Bob's phone does not ring`, async (story) => {
    const { slack, phones, world } = story;
    await placesBobWith(story, async () => {
      const row = (await world.database.query(`SELECT id, conference_id FROM call WHERE "placing" = 'leased'`))[0];
      const conferenceId = String(row?.['conference_id']);
      const at = world.clock.now();
      await world.app.context.store.change(conferenceId, () => ({
        events: [end === 'end' ? { kind: 'end-decided', at, reason: 'time-limit' } : { kind: 'removal-decided', at, by: 'U0INA000001', callId: String(row?.['id']) }], result: undefined,
      }));
    });
    await world.passes(60_000);
    expect(asked(story)).toEqual([400]);
    await phones.of('bob').neverRings();
    await slack.channel('general').card('Project Review').shows(end === 'end' ? 'Bob Berg: not rung, the conference ended first' : 'Bob Berg: removed');
    const { lines } = slack.channel('general').thread('Project Review');
    await slack.channel('general').thread('Project Review').says(...lines);
  }, TRIAL);
}
