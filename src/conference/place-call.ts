import { maskPhoneNumber } from '../domain/phone-number.ts';
import type { Call } from '../domain/call.ts';
import { isLeasedSince } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { DialedNumber } from '../domain/participant.ts';
import { numberOf } from '../domain/participant.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import type { DialTurn, PlaceOutcome } from './ports.ts';
import { ASK_TWILIO_AFTER_MS, settleCall } from './settle-call.ts';
import { detectsMachine } from './verdict.ts';

export interface PlaceCall {
  readonly conferenceId: string;
  readonly callId: string;
}

interface OurLease {
  readonly kind: 'ours';
  readonly leasedAt: number;
  readonly name: string;
  readonly number: DialedNumber;
  readonly detectMachine: boolean;
}

type Lease =
  | OurLease
  /** Somebody asked Twilio before and never heard the answer. */
  | { readonly kind: 'unsettled'; readonly since: number; readonly number: DialedNumber }
  | { readonly kind: 'nothing-to-do' };

/** A lease older than this is used by nobody: this process stood still since, and another one may have settled it and be placing the call. */
const LEASE_LASTS_MS = 5_000;

/** How long a call waits for the answer about another call to the same number, which is there within moments as a rule. */
const OTHERS_WITHIN_MS = 1_000;

/**
 * Places one call, at most once: the row is leased, then Twilio is asked, then the answer is kept. Whoever finds a lease without an
 * answer settles it by asking Twilio what became of it, never by placing the call again. Meanwhile no other call to the number is placed.
 * @throws NotYet when the outcome is not known yet, or that of another call to the number; RateLimited when Twilio wants us to wait.
 */
export async function placeCall(context: Context, order: PlaceCall): Promise<void> {
  const { store, dialTurns } = context;
  const conference = await store.read(order.conferenceId);
  const found = conference === null ? undefined : findCall(conference, order.callId);
  const number = found === undefined ? null : numberOf(found.participant, found.call);
  if (conference === null || found === undefined || number === null) return;
  const turn = await dialTurns.take(number.e164, order.callId);
  if (turn === null) throw new NotYet('Twilio has not answered about another call to the number', OTHERS_WITHIN_MS);
  if (found.call.placing === 'waiting' && conference.state !== 'ended') await holdBack(context, order, number, turn);
  await placeOrSettle(context, order);
  // Not in a `finally`: whatever was thrown, the question is still open, and this job comes again. And this turn alone: where the call was found
  // to be free, the job that places it again may have begun, and taken another.
  await dialTurns.giveBack(number.e164, order.callId, turn);
}

/**
 * A number that was rung too often of late waits. Nobody else can ring it meanwhile: this call has its turn to be dialled.
 * @throws NotYet as long as it has to wait, having given the turn back.
 */
async function holdBack({ store, recentRings, dialTurns, clock }: Context, { conferenceId, callId }: PlaceCall, number: DialedNumber, turn: DialTurn): Promise<void> {
  const notBefore = await recentRings.ring(number, callId);
  if (notBefore === null) return;
  const at = clock.now();
  await store.change(conferenceId, () => ({ events: [{ kind: 'call-held-back', at, callId, notBefore }], result: undefined }));
  await dialTurns.giveBack(number.e164, callId, turn);
  throw new NotYet('The number was rung too often of late', notBefore - at);
}

async function placeOrSettle(context: Context, { conferenceId, callId }: PlaceCall): Promise<void> {
  const lease = await takeLease(context, conferenceId, callId);
  if (lease.kind === 'nothing-to-do') return;
  if (lease.kind === 'unsettled') return settleCall(context, { conferenceId, callId, number: lease.number.e164, leasedAt: lease.since });

  const { log, rules } = context;
  const shown = rules.logNumbersInFull ? lease.number.e164 : maskPhoneNumber(lease.number.e164);
  log.info({ conferenceId, callId }, `📞 Calling contact: ${lease.name} at ${shown}`);
  const outcome = await ask(context, { conferenceId, callId, lease, bare: false });
  if (outcome.kind !== 'trial') return keepOutcome(context, { conferenceId, callId, leasedAt: lease.leasedAt }, outcome);
  const leasedAt = await leaseAnew(context, { conferenceId, callId, leasedAt: lease.leasedAt });
  if (leasedAt === null) return;
  const bare = await ask(context, { conferenceId, callId, lease: { ...lease, leasedAt }, bare: true });
  if (bare.kind !== 'trial') await keepOutcome(context, { conferenceId, callId, leasedAt }, bare);
}

/** Each request has its lease: whoever settles it reckons from then on how long Twilio may take to list the call. */
async function ask({ telephony, clock }: Context, { conferenceId, callId, lease, bare }: PlaceCall & { readonly lease: OurLease; readonly bare: boolean }) {
  if (clock.now() - lease.leasedAt > LEASE_LASTS_MS) throw new NotYet('The app stood still between its lease and the call', ASK_TWILIO_AFTER_MS);
  return telephony.placeCall({ callId, conferenceId, number: lease.number, detectMachine: lease.detectMachine, bare });
}

/**
 * Leases a call once more that Twilio surely did not place.
 * @returns since when; null when another worker has settled the lease meanwhile, and may have placed the call, or nobody wants it any more.
 */
async function leaseAnew({ store, recentRings, clock }: Context, { conferenceId, callId, leasedAt }: PlaceCall & { readonly leasedAt: number }): Promise<number | null> {
  const anew = await store.change<number | 'unwanted' | null>(conferenceId, (conference) => {
    const call = findCall(conference, callId)?.call;
    if (call === undefined || !isLeasedSince(call, leasedAt)) return { events: [], result: null };
    const at = clock.now();
    if (conference.state === 'ended' || call.removedAt !== null) return { events: [{ kind: 'call-released', at, callId }], result: 'unwanted' };
    return { events: [{ kind: 'call-leased-anew', at, callId, leasedAt }], result: at };
  });
  if (anew !== 'unwanted') return anew ?? null;
  // No phone rang.
  await recentRings.takeBack(callId);
  return null;
}

async function takeLease({ store, clock, rules }: Context, conferenceId: string, callId: string): Promise<Lease> {
  const lease = await store.change<Lease>(conferenceId, (conference) => {
    // Now, and not when we began to wait for the row: from here on Twilio has its time to list the call.
    const at = clock.now();
    const found = findCall(conference, callId);
    const number = found === undefined ? null : numberOf(found.participant, found.call);
    if (found === undefined || number === null) return { events: [], result: { kind: 'nothing-to-do' } };
    const { call, participant } = found;
    if (isUnsettled(call)) return { events: [], result: { kind: 'unsettled', since: call.leasedAt, number } };
    if (call.placing !== 'waiting' || conference.state === 'ended') return { events: [], result: { kind: 'nothing-to-do' } };
    return { events: [{ kind: 'call-leased', at, callId }], result: { kind: 'ours', leasedAt: at, name: participant.name, number, detectMachine: detectsMachine(rules, conference, number) } };
  });
  return lease ?? { kind: 'nothing-to-do' };
}

function isUnsettled(call: Call): call is Call & { readonly leasedAt: number } {
  return call.placing === 'leased' && call.leasedAt !== null;
}

async function keepOutcome({ store, recentRings, clock, log }: Context, { conferenceId, callId, leasedAt }: PlaceCall & { readonly leasedAt: number }, outcome: PlaceOutcome): Promise<void> {
  const at = clock.now();
  switch (outcome.kind) {
    case 'placed':
      await store.change(conferenceId, () => ({ events: [{ kind: 'call-placed', at, callId, sid: outcome.sid }], result: undefined }));
      return;
    case 'refused':
      log.warn({ conferenceId, callId, code: outcome.refusal.code }, 'Twilio refused a call; the card says why');
      await store.change(conferenceId, () => ({ events: [{ kind: 'call-refused', at, callId, refusal: outcome.refusal }], result: undefined }));
      // No phone rang. Whoever mends what Twilio refuses would else be told that it rang too often.
      await recentRings.takeBack(callId);
      return;
    case 'throttled':
      // A 429 was never processed (docs: twilio-node autoRetry), so the call goes back to wait and takes a new turn; but only by the lease it was asked
      // under: another worker may have settled it meanwhile, and be asking.
      await store.change(conferenceId, (conference) => {
        const call = findCall(conference, callId)?.call;
        const isOurs = call !== undefined && isLeasedSince(call, leasedAt);
        return { events: isOurs ? [{ kind: 'call-released', at, callId, notBefore: at + outcome.retryAfterMs }] : [], result: undefined };
      });
      return;
    case 'unknown':
      // An unknown outcome is not a failure. Ringing again here would ring a person twice; waiting costs them a few seconds.
      log.warn({ conferenceId, callId, cause: outcome.cause }, 'Twilio did not say what became of a call; it will be asked');
      throw new NotYet('What became of the call is not known', ASK_TWILIO_AFTER_MS);
  }
}
