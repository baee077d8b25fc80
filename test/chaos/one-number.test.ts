import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/**
 * Found by chaos: two conferences ring one number at the same moment and neither hears Twilio's answer. Twilio lists one call and names no
 * id of ours: whichever settled first took it for its own, and the other rang the person again.
 */
scenario('Two conferences want Alice at once and Twilio answers neither: each finds its own call, and rings her once', async ({ world, slack, phones }) => {
  world.log.expects('Twilio did not say what became of a call');
  const alice = world.twilio.phone('+14155550101');
  await alice.hasCallWaiting();
  await alice.will('no-answer');
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', event: 'initiated', fault: { kind: 'lose' } });
  world.twilio.callbackFaults.plant({ url: '/callbacks/call/', event: 'ringing', fault: { kind: 'lose' } });
  // The first is never placed; the second is, and nobody hears of it.
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'reset' } });
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
  await slack.as('ina').types('/conference First @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await slack.as('ina').types('/conference Second @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');

  const general = slack.channel('general');
  for (const name of ['First', 'Second']) {
    await general.card(name).shows('Ended: nobody answered', 'Alice Ames: did not answer');
    await general.thread(name).says('Alice did not answer');
    await general.thread(name).saysLike(/^Ended/);
  }
  expect(phones.callsTo('alice')).toBe(2);
  await phones.of('alice').isIdle();
  const atTwilio = new Map([...world.twilio.store.calls.values()].map(({ sid, reporting }) => [sid, new URL(reporting?.url ?? '').searchParams.get('call')]));
  const ours = await world.database.query('SELECT sid, id FROM call');
  expect(new Map(ours.map(({ sid, id }) => [sid, id]))).toEqual(atTwilio);
  expect(await world.database.query('SELECT * FROM dial_turn')).toEqual([]);
}, { settings: { RING_HOST: 'false', TWILIO_CPS: '30', RING_SECONDS: '60', TWILIO_TIMEOUT_MS: '10000', RING_PACE: 'off' } });
