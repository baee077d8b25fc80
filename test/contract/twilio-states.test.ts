import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { CallStatus } from '../../emulators/twilio/calls/states.ts';
import { LEGAL_CHANGES } from '../../emulators/twilio/calls/states.ts';
import type { Stage } from '../support/twilio-stage.ts';
import { stage } from '../support/twilio-stage.ts';

const PEOPLE = ['+14155550111', '+14155550112', '+14155550113'];
const BEHAVIOURS = ['ring', 'answer', 'busy', 'no-answer', 'decline', 'voicemail', 'unreachable'] as const;

/** One thing that happens: to whom, and what. */
type Happening = readonly [number, 'call' | 'cancel' | 'complete' | 'redirect' | 'hang-up' | 'answer' | 'end-room' | 'remove' | 'time', number];

const happening: fc.Arbitrary<Happening> = fc.tuple(
  fc.nat({ max: PEOPLE.length - 1 }),
  fc.constantFrom('call', 'call', 'cancel', 'complete', 'redirect', 'hang-up', 'answer', 'end-room', 'remove', 'time'),
  fc.nat({ max: 100_000 }),
);

/** Does one thing if it can be done; Twilio may refuse it. */
async function happen(s: Stage, [who, what, ms]: Happening): Promise<unknown> {
  const number = PEOPLE[who] ?? '';
  const call = [...s.emulator.store.calls.values()].findLast((one) => one.to === number);
  const room = [...s.emulator.store.conferences.values()].at(-1);
  const phone = s.emulator.phone(number);
  switch (what) {
    case 'call':
      await phone.will({ does: BEHAVIOURS[ms % BEHAVIOURS.length] ?? 'ring', afterMs: ms % 7_000 });
      return s.call(number, { timeout: 30, timeLimit: 60 });
    case 'cancel':
      return call && s.client.calls(call.sid).update({ status: 'canceled' });
    case 'complete':
      return call && s.client.calls(call.sid).update({ status: 'completed' });
    case 'redirect':
      return call && s.client.calls(call.sid).update({ twiml: '<Response><Pause length="3"/></Response>' });
    case 'hang-up':
      return phone.state === 'talking' && phone.hangsUp();
    case 'answer':
      return phone.state === 'ringing' && phone.calls.at(-1)?.ignored === false && phone.answers();
    case 'end-room':
      return room && s.client.conferences(room.sid).update({ status: 'completed' });
    case 'remove':
      return room && call && s.client.conferences(room.sid).participants(call.sid).remove();
    case 'time':
      return s.pass(ms);
  }
}

/** Twilio's own words (docs voice/api/call-resource, "Call Status Values"), written down apart from the emulator's table. */
const OFFICIAL: Readonly<Record<CallStatus, readonly CallStatus[]>> = {
  queued: ['initiated', 'failed', 'canceled'],
  initiated: ['ringing', 'in-progress', 'busy', 'failed', 'no-answer', 'canceled'],
  ringing: ['in-progress', 'busy', 'failed', 'no-answer', 'canceled'],
  'in-progress': ['completed'],
  completed: [],
  busy: [],
  failed: [],
  'no-answer': [],
  canceled: [],
};

const follows = (before: CallStatus, after: CallStatus): boolean => OFFICIAL[before].includes(after);

test('the emulator keeps to the official changes', () => {
  expect(LEGAL_CHANGES).toEqual(OFFICIAL);
});

test('whatever happens, calls change legally, end once, and are told truly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25 }), fc.constantFrom('leave-first', 'end-first', 'either'), async (happenings, order) => {
      const s = await stage({ account: { cps: 2 }, conferenceEndOrder: order });
      s.answers.set('/twiml', '<Response><Dial><Conference statusCallback="/room" statusCallbackEvent="start end join leave">r</Conference></Dial></Response>');
      for (const one of happenings) await Promise.resolve(happen(s, one)).catch(() => undefined);
      await s.pass(600_000);

      for (const { sid, trail } of s.emulator.store.calls.values()) {
        const statuses = trail.map((one) => one.status);
        expect(statuses[0]).toBe('queued');
        expect(statuses.slice(1).filter((after, index) => !follows(statuses[index] ?? 'queued', after))).toEqual([]);
        expect(OFFICIAL[statuses.at(-1) ?? 'queued']).toEqual([]);
        const told = s.received.filter((one) => one.path === '/status' && one.params['CallSid'] === sid);
        expect(told.map((one) => one.params['CallStatus'])).toEqual(statuses.slice(1));
        expect(told.map((one) => one.params['SequenceNumber'])).toEqual(told.map((_one, index) => String(index)));
      }
      for (const room of s.emulator.store.conferences.values()) {
        expect(room.status).toBe('completed');
        expect(room.participants).toEqual([]);
        const told = s.received.filter((one) => one.path === '/room' && one.params['ConferenceSid'] === room.sid).map((one) => one.params['StatusCallbackEvent']);
        expect(told.filter((event) => event === 'participant-join')).toHaveLength(told.filter((event) => event === 'participant-leave').length);
        expect(told.filter((event) => event === 'conference-end')).toHaveLength(1);
      }
      expect(s.emulator.surprises.all).toEqual([]);
      await s.close();
    }),
    { numRuns: 40 },
  );
}, 240_000);
