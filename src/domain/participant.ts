import type { Call } from './call.ts';
import { presenceOf } from './call.ts';
import type { HeldPerson } from './held-person.ts';
import type { NumberSource } from './number-source.ts';

/** One contact in one conference. */
export interface Participant {
  readonly id: string;
  readonly slackUserId: string | null;
  /** As the card shows it: a name, or a masked number for an outside number nobody named. */
  readonly name: string;
  /** What the thread calls them: the first name, unless two share it. */
  readonly shortName: string;
  readonly isHost: boolean;
  /** What is dialled; null when nobody knows. Shown to nobody. */
  readonly number: DialedNumber | null;
  /** What is dialled when that came to nothing; null when there is no other. */
  readonly secondNumber: DialedNumber | null;
  /** Where the number comes from; null when there is none. */
  readonly numberSource: NumberSource | null;
  /** Why nobody rang them before the host said so, and what was said; null for somebody who was never held back. */
  readonly held: HeldPerson | null;
  /** Why their phone is not rung; null when it is. */
  readonly notCalled: NotCalled | null;
  /** What they are living through. Derived from all that is known by `participantState`, and only by it. */
  readonly state: ParticipantState;
  /** One a ring, the latest last. */
  readonly calls: readonly Call[];
}

/** A number as it is dialled: E.164, and the extension that is keyed in once it answers. */
export interface DialedNumber {
  readonly e164: string;
  readonly extension: string | null;
}

/** Why somebody is not rung, with a sentence that says what to do about it. */
export interface NotCalled {
  readonly code: string;
  readonly sentence: string;
}

/** What one participant is living through; the states after `joined` are ends for this call, and ringing them again leads to waiting. */
export type ParticipantState =
  /**
   * Nobody rings them before the host says so: it is night for them, or Do Not Disturb is on. The others ring and go on without them. Leads to
   * waiting (Ring anyway, or they asked for it themselves), not-called (Leave out), cancelled.
   */
  | 'held'
  /**
   * Nobody has rung them yet: their call waits for its turn at Twilio's calls-per-second, or the host's for somebody to talk to while all the
   * others are held; or they were not reached and are rung on by the plan, at their second number or after a pause. Leads to ringing, unreachable,
   * not-called, cancelled, and back to what the last call came to when no other follows after all.
   */
  | 'waiting'
  /** Their phone rings. Leads to answered, busy, no-answer, unreachable, declined, cancelled. */
  | 'ringing'
  /** Somebody or something picked up and hears the welcome, or is asked to press 1, for it sounds like a machine. Leads to joined, voicemail, left. */
  | 'answered'
  /** The others can hear them. Leads to left, removed, and back to answered when Twilio takes them for a machine. */
  | 'joined'
  /** Was connected and hung up. */
  | 'left'
  /** It rang and rang. */
  | 'no-answer'
  /** The line was taken. */
  | 'busy'
  /** The network could not reach the phone, or Twilio would not dial it; the reason is kept beside. */
  | 'unreachable'
  /** A machine picked up. */
  | 'voicemail'
  /** They pressed the red button. */
  | 'declined'
  /** Taken out by the host, out of the room or off the phone that rang. */
  | 'removed'
  /** The conference ended before they were in it. */
  | 'cancelled'
  /** No number, a number we may not ring, or left out. Leads to waiting when they are rung after all. */
  | 'not-called';

const UNSETTLED: ReadonlySet<ParticipantState> = new Set(['waiting', 'ringing', 'answered', 'joined']);

/** Whether somebody is in the room or may still come: as long as one is, the conference goes on. */
export function isUnsettled(state: ParticipantState): boolean {
  return UNSETTLED.has(state);
}

/** Whether they are in the room, or their phone is being rung or is about to be: then it is rung for nobody else's wish. */
export function isOnThePhone(participant: Participant): boolean {
  return isUnsettled(participant.state) && latestCall(participant)?.placing !== 'held';
}

/** The ring that counts: the latest. Undefined when they were never to be rung. */
export function latestCall({ calls }: Pick<Participant, 'calls'>): Call | undefined {
  return calls.findLast(({ placing }) => placing !== 'withdrawn');
}

/** What a call of somebody dials; null when nobody knows. */
export function numberOf({ number, secondNumber }: Pick<Participant, 'number' | 'secondNumber'>, { toSecond }: Pick<Call, 'toSecond'>): DialedNumber | null {
  return toSecond ? secondNumber : number;
}

/** Whether a call of theirs dials an extension, so that they may have been asked to press 1: Twilio does not listen there (docs voice/api/call-resource, SendDigits). */
export function hasExtension(participant: Pick<Participant, 'number' | 'secondNumber'>, call: Pick<Call, 'toSecond'> | undefined): boolean {
  return call !== undefined && (numberOf(participant, call)?.extension ?? null) !== null;
}

/** Whether two numbers are one phone. An extension is part of it: two people behind one switchboard are two. */
export function isSameNumber(one: DialedNumber | null, other: DialedNumber | null): boolean {
  return one !== null && other !== null && one.e164 === other.e164 && one.extension === other.extension;
}

/** Whether the others heard them in the ring that counts. */
export function hasJoined(participant: Participant): boolean {
  const call = latestCall(participant);
  return call !== undefined && presenceOf(call).length > 0;
}

/** Whether the others ever heard them. */
export function everJoined(participant: Participant): boolean {
  return participant.calls.some((call) => presenceOf(call).length > 0);
}
