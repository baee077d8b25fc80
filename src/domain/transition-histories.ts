import type { Conference, EndReason } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { ConferenceEvent, Decision } from './events.ts';
import type { ParticipantState } from './participant.ts';
import { liveThrough } from './transition-histories/live-through.ts';
import { challengeOf, lateVerdict } from './transition-histories/machine-fate.ts';
import type { History, Leg, PersonPlan, Plan, ReportOfCall, Ring } from './transition-histories/plan.ts';
import { callReports, endOf, roomReports } from './transition-histories/reports.ts';

/**
 * For tests of `transition`: what Twilio and the people at the phones do, as a small model that knows nothing of the code it tests. A plan
 * says what becomes of each call; `historyOf` works out what happens when, what we are told of it, and how it has to end.
 */

const REQUESTED_AT = Date.parse('2030-01-07T18:00:00.250Z');
const KNOWN_AT = REQUESTED_AT + 700;
const PAUSE_MS = 20_000;
/** How soon we act upon what we hear. */
const SOON_MS = 300;

/** How often everybody is rung who is not reached. */
const ATTEMPTS = 2;

export const asked: Conference = requestedConference({
  id: 'conference', teamId: 'T1', hostUserId: 'U0', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: REQUESTED_AT, confirmJoin: false, ringPlan: { attempts: ATTEMPTS, pauseMs: PAUSE_MS },
});

/** A call that is to be asked for. */
interface Due {
  readonly id: string;
  readonly plan: Extract<PersonPlan, { kind: 'rung' }>;
  /** Which of their rings, from 0. */
  readonly nth: number;
  readonly at: number;
  /** Throttled before. */
  readonly isAgain: boolean;
  /** Held back, for their phone was rung too often of late; its turn is over. */
  readonly isHeldBack: boolean;
}

/** What has happened so far. */
interface Told {
  readonly limitAt: number | null;
  readonly decisions: ConferenceEvent[];
  readonly legs: Leg[];
  readonly states: Map<string, ParticipantState>;
  readonly ends: number[];
  readonly due: Due[];
  /** Those whom the time limit kept from being rung on. */
  readonly cutShort: Set<string>;
  /** The calls that were held back. */
  readonly heldBack: Set<string>;
}

export function historyOf({ people, limitAfter, endsAs, warnedAfter, roomEndSkew }: Plan): History {
  // Nobody decides to end what ended the moment its people were known.
  const limitAt = limitAfter === null || people.every(({ kind }) => kind === 'no-number') ? null : KNOWN_AT + limitAfter * 1_000;
  const told: Told = { limitAt, decisions: [], legs: [], states: new Map(), ends: [], due: [], cutShort: new Set(), heldBack: new Set() };
  people.forEach((plan, index) => {
    if (plan.kind === 'no-number') told.states.set(`${index}`, 'not-called');
    else told.due.push({ id: `${index}`, plan, nth: 0, at: KNOWN_AT + index * 1_000, isAgain: false, isHeldBack: false });
  });
  for (let next = takeNext(told); next !== undefined; next = takeNext(told)) ringOnce(told, next);
  const { decisions, legs, states } = told;
  decisions.push(...legs.flatMap(challengeOf));
  if (warnedAfter !== null) decisions.push(...warning(KNOWN_AT + warnedAfter * 1_000));
  if (limitAt !== null) decisions.push({ kind: 'end-decided', at: limitAt, reason: endsAs });
  const inOrder = [resolved(people), ...decisions.toSorted((a, b) => madeAt(a, legs) - madeAt(b, legs))];
  const reports = [...legs.flatMap((leg) => [...callReports(leg), ...lateVerdict(leg)]), ...roomReports(legs, roomEndSkew)]
    .map((heard) => ({ report: heard.report, after: inOrder.findLastIndex((decision) => comesBefore(decision, heard, told.heldBack)) + 1 }));
  const isComplete = legs.every(({ told: { lost } }) => lost !== 'all');
  return { decisions: inOrder, reports, isComplete, states, reason: reasonFor(told, people, endsAs) };
}

/** That it ends is told, and it is extended: nobody's phone notices. */
function warning(at: number): ConferenceEvent[] {
  const endsAt = at + 300_000;
  return [{ kind: 'limit-warned', at, endsAt, extendMs: 1_800_000 }, { kind: 'extended', at: at + 900, by: 'U0', endsAt }];
}

function takeNext({ due }: Told): Due | undefined {
  due.sort((a, b) => a.at - b.at);
  return due.shift();
}

/** A report that has us ring on is heard when it happens, though Twilio stamps it with the whole second before. */
function madeAt(event: ConferenceEvent, legs: readonly Leg[]): number {
  return event.kind === 'call-progressed' ? legs.find(({ callId }) => callId === event.callId)?.endedAt ?? event.at : event.at;
}

/**
 * What must have come before a report of something that happened at `since`: the lease of its call, and what had somebody taken out of the room and let
 * in again. Also that somebody else was rung on, or rung who was held back: had that been heard which only happened later, they might not have been.
 */
function comesBefore(decision: ConferenceEvent, { report, callId, since }: ReportOfCall, heldBack: ReadonlySet<string>): boolean {
  if (!('callId' in decision)) return false;
  const isOwn = decision.callId === callId;
  if (since === undefined) return isOwn && decision.kind === 'call-leased';
  const isForCompany = decision.kind === 'call-leased' && (/\.\d+$/u.test(decision.callId) || heldBack.has(decision.callId));
  const isCause = decision.kind === 'call-leased' || decision.kind === 'challenge-decided' || decision.kind === 'challenge-passed';
  return (isOwn || report.kind === 'room-ended' || isForCompany) && isCause && since >= decision.at;
}

function resolved(people: readonly PersonPlan[]): Decision {
  return {
    kind: 'people-resolved', at: KNOWN_AT, name: 'Conference',
    people: people.map((plan, index) => ({
      participantId: `${index}`, callId: plan.kind === 'rung' ? `call-${index}` : null, slackUserId: `U${index}`, name: `Person ${index}`, shortName: `P${index}`,
      isHost: index === 0, number: plan.kind === 'rung' ? { e164: `+1415555010${index}`, extension: null } : null, numberSource: plan.kind === 'rung' ? 'profile' : null, held: null,
      secondNumber: plan.kind === 'rung' && plan.hasSecondNumber ? { e164: `+1415555012${index}`, extension: null } : null,
      notCalled: plan.kind === 'rung' ? null : { code: 'no-number', sentence: 'No phone number is known.' },
    })),
  };
}

/** Our side of placing a call: what we decide and hear at once; then what becomes of it. */
function ringOnce(told: Told, due: Due): void {
  const { decisions, limitAt } = told;
  const { id, plan, nth, at, isAgain } = due;
  const ring = ringOf(plan, nth);
  const place = placesOf(plan)[nth] ?? 1;
  const call = { id, callId: place === 1 ? `call-${id}` : `call-${id}.${place}`, sid: `CA${id}.${place}` };
  if (nth === 0 && plan.heldBackFor !== null && !told.heldBack.has(call.callId) && (limitAt === null || at < limitAt)) return holdBack(told, due, plan.heldBackFor * 1_000, call.callId);
  // As soon as nobody was in the room any more: held back for longer than the conference could last, it is the end of it that counts.
  if (due.isHeldBack && !hasCompany(told, Math.min(at, limitAt ?? Infinity))) {
    told.states.set(id, 'cancelled');
    return;
  }
  if (limitAt !== null && at >= limitAt) {
    if (nth === 0) told.states.set(id, 'cancelled');
    told.cutShort.add(id);
    return;
  }
  if (nth > 0 && !hasCompany(told, at)) return;
  const { callId } = call;
  const causedBy = nth === 0 || isAgain ? undefined : told.legs.findLast((leg) => leg.id === id);
  if (causedBy !== undefined && isLast(causedBy, told, id)) decisions.push(endOf(causedBy));
  decisions.push({ kind: 'call-leased', at, callId });
  switch (isAgain ? 'answered' : ring.asking) {
    case 'answered': decisions.push({ kind: 'call-placed', at: at + 120, callId, sid: call.sid }); break;
    case 'answered-late': decisions.push({ kind: 'call-placed', at: at + 7_300, callId, sid: call.sid }); break;
    case 'answer-lost': break;
    case 'throttled-once':
      decisions.push({ kind: 'call-released', at: at + 80, callId });
      told.due.push({ ...due, at: at + 1_100, isAgain: true, isHeldBack: false });
      return;
    case 'refused': case 'refused-for-the-number': {
      const becomes = ring.asking === 'refused' ? 'unreachable' : 'not-called';
      decisions.push({ kind: 'call-refused', at: at + 150, callId, refusal: { code: 'twilio-1', sentence: 'Twilio said no.', becomes } });
      told.states.set(id, becomes);
      told.ends.push(at + 150);
      ringOn(told, due, at + 150);
      return;
    }
  }
  const { leg, state } = liveThrough({ call, ring, leasedAt: at, limitAt });
  told.legs.push(leg);
  told.states.set(id, state);
  told.ends.push(leg.endedAt);
  const isNotReached = state === 'busy' || state === 'no-answer' || state === 'unreachable' || (state === 'voicemail' && leg.verdict?.isActedUpon === true);
  if (isNotReached && ring.told.lost !== 'all') ringOn(told, due, leg.endedAt);
}

/** Its turn comes, and their phone was rung too often of late. */
function holdBack({ decisions, due: all, heldBack }: Told, due: Due, ms: number, callId: string): void {
  heldBack.add(callId);
  decisions.push({ kind: 'call-held-back', at: due.at, callId, notBefore: due.at + ms });
  all.push({ ...due, at: due.at + ms, isHeldBack: true });
}

/** Whether their last try was this call, and no refusal after it. */
function isLast(leg: Leg, { decisions }: Told, id: string): boolean {
  const latest = decisions.findLast((decision) => decision.kind === 'call-leased' && decision.callId.split('.')[0] === `call-${id}`);
  return latest !== undefined && 'callId' in latest && latest.callId === leg.callId;
}

function ringOf({ rings }: Due['plan'], nth: number): Ring {
  return rings[nth % rings.length] ?? rings[0];
}

/** The places of somebody's rings among all the plan could have: 1 and 2 are the first attempt at both numbers, 3 and 4 the second. */
function placesOf(plan: Due['plan']): readonly number[] {
  const all = Array.from({ length: ATTEMPTS * 2 }, (_, index) => index + 1).filter((place) => place % 2 === 1 || plan.hasSecondNumber);
  const places: number[] = [];
  const refused = new Set<number>();
  for (const place of all) {
    if (refused.has(place % 2)) continue;
    if (ringOf(plan, places.length).asking === 'refused-for-the-number') refused.add(place % 2);
    places.push(place);
  }
  return places;
}

/** They were not reached: at once at the second number, or after the pause once more. */
function ringOn(told: Told, due: Due, failedAt: number): void {
  const [place = 1, next] = placesOf(due.plan).slice(due.nth);
  if (next === undefined) return;
  const isNextAttempt = Math.ceil(next / 2) > Math.ceil(place / 2);
  told.due.push({ ...due, nth: due.nth + 1, at: failedAt + SOON_MS + (isNextAttempt ? PAUSE_MS : 0), isAgain: false, isHeldBack: false });
}

/** Whether anybody is in the room or on their way, as far as we know, which nobody is who is held back; as long as nobody ever was in it, everybody is wanted. */
function hasCompany({ legs, due }: Told, at: number): boolean {
  if (due.some(({ nth, isHeldBack }) => nth === 0 && !isHeldBack)) return true;
  const isInProgress = legs.some(({ leasedAt, endedAt, told: { lost } }) => leasedAt <= at && (endedAt > at || lost === 'all'));
  return isInProgress || !legs.some((leg) => leg.stays.some(([from]) => from < at) && countsAsIn(leg));
}

/** What was hung up on as a machine was nobody; and of what we are never told we know nothing. */
function countsAsIn({ told: { lost }, verdict }: Leg): boolean {
  return (lost === 'nothing' || lost === 'the-leave') && (verdict === undefined || !verdict.isActedUpon || verdict.passedAt !== null);
}

/** Their clock is not ours: within so much of the time limit, nobody can say which came first. */
const SAME_MOMENT_MS = 8_000;

function reasonFor({ legs, ends, limitAt, cutShort, states }: Told, people: readonly PersonPlan[], endsAs: Plan['endsAs']): EndReason | null {
  if (people.every(({ kind }) => kind === 'no-number')) return 'nobody-to-ring';
  const isCut = [...cutShort].some((id) => states.get(id) === 'cancelled') || (cutShort.size > 0 && !legs.some((leg) => leg.stays.length > 0 && countsAsIn(leg)));
  const last = isCut ? Infinity : Math.max(...ends);
  if (limitAt !== null && last >= limitAt) return endsAs;
  if (limitAt !== null && last > limitAt - SAME_MOMENT_MS) return null;
  if (legs.length === 0) return 'no-call-placed';
  return legs.some(({ wasIn, told: { lost } }) => wasIn && (lost === 'nothing' || lost === 'the-leave')) ? 'everyone-left' : 'nobody-answered';
}
