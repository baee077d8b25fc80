import type { CallStatus, Refusal } from '../../domain/call.ts';
import type { Money } from '../../domain/money.ts';
import type { DialedNumber } from '../../domain/participant.ts';

/** A call as Twilio is asked for it. */
export interface CallOrder {
  readonly callId: string;
  readonly conferenceId: string;
  readonly number: DialedNumber;
  /** Whether Twilio is to listen for a machine and tell (it costs). */
  readonly detectMachine: boolean;
  /** Whether only what a trial account takes is asked for: without callbacks and all else, but it rings. */
  readonly bare: boolean;
}

/** A call that speaks a code. */
export interface CodeCall {
  readonly proofId: string;
  readonly number: DialedNumber;
}

export type PlaceOutcome =
  | { readonly kind: 'placed'; readonly sid: string }
  | { readonly kind: 'refused'; readonly refusal: Omit<Refusal, 'at'> }
  /** Never processed: may be asked again. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  /** No answer: it may or may not ring. */
  | { readonly kind: 'unknown'; readonly cause: string };

/** Never processed, and surely not placed: a trial account refuses most parameters. Asked for bare, it may ring. */
export interface TrialRefusal {
  readonly kind: 'trial';
}

/** A call as Twilio tells of it when asked. */
export interface AskedCall {
  readonly status: CallStatus;
  /** Epoch milliseconds; null while it goes on. */
  readonly endedAt: number | null;
  /** What Twilio takes whoever answered for, in its own word; null when it did not listen, or cannot say. */
  readonly answeredBy: string | null;
}

/** Somebody in a room as Twilio lists them. */
export interface ListedParticipant {
  readonly callSid: string;
  readonly label: string | null;
  /** Epoch milliseconds. */
  readonly joinedAt: number;
  readonly muted: boolean;
  readonly onHold: boolean;
}

/** One of Twilio's rooms as it lists it. */
export interface ListedRoom {
  readonly sid: string;
  /** Epoch milliseconds; null while it goes on. */
  readonly endedAt: number | null;
  /** Who is in it now; nobody once it has ended, for Twilio then lists none (docs voice/api/conference-participant-resource). */
  readonly participants: readonly ListedParticipant[];
}

/** A call as Twilio lists it. */
export interface ListedCall {
  readonly sid: string;
  readonly startedAt: number | null;
}

/** What came of changing a call that was placed. */
export type CallChanged = 'done' | 'gone' | 'unknown';

/** Twilio's phones. */
export interface Telephony {
  /** Asks once. `trial` is never said of a call that was asked for bare. */
  placeCall(order: CallOrder): Promise<PlaceOutcome | TrialRefusal>;
  /** Calls somebody with the code of a proof; nothing is told of what becomes of the call. */
  callWithCode(call: CodeCall): Promise<PlaceOutcome>;
  /** Our outgoing calls to a number created since `since` (epoch ms). Throws RateLimited or Unavailable. */
  callsTo(number: string, since: number): Promise<readonly ListedCall[]>;
  /** What a call is doing; null when Twilio knows of none: not yet, or not any more. Throws RateLimited or Unavailable. */
  callState(sid: string): Promise<AskedCall | null>;
  /** What a call is charged with; null as long as Twilio has not named it, or for a call it no longer knows. Throws RateLimited or Unavailable. */
  callPrice(sid: string): Promise<Money | null>;
  /** The rooms of this name, past ones too. Throws RateLimited or Unavailable. */
  rooms(roomName: string): Promise<readonly ListedRoom[]>;
  /**
   * Cancels a ringing call or hangs up a live one; one that is over already, `gone`, is no error. `unknown`: Twilio has no such call, which one just
   * placed may be for a while. Throws RateLimited or Unavailable.
   */
  hangUp(sid: string): Promise<CallChanged>;
  /**
   * Has a live call ask us once more what to do; it leaves the room for that. `gone` when it is over, `unknown` as above. May be asked twice. Throws RateLimited or
   * Unavailable.
   */
  askAnew(sid: string, call: { readonly conferenceId: string; readonly callId: string }): Promise<CallChanged>;
}
