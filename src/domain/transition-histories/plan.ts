import type { CallStatus, FinalCallStatus } from '../call.ts';
import type { EndReason } from '../conference.ts';
import type { ConferenceEvent, Report } from '../events.ts';
import type { ParticipantState } from '../participant.ts';

/** What becomes of one person, as it is drawn at random. Times in seconds. */
export type PersonPlan =
  | { readonly kind: 'no-number' }
  | {
      readonly kind: 'rung';
      /** What becomes of each ring: the first, and those that follow it by the plan, from the beginning again where there are more. */
      readonly rings: readonly [Ring, ...Ring[]];
      readonly hasSecondNumber: boolean;
      /** Their phone was rung too often of late, and rings so much later than its turn; null when it was not. */
      readonly heldBackFor: number | null;
    };

export interface Ring {
  readonly asking: Asking;
  readonly fate: Fate;
  readonly told: Told;
}

/** How asking Twilio for the call goes. */
export type Asking =
  | 'answered'
  /** The answer comes seconds later, when the phone may be ringing or even answered. */
  | 'answered-late'
  /** The answer never comes: only callbacks tell of the call. */
  | 'answer-lost'
  /** Throttled the first time, so that it certainly never got there. */
  | 'throttled-once'
  | 'refused'
  | 'refused-for-the-number';

export type Fate =
  | { readonly kind: 'not-reached'; readonly status: Exclude<FinalCallStatus, 'completed' | 'canceled'>; readonly sip: number | null; readonly ringsFor: number }
  | { readonly kind: 'hangs-up-at-once'; readonly ringsFor: number; readonly listensFor: number }
  | { readonly kind: 'joins'; readonly ringsFor: number; readonly listensFor: number; readonly staysFor: number }
  /** Twilio takes what answered for a machine, and it is asked to press 1. */
  | {
      readonly kind: 'sounds-like-a-machine'; readonly ringsFor: number; readonly listensFor: number; readonly staysFor: number;
      /** How long after the verdict somebody presses 1; null when nobody does. */
      readonly pressesAfter: number | null;
      /** Hung up before Twilio told us of its verdict. */
      readonly isGoneByThen: boolean;
    };

/** Which of Twilio's reports ever reach us. */
export interface Told {
  readonly lost: 'nothing' | 'all' | 'all-but-the-last-status' | 'the-room' | 'the-leave';
  /** Statuses Twilio never sends, or the network skips. */
  readonly skips: readonly CallStatus[];
}

export interface Plan {
  readonly people: readonly PersonPlan[];
  /** Seconds after people were known; null when the conference ends before its time limit. */
  readonly limitAfter: number | null;
  /** Why it is decided to end it then. */
  readonly endsAs: 'time-limit' | 'alone';
  /** Seconds after people were known; everybody is told of its end, and it is extended a moment later. Null when nobody is. */
  readonly warnedAfter: number | null;
  /** How far the stamp of a room's end is from its last leave, in seconds. */
  readonly roomEndSkew: number;
}

/** A report, and how many of our decisions come before it at the least: nothing is heard of a call before Twilio is asked for it. */
export interface Heard {
  readonly report: Report;
  readonly after: number;
}

export interface History {
  /** With the verdicts of machine detection we acted upon: what comes of that follows them. */
  readonly decisions: readonly ConferenceEvent[];
  readonly reports: readonly Heard[];
  /** Whether every call's end was told, so that nothing is left open. */
  readonly isComplete: boolean;
  readonly states: ReadonlyMap<string, ParticipantState>;
  /** Null when it ended by itself and by its time limit within the same few seconds: either will do. */
  readonly reason: EndReason | null;
}

/** One call as it was on the line. */
export interface Leg {
  /** Whose. */
  readonly id: string;
  readonly callId: string;
  readonly told: Told;
  readonly sid: string;
  /** When our request is decided on, epoch milliseconds; the reports follow it. */
  readonly leasedAt: number;
  readonly steps: readonly { readonly status: CallStatus; readonly at: number; readonly sip: number | null }[];
  /** When they were in the room, from and to. */
  readonly stays: readonly (readonly [number, number])[];
  /** Whether a person was in it, and not a machine. */
  readonly wasIn: boolean;
  readonly endedAt: number;
  /** What Twilio takes for a machine, and when we are told. */
  readonly verdict?: { readonly at: number; readonly isActedUpon: boolean; readonly passedAt: number | null };
}

export interface ReportOfCall {
  readonly report: Report;
  readonly callId: string;
  /** When it happened, to the millisecond, where that may follow from what we did. */
  readonly since?: number;
}
