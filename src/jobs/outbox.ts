import type { ChangeEffects, Outbox, TransactionSql } from '../conference/ports.ts';
import type { Effect } from '../domain/effects.ts';
import { warnedBefore } from '../domain/time-limit.ts';
import { DECIDED_WITHIN_MS } from '../conference/leave-out-undecided.ts';
import { HOME_EVERY_MS } from '../conference/publish-home.ts';
import { PRICES_ASKED_AT_MS } from '../conference/price-calls.ts';
import { RECONCILE_EVERY_MS } from '../conference/reconcile.ts';
import { TELL_MINUTES_EVERY_MS } from '../conference/tell-minutes.ts';
import { reserveSlots } from '../persistence/rate-slots.ts';
import type { OfAnnouncement, OfCall, OfConference, OfControl, OfDial, OfProofDial, Slot } from './definitions.ts';
import {
  applyCallbacksJob, askHostJob, askToPress1Job, endAtLimitJob, endWhenAloneJob, sayGoodbyeJob, offerExtensionJob, hangUpJob, leaveOutUndecidedJob, placeCallJob, priceCallsJob, publishHomeJob, publishJob, reconcileJob, resolvePeopleJob, tellHostJob,
  callWithCodeJob, tellProofRefusedJob, importContactsJob, exportContactsJob, erasePersonJob, controlJob, announceJob, tellMinutesJob, exportCostsJob, exportHistoryJob, tellNativeCallJob,
} from './definitions.ts';
import type { Queue } from './queue.ts';

/** What happens within a moment is told in one go: many joins are one line and one refresh. */
export const MOMENT_MS = 1_000;
/** Moments of different conferences end together, so that a busy worker looks for its next jobs a few times a second and not once for each. */
const MOMENTS_END_EVERY_MS = 50;

/** One row of the pace table: Twilio counts calls per second by account, and we have one. */
const CALLS = 'twilio-calls';

/** Of a call that takes its turn when its pause is over. */
const NO_TURN_YET = 0;

/** A busy worker is late by less; who is later than this stood still. */
const LATE_MS = 3_000;
/** Nobody has stood still for longer: what is later was due at `NO_TURN_YET`. */
const LONGEST_LAG_MS = 365 * 86_400_000;

export interface OutboxSettings {
  /** Calls a second Twilio may be asked for, over all processes (`TWILIO_CPS`). */
  readonly callsPerSecond: number;
  /** `MAX_CONFERENCE_MINUTES`, in milliseconds. */
  readonly maxConferenceMs: number;
  /** `ALONE_MINUTES`, in milliseconds; 0 for never. */
  readonly aloneMs: number;
  /** Whether conferences are calls of Slack's own, too (`SLACK_CALLS`). */
  readonly nativeCalls: boolean;
}

/** What only the dialling job needs of the outbox. */
export interface OutboxWithDials extends Outbox {
  /** Whether a call's slot has passed: the app stood still, and so did all the others whose slots have passed with it. */
  isLate(call: Slot): boolean;
  /**
   * Gives a late call a new slot. Were it placed at once, so would be all the others, and together they would be too fast. How late it was goes along: where the
   * database's clock is behind ours, the queue hands out every job so late, and nobody would ever be rung.
   */
  dialLater(call: OfDial): Promise<void>;
  /** The same for a call that speaks a code. */
  callWithCodeLater(proof: OfProofDial): Promise<void>;
}

/** Turns effects into jobs of the transaction that stores the change. */
export function createOutbox(queue: Queue, sql: TransactionSql, now: () => number, { callsPerSecond, maxConferenceMs, aloneMs, nativeCalls }: OutboxSettings): OutboxWithDials {
  const gap = 1_000 / callsPerSecond;
  const callWithCode = async (transaction: TransactionSql, proofId: string, notBefore: number, inTransaction?: TransactionSql, lag = {}): Promise<void> => {
    const due = await reserveSlots(transaction, CALLS, gap, 1, Math.max(now(), notBefore));
    await queue.add(callWithCodeJob, [{ payload: { proofId, due, ...lag }, at: due }], inTransaction);
  };
  const lagOf = ({ due }: Slot): { readonly lag?: number } => (now() - due < LONGEST_LAG_MS ? { lag: now() - due } : {});
  return {
    enqueue: async (transaction, changes) => {
      const { rings, later } = ringsOf(changes);
      // A turn at Twilio kept free so long ahead would hold up all that comes before: they take theirs when their time has come, as those that are late do.
      await queue.add(placeCallJob, later.map(({ at, ...call }) => ({ payload: { ...call, due: NO_TURN_YET }, at })), transaction);
      if (rings.length > 0) {
        // Twilio throttles the account, not the call: moving the shared slot keeps everybody quiet for as long as it asked.
        const waits = changes.flatMap(({ effects }) => effects.map((effect) => (effect.effect === 'ring' ? effect.notBefore ?? 0 : 0)));
        const first = await reserveSlots(transaction, CALLS, gap, rings.length, Math.max(now(), ...waits));
        await queue.add(placeCallJob, rings.map((call, index) => dial(call, first + gap * index)), transaction);
      }
      await queue.add(hangUpJob, callsOf(changes, 'hang-up').map((payload) => ({ payload })), transaction);
      await queue.add(sayGoodbyeJob, callsOf(changes, 'say-goodbye').map((payload) => ({ payload })), transaction);
      await queue.add(controlJob, controlsOf(changes).map((payload) => ({ payload })), transaction);
      await queue.add(announceJob, announcementsOf(changes).map((payload) => ({ payload })), transaction);
      await queue.add(askToPress1Job, callsOf(changes, 'ask-to-press-1').map((payload) => ({ payload })), transaction);
      await queue.add(tellHostJob, having(changes, 'tell-host').map(forConference), transaction);
      const asked = having(changes, 'ask-host');
      await queue.add(askHostJob, asked.map(forConference), transaction);
      await queue.add(leaveOutUndecidedJob, asked.map((id) => ({ ...forConference(id), at: now() + DECIDED_WITHIN_MS })), transaction);
      const begun = having(changes, 'watch');
      await queue.add(endAtLimitJob, begun.map((id) => ({ ...forConference(id), at: now() + maxConferenceMs - warnedBefore(maxConferenceMs) })), transaction);
      await queue.add(reconcileJob, begun.map((id) => ({ ...forConference(id), at: now() + RECONCILE_EVERY_MS })), transaction);
      await queue.add(tellMinutesJob, begun.map((id) => ({ ...forConference(id), at: now() + TELL_MINUTES_EVERY_MS })), transaction);
      if (aloneMs > 0) await queue.add(endWhenAloneJob, alone(changes).map(({ id, since }) => ({ ...forConference(id), at: since + aloneMs })), transaction);
      await queue.add(offerExtensionJob, having(changes, 'offer-extension').map(forConference), transaction);
      const settled = having(changes, 'ask-prices');
      await queue.add(priceCallsJob, settled.map((id) => ({ ...forConference(id), at: now() + (PRICES_ASKED_AT_MS[0] ?? 0) })), transaction);
      // The first card is wanted at once; what changes it afterwards comes in bursts.
      const isFirst = new Set(begun);
      const momentEnds = Math.ceil((now() + MOMENT_MS) / MOMENTS_END_EVERY_MS) * MOMENTS_END_EVERY_MS;
      const seen = having(changes, 'refresh-card', 'say-in-thread');
      await queue.add(publishJob, seen.map((id) => ({ ...forConference(id), at: isFirst.has(id) ? now() : momentEnds })), transaction);
      // Not of lines alone: they tell of nobody's coming or going that the card does not show.
      const shown = nativeCalls ? having(changes, 'refresh-card') : [];
      await queue.add(tellNativeCallJob, shown.map((id) => ({ ...forConference(id), at: isFirst.has(id) ? now() : momentEnds })), transaction);
    },

    isLate: ({ due, lag = 0 }) => now() - due - lag > Math.max(LATE_MS, gap),

    dialLater: async (call) => {
      const { conferenceId, callId } = call;
      const due = await reserveSlots(sql, CALLS, gap, 1, now());
      await queue.add(placeCallJob, [{ payload: { conferenceId, callId, due, ...lagOf(call) }, at: due }]);
    },

    callWithCode: (transaction, proofId, notBefore = 0) => callWithCode(transaction, proofId, notBefore, transaction),
    callWithCodeLater: (proof) => callWithCode(sql, proof.proofId, 0, undefined, lagOf(proof)),
    erasePerson: (erasure, at = now(), transaction) => queue.add(erasePersonJob, [{ payload: erasure, at }], transaction),
    tellProofRefused: (transaction, proofId) => queue.add(tellProofRefusedJob, [{ payload: { proofId } }], transaction),

    applyCallbacks: (conferenceIds) => queue.add(applyCallbacksJob, conferenceIds.map(forConference)),

    catchUp: async ({ reconcile, endAtLimit, endWhenAlone, applyCallbacks, publish, priceCalls }) => {
      await queue.add(reconcileJob, reconcile.map(forConference));
      await queue.add(tellMinutesJob, reconcile.map(forConference));
      await queue.add(endAtLimitJob, endAtLimit.map(forConference));
      if (aloneMs > 0) await queue.add(endWhenAloneJob, endWhenAlone.map(forConference));
      await queue.add(applyCallbacksJob, applyCallbacks.map(forConference));
      await queue.add(publishJob, publish.map(forConference));
      await queue.add(priceCallsJob, priceCalls.map(forConference));
    },

    publish: (conferenceIds) => queue.add(publishJob, conferenceIds.map(forConference)),

    // Apart from the start: all at once they would stand in one another's way, and most be sent back to wait.
    publishHomes: (people) => queue.add(publishHomeJob, people.map((payload, index) => ({ payload, at: now() + index * HOME_EVERY_MS }))),

    publishWithin: (transaction, conferenceId) => queue.add(publishJob, [forConference(conferenceId)], transaction),

    resolvePeople: (transaction, conferenceId) => queue.add(resolvePeopleJob, [{ payload: { conferenceId } }], transaction),

    importContacts: (transaction, payload) => queue.add(importContactsJob, [{ payload }], transaction),

    exportContacts: (payload) => queue.add(exportContactsJob, [{ payload }]),

    exportCosts: (payload) => queue.add(exportCostsJob, [{ payload }]),
    exportHistory: (payload) => queue.add(exportHistoryJob, [{ payload }]),
  };
}

function dial(call: OfCall, due: number): { readonly payload: OfDial; readonly at: number } {
  return { payload: { ...call, due }, at: due };
}

function forConference(conferenceId: string): { readonly payload: OfConference } {
  return { payload: { conferenceId } };
}

/** Calls to be placed now, and those that have a pause before them; each once. */
function ringsOf(changes: readonly ChangeEffects[]): { readonly rings: readonly OfCall[]; readonly later: readonly (OfCall & { readonly at: number })[] } {
  const calls = changes.flatMap(({ conferenceId, effects }) => {
    const pauses = new Map(effects.flatMap((effect) => (effect.effect === 'ring' ? [[effect.callId, effect.pauseUntil] as const] : [])));
    return [...pauses].map(([callId, at]) => ({ conferenceId, callId, at }));
  });
  return {
    rings: calls.flatMap(({ conferenceId, callId, at }) => (at === undefined ? [{ conferenceId, callId }] : [])),
    later: calls.flatMap(({ at, ...call }) => (at === undefined ? [] : [{ ...call, at }])),
  };
}

function callsOf(changes: readonly ChangeEffects[], kind: 'hang-up' | 'say-goodbye' | 'ask-to-press-1'): OfCall[] {
  return changes.flatMap(({ conferenceId, effects }) => {
    const callIds = new Set(effects.flatMap((effect) => (effect.effect === kind ? [effect.callId] : [])));
    return [...callIds].map((callId) => ({ conferenceId, callId }));
  });
}

function controlsOf(changes: readonly ChangeEffects[]): OfControl[] {
  return changes.flatMap(({ conferenceId, effects }) => effects.flatMap((effect) =>
    effect.effect === 'control' ? [{ conferenceId, callId: effect.callId, mark: effect.mark, by: effect.by, seenIn: effect.seenIn }] : []));
}

function announcementsOf(changes: readonly ChangeEffects[]): OfAnnouncement[] {
  return changes.flatMap(({ effects }) => effects.flatMap((effect) => (effect.effect === 'announce' ? [{ announcementId: effect.announcementId }] : [])));
}

/** Since when somebody is alone, in each conference; the last of several counts. */
function alone(changes: readonly ChangeEffects[]): { readonly id: string; readonly since: number }[] {
  return changes.flatMap(({ conferenceId: id, effects }) => {
    const last = effects.findLast((effect) => effect.effect === 'watch-alone');
    return last?.effect === 'watch-alone' ? [{ id, since: last.since }] : [];
  });
}

/** The conferences among whose effects is one of these kinds. */
function having(changes: readonly ChangeEffects[], ...kinds: readonly Effect['effect'][]): string[] {
  return changes.filter(({ effects }) => effects.some(({ effect }) => kinds.includes(effect))).map(({ conferenceId }) => conferenceId);
}
