import type { Money } from './money.ts';

/** One ring of one participant's phone (one Twilio Call). What is known of it only grows: later news never erases earlier. */
export interface Call {
  readonly id: string;
  /** Which try it is of those one wish makes, from 1. */
  readonly attempt: number;
  /** Whether it rings their second number, for the first came to nothing. */
  readonly toSecond: boolean;
  /** How far we are with asking Twilio for it. */
  readonly placing: Placing;
  /** Not rung before, epoch milliseconds: their phone was rung too often of late. Null when nothing holds it back; it stays where the call is never placed. */
  readonly notBefore: number | null;
  /** When a worker took it to place it, epoch milliseconds; an answer that never came is looked for from then on. */
  readonly leasedAt: number | null;
  /** Twilio's CallSid. */
  readonly sid: string | null;
  readonly refusal: Refusal | null;
  /** The furthest status Twilio told of; null before the first. */
  readonly status: CallStatus | null;
  readonly answeredAt: number | null;
  /** When it reached a status nothing follows. */
  readonly endedAt: number | null;
  /** The SIP code of its end: 486 busy, 603 declined, 404 unreachable. */
  readonly sipResponseCode: number | null;
  /** Joins and leaves of the room, in the order they happened. */
  readonly presence: readonly PresenceMark[];
  /** Whether the others hear them, as it was last told; null when nobody ever muted them. */
  readonly muted: RoomMark | null;
  /** Whether they hear music instead of the others, as it was last told. */
  readonly onHold: RoomMark | null;
  /** What somebody wished of these marks; Twilio is asked for it, and `outcome` says what came of it. */
  readonly wishes: Readonly<Partial<Record<MarkKind, MarkWish>>>;
  /** When somebody took them out, epoch milliseconds: what follows is `removed`, not `left`. */
  readonly removedAt: number | null;
  /** Whether it was they themselves, in Slack instead of on their phone: whoever was in the room has then left it. */
  readonly removedThemselves: boolean;
  /** That a machine picked up, as Twilio takes it; null when it said nothing of the kind, or a person. */
  readonly machine: Machine | null;
  /** When it was decided to take it out of the room and ask it to press 1, epoch milliseconds: from then on it is over when the call is. */
  readonly challengedAt: number | null;
  /** When somebody pressed 1 whom Twilio had taken for a machine, epoch milliseconds: it is a person after all. */
  readonly passedAt: number | null;
  /** What Twilio charges for it; known some time after its end. */
  readonly price: Money | null;
}

export type Placing =
  /** Not asked for before the host says so: for whom it rings it is night, or so it is for everybody else. Leads to waiting, abandoned. */
  | 'held'
  /** Its turn at Twilio's calls-per-second has not come. */
  | 'waiting'
  /** A worker is asking Twilio, or asked and never heard the answer. */
  | 'leased'
  /** Twilio has it. */
  | 'placed'
  /** Twilio said no; it was never rung. */
  | 'refused'
  /** The conference ended before its turn, everybody had left while it was held back, or the host left them out; it is never placed. */
  | 'abandoned'
  /**
   * It was to follow one that came to nothing, and is not wanted any more: they declined, everybody left, somebody rang them, the conference ended. Never
   * placed, and as if it had never been.
   */
  | 'withdrawn';

/** Twilio's call status (docs voice/api/call-resource). */
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalCallStatus;
export type FinalCallStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/** Why Twilio would not place a call, in words for the host. */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
  /** What the participant's state becomes: `not-called` for a number we may not ring, `unreachable` for all else. */
  readonly becomes: 'unreachable' | 'not-called';
  readonly at: number;
}

/** One join or leave. Twilio numbers them within a room. */
export interface PresenceMark {
  readonly kind: 'join' | 'leave';
  readonly roomSid: string;
  readonly sequence: number;
  readonly at: number;
}

/** What Twilio's machine detection heard (docs voice/answering-machine-detection), and when we were told: it names no time. */
export interface Machine {
  readonly kind: 'machine' | 'fax';
  readonly at: number;
}

/** What of somebody in the room can be switched on and off, and how it stood when. It counts in that room only: who comes back comes back unmuted. */
export interface RoomMark {
  readonly on: boolean;
  readonly roomSid: string;
  readonly sequence: number;
  readonly at: number;
}

/** What can be switched on and off. */
export type MarkKind = 'muted' | 'onHold';

/** Somebody wishes a mark to be set or taken away. */
export interface MarkWish {
  readonly on: boolean;
  /** Where they are: it counts in that room only. */
  readonly roomSid: string;
  /** A Slack user; null once it came to something, for then the thread tells who it was. */
  readonly by: string | null;
  /** Whether it was about everybody at once, which the thread tells in one line. */
  readonly ofAll: boolean;
  readonly at: number;
  /** `gone`: they had left the room a moment before. `failed`: Twilio could not be asked, or would not do it yet, and is not asked any more. */
  readonly outcome: 'asked' | 'done' | 'gone' | 'failed';
}

/** The room somebody is in, Twilio's sid; null when they are in none. */
export function roomOf({ presence }: Pick<Call, 'presence'>): string | null {
  const last = presence.at(-1);
  return last?.kind === 'join' ? last.roomSid : null;
}

/** How a mark stands, or will stand once Twilio has done what it is being asked for. */
export function isWanted(call: Call, mark: MarkKind): boolean {
  const wish = call.wishes[mark];
  return wish !== undefined && wish.outcome === 'asked' && wish.roomSid === roomOf(call) ? wish.on : holds(call[mark], call);
}

/** Whether a mark holds: they are in the room it was made in. */
export function holds(mark: RoomMark | null, call: Pick<Call, 'presence'>): boolean {
  const last = call.presence.at(-1);
  return mark !== null && mark.on && last?.kind === 'join' && last.roomSid === mark.roomSid;
}

/** The later of two marks, whichever was heard of first. */
export function laterMark(known: RoomMark | null, told: RoomMark): RoomMark {
  if (known === null) return told;
  const order = told.at - known.at || (told.roomSid === known.roomSid ? told.sequence - known.sequence : told.roomSid < known.roomSid ? -1 : 1);
  return order > 0 ? told : known;
}

/** A call nobody has asked Twilio for yet. */
export function newCall(id: string, placing: 'waiting' | 'held' = 'waiting'): Call {
  return { id, attempt: 1, toSecond: false, placing, notBefore: null, leasedAt: null, sid: null, refusal: null, status: null, answeredAt: null, endedAt: null, sipResponseCode: null, presence: [], muted: null, onHold: null, wishes: {}, removedAt: null, removedThemselves: false, machine: null, challengedAt: null, passedAt: null, price: null };
}

const RANK: Readonly<Record<CallStatus, number>> = {
  queued: 0, initiated: 1, ringing: 2, 'in-progress': 3, completed: 4, busy: 4, failed: 4, 'no-answer': 4, canceled: 4,
};

/** Whether a word of Twilio's is a call status we know. */
export function isCallStatus(status: string): status is CallStatus {
  return Object.hasOwn(RANK, status);
}

/** Whether nothing follows this status. */
export function isFinal(status: CallStatus | null): status is FinalCallStatus {
  return status !== null && RANK[status] === RANK.completed;
}

/** Whether `status` tells more than what is known. A final status is never replaced: Twilio promises no order (docs voice/api/call-resource). */
export function isFurther(status: CallStatus, known: CallStatus | null): boolean {
  return known === null || RANK[status] > RANK[known];
}

/** Whether it is leased by whoever took it at `leasedAt`, epoch milliseconds: where their process stood still, another may have settled it and taken it anew. */
export function isLeasedSince(call: Pick<Call, 'placing' | 'leasedAt'>, leasedAt: number): boolean {
  return call.placing === 'leased' && call.leasedAt === leasedAt;
}

/** Whether Twilio may still be ringing or connecting this call, so that an end must hang it up. */
export function isUnderWay(call: Call): boolean {
  return (call.placing === 'placed' || call.placing === 'leased') && !isFinal(call.status);
}

/**
 * Whether nobody showed yet that a person is there: asked to press 1 while it goes on, voicemail when it is over. Nobody takes what the others
 * heard of it for somebody who was in the room.
 */
export function isTakenForMachine({ machine, passedAt }: Pick<Call, 'machine' | 'passedAt'>): boolean {
  return machine !== null && passedAt === null;
}

/** Joins and leaves of a person. */
export function presenceOf(call: Pick<Call, 'machine' | 'passedAt' | 'presence'>): readonly PresenceMark[] {
  return isTakenForMachine(call) ? [] : call.presence;
}

/**
 * Whether somebody or something picked up: then it costs. "completed" is said only of calls that were (docs voice/api/call-resource), and
 * whoever was in the room was.
 */
export function wasAnswered({ sid, answeredAt, status, presence }: Call): boolean {
  return sid !== null && (answeredAt !== null || status === 'completed' || presence.length > 0);
}
