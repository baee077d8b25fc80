import type { Call } from './call.ts';
import { isFinal } from './call.ts';
import { callState } from './call-state.ts';
import type { Conference, RingPlan } from './conference.ts';
import type { Participant } from './participant.ts';
import { isSameNumber, latestCall } from './participant.ts';

/** Which of the calls of one wish a call is. */
export type Turn = Pick<Call, 'attempt' | 'toSecond'>;

/** A call that is to follow one that came to nothing. */
export interface NextCall extends Turn {
  /** Made of the first one's, so that nobody has to agree on it: whoever works it out works out the same. */
  readonly id: string;
}

/** Whether nobody asked for this call: it follows one that came to nothing. */
export function isFollowing({ attempt, toSecond }: Turn): boolean {
  return attempt > 1 || toSecond;
}

/** Whether it follows another, and Twilio was not asked for it so far: it can still be done without. */
export function isPending(call: Call): boolean {
  return isFollowing(call) && call.placing === 'waiting';
}

/**
 * Whether somebody asked for this call, and it was not placed when its turn came, for their phone was rung too often of late. Whether it is placed when that
 * is over depends on who is in the room then.
 */
export function wasHeldBack(call: Call): boolean {
  return !isFollowing(call) && call.notBefore !== null && call.removedAt === null && (call.placing === 'waiting' || call.placing === 'abandoned');
}

/** The latest call that took place, takes place or was asked for by somebody; what is only to follow it does not count. */
export function latestAskedFor({ calls }: Pick<Participant, 'calls'>): Call | undefined {
  return calls.findLast((call) => call.placing !== 'withdrawn' && !isPending(call));
}

/**
 * The call that follows somebody's latest by the plan, if that came to nothing: the line was busy, nobody answered, the phone could not be reached,
 * a voicemail box was hung up on, Twilio refused. Whoever declined, hung up or was taken out said no, and is not rung again by itself.
 */
export function nextCall(conference: Pick<Conference, 'endedRooms' | 'ringPlan' | 'participants'>, participant: Participant): NextCall | null {
  const latest = latestAskedFor(participant);
  if (latest === undefined || participant.notCalled !== null || !cameToNothing(conference, latest)) return null;
  const wish = rootOf(latest.id);
  const ofWish = participant.calls.filter(({ id }) => rootOf(id) === wish);
  // A number Twilio takes for none, or may not call, will be no other a minute later.
  const isRefused = (toSecond: boolean): boolean => ofWish.some((call) => call.toSecond === toSecond && call.refusal?.becomes === 'not-called');
  const turn = turnsAfter(latest, conference.ringPlan).find(({ toSecond }) => !isRefused(toSecond) && (!toSecond || hasOwnSecond(conference, participant)));
  return turn === undefined ? null : { ...turn, id: `${wish}.${placeOf(turn)}` };
}

/** Whether they have a second number. Somebody else's phone is nobody's: who came in later on it would be rung for another, or be rung again themselves. */
function hasOwnSecond({ participants }: Pick<Conference, 'participants'>, { id, secondNumber }: Participant): boolean {
  return secondNumber !== null && participants.every((other) => other.id === id || other.notCalled !== null || !isSameNumber(other.number, secondNumber));
}

function cameToNothing(conference: Pick<Conference, 'endedRooms'>, call: Call): boolean {
  switch (callState(conference, call)) {
    case 'busy': case 'no-answer': case 'unreachable': case 'not-called': return true;
    // Asked to press 1, and nobody did. One that hung up by itself before it was asked may have been a person; so may whoever picked up and did not
    // press 1 where nobody listened (`asksToPress1`): that is `left`, which a person who hung up while they were asked is as well.
    case 'voicemail': return call.challengedAt !== null && isFinal(call.status);
    default: return false;
  }
}

/**
 * When the next attempt at somebody begins, epoch milliseconds; undefined when none is to come, or the second number is rung at once.
 * @returns a time that may have passed: whoever is late rings now.
 */
export function nextAttemptAt({ ringPlan }: Pick<Conference, 'ringPlan'>, participant: Pick<Participant, 'calls'>): number | undefined {
  const pending = latestCall(participant);
  const latest = latestAskedFor(participant);
  if (pending === undefined || latest === undefined || !isPending(pending) || pending.attempt === latest.attempt) return undefined;
  return (latest.endedAt ?? latest.refusal?.at ?? 0) + ringPlan.pauseMs;
}

/** Whether nobody rings them at this moment, though somebody will: between two attempts, or because their phone was rung too often of late. */
export function isPausing(participant: Pick<Participant, 'calls'>): boolean {
  const pending = latestCall(participant);
  return pending !== undefined && isPending(pending) && (pending.notBefore !== null || pending.attempt !== latestAskedFor(participant)?.attempt);
}

function turnsAfter(turn: Turn, { attempts }: RingPlan): Turn[] {
  const all = Array.from({ length: attempts }, (_, index) => [{ attempt: index + 1, toSecond: false }, { attempt: index + 1, toSecond: true }]).flat();
  return all.slice(placeOf(turn));
}

/** 1 for the first call of a wish, 2 for the second number, 3 for the next attempt. */
function placeOf({ attempt, toSecond }: Turn): number {
  return attempt * 2 - (toSecond ? 0 : 1);
}

function rootOf(id: string): string {
  return id.replace(/\.\d+$/u, '');
}
