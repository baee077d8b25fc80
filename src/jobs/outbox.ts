import type { Outbox } from '../conference/ports.ts';
import type { Effect } from '../domain/effects.ts';
import { RECONCILE_EVERY_MS } from '../conference/reconcile.ts';
import { reserveSlots } from '../persistence/rate-slots.ts';
import type { OfConference } from './definitions.ts';
import {
  applyCallbacksJob, endAtLimitJob, hangUpJob, placeCallJob, publishJob, reconcileJob, resolvePeopleJob, tellHostJob,
} from './definitions.ts';
import type { Queue } from './queue.ts';

/** What happens within a moment is told in one go: many joins are one line and one refresh. */
export const MOMENT_MS = 1_000;

/** One row of the pace table: Twilio counts calls per second by account, and we have one. */
const CALLS = 'twilio-calls';

export interface OutboxSettings {
  /** Calls a second Twilio may be asked for, over all processes (`TWILIO_CPS`). */
  readonly callsPerSecond: number;
  /** `MAX_CONFERENCE_MINUTES`, in milliseconds. */
  readonly longestMs: number;
}

/** Turns effects into jobs of the transaction that stores the change. */
export function createOutbox(queue: Queue, now: () => number, { callsPerSecond, longestMs }: OutboxSettings): Outbox {
  return {
    enqueue: async (transaction, conferenceId, effects) => {
      const ofConference = { conferenceId };
      const rings = callsOf(effects, 'ring');
      if (rings.length > 0) {
        const gap = 1_000 / callsPerSecond;
        // Twilio throttles the account, not the call: moving the shared slot keeps everybody quiet for as long as it asked.
        const quietUntil = Math.max(now(), ...effects.map((effect) => (effect.effect === 'ring' ? effect.notBefore ?? 0 : 0)));
        const first = await reserveSlots(transaction, CALLS, gap, rings.length, quietUntil);
        await queue.add(placeCallJob, rings.map((callId, index) => ({ payload: { conferenceId, callId }, at: first + gap * index })), transaction);
      }
      await queue.add(hangUpJob, callsOf(effects, 'hang-up').map((callId) => ({ payload: { conferenceId, callId } })), transaction);
      const named = new Set(effects.map(({ effect }) => effect));
      if (named.has('tell-host')) await queue.add(tellHostJob, [{ payload: ofConference }], transaction);
      if (named.has('watch')) {
        await queue.add(endAtLimitJob, [{ payload: ofConference, at: now() + longestMs }], transaction);
        await queue.add(reconcileJob, [{ payload: ofConference, at: now() + RECONCILE_EVERY_MS }], transaction);
      }
      // The first card is wanted at once; what changes it afterwards comes in bursts.
      const moment = named.has('watch') ? 0 : MOMENT_MS;
      if (named.has('refresh-card') || named.has('say-in-thread')) await queue.add(publishJob, [{ payload: ofConference, at: now() + moment }], transaction);
    },

    applyCallbacks: (conferenceIds) => queue.add(applyCallbacksJob, conferenceIds.map(forConference)),

    catchUp: async ({ reconcile, applyCallbacks, publish }) => {
      await queue.add(reconcileJob, reconcile.map(forConference));
      await queue.add(applyCallbacksJob, applyCallbacks.map(forConference));
      await queue.add(publishJob, publish.map(forConference));
    },

    resolvePeople: (transaction, conferenceId) => queue.add(resolvePeopleJob, [{ payload: { conferenceId } }], transaction),
  };
}

function forConference(conferenceId: string): { readonly payload: OfConference } {
  return { payload: { conferenceId } };
}

function callsOf(effects: readonly Effect[], kind: 'ring' | 'hang-up'): string[] {
  return [...new Set(effects.flatMap((effect) => (effect.effect === kind ? [effect.callId] : [])))];
}
