import { expect } from 'vitest';
import { placeCall } from '../../src/conference/place-call.ts';
import type { Context } from '../../src/conference/context.ts';
import { TWILIO_LISTS_WITHIN_MS } from '../../src/conference/settle-call.ts';
import { NUMBERS } from '../support/phones.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/**
 * Found by chaos: Twilio never got a call, which took a new turn; the job that placed it again began before the one that had found this out gave the
 * number's turn back, and lost it by that. Another conference asked for the same number meanwhile, and adopted the first one's call.
 */
scenario('A turn that was taken anew is given back by nobody who had it before', async ({ world }) => {
  const { dialTurns } = world.app.context;
  const settling = await dialTurns.take(NUMBERS.alice, 'a call');
  const placing = await dialTurns.take(NUMBERS.alice, 'a call');
  expect(settling).not.toBeNull();
  await dialTurns.giveBack(NUMBERS.alice, 'a call', settling ?? 0);
  expect(await dialTurns.take(NUMBERS.alice, 'another')).toBeNull();
  await dialTurns.giveBack(NUMBERS.alice, 'a call', placing ?? 0);
  expect(await dialTurns.take(NUMBERS.alice, 'another')).not.toBeNull();
});

scenario('Twilio never got the call to Alice: while it is placed again, nobody else asks for her number', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('Twilio did not say what became of a call');
  const { context } = world.app;
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await world.until(() => placings(world).length === 1, 'Twilio is asked for a call');
  const [row] = await world.database.query('SELECT id, conference_id FROM call');
  const callId = String(row?.['id']);
  let begun: number | null = null;
  const later: Context = {
    ...context,
    clock: { ...context.clock, now: () => context.clock.now() + TWILIO_LISTS_WITHIN_MS },
    store: {
      ...context.store,
      change: async (...change) => {
        const result = await context.store.change(...change);
        begun = await context.dialTurns.take(NUMBERS.alice, callId);
        return result;
      },
    },
  };
  await placeCall(later, { conferenceId: String(row?.['conference_id']), callId });
  expect(begun).not.toBeNull();
  expect(await context.dialTurns.take(NUMBERS.alice, 'another')).toBeNull();
  const alice = await phones.of('alice').answers();
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended after');
  await slack.channel('general').thread('Project Review').says('Alice joined', 'Alice left');
  await slack.channel('general').thread('Project Review').saysLike(/^Ended after/u);
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: { RING_HOST: 'false', TWILIO_TIMEOUT_MS: '10000' } });
