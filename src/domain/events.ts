import type { CallStatus, MarkKind, Refusal } from './call.ts';
import type { EndReason } from './conference.ts';
import type { NumberSource } from './number-source.ts';
import type { Money } from './money.ts';
import type { DialedNumber, NotCalled } from './participant.ts';
import type { Held } from './quiet-hours.ts';

/** Something that happened to a conference. `at` is when it happened (not when we heard of it), epoch milliseconds. */
export type ConferenceEvent = Decision | Report;

/** What we decided or did ourselves: these come one after the other, in the order they were committed. */
export type Decision =
  | { readonly kind: 'people-resolved'; readonly at: number; readonly name: string; readonly people: readonly ResolvedPerson[] }
  /** People come into a conference that goes on. Their ids are the caller's, so that a repeat adds nobody twice. `by` is the Slack user who asked for it. */
  | { readonly kind: 'people-added'; readonly at: number; readonly by: string; readonly people: readonly ResolvedPerson[] }
  /** Somebody who is in it gets a new call, for their last is over or they were not rung so far. Whoever is on the phone is not rung again. */
  | {
      readonly kind: 'ring-again'; readonly at: number; readonly by: string; readonly participantId: string;
      /** The caller's, so that a repeat rings nobody twice. */
      readonly callId: string;
      /** Which number, for what they set since counts. */
      readonly number: DialedNumber; readonly numberSource: NumberSource;
      /** What is dialled when that came to nothing; absent when there is no other. */
      readonly secondNumber?: DialedNumber | null;
    }
  /** What becomes of people who were held back, once for each; `by` is null when nobody said anything in time. */
  | {
      readonly kind: 'held-decided'; readonly at: number; readonly by: string | null; readonly decision: 'ring' | 'leave-out';
      readonly participantIds: readonly string[];
    }
  /** A worker takes a call to place it; from here on its outcome is unknown until Twilio is heard. */
  | { readonly kind: 'call-leased'; readonly at: number; readonly callId: string }
  /** Twilio surely did not place it under the lease taken at `leasedAt`, and the same worker asks once more: its outcome is unknown from now on. */
  | { readonly kind: 'call-leased-anew'; readonly at: number; readonly callId: string; readonly leasedAt: number }
  /** Its phone was rung too often of late: it waits until `notBefore`, epoch milliseconds. */
  | { readonly kind: 'call-held-back'; readonly at: number; readonly callId: string; readonly notBefore: number }
  /** It is certain that Twilio never got it: it may be placed again. */
  | {
      readonly kind: 'call-released'; readonly at: number; readonly callId: string;
      /** Twilio asked to be left alone until then, epoch milliseconds; absent when the call may have the next turn. */
      readonly notBefore?: number;
    }
  | { readonly kind: 'call-placed'; readonly at: number; readonly callId: string; readonly sid: string }
  | { readonly kind: 'call-refused'; readonly at: number; readonly callId: string; readonly refusal: Omit<Refusal, 'at'> }
  /** Somebody takes them out: out of the room, or off the phone that rings. `by` is the Slack user who does; it may be they themselves. */
  | { readonly kind: 'removal-decided'; readonly at: number; readonly by: string; readonly callId: string }
  /** Somebody wishes people muted or on hold, or no more: those of them who are in the room and are not so already. */
  | {
      readonly kind: 'control-decided'; readonly at: number; readonly by: string; readonly callIds: readonly string[]; readonly mark: MarkKind; readonly on: boolean;
      /** Whether it is about everybody at once. */
      readonly ofAll: boolean;
      /** Where whoever wishes it sees what comes of it; null where it is the card alone. */
      readonly seenIn: SeenIn | null;
    }
  /** Twilio was asked for what was wished at `wishedAt`, or could not be. */
  | { readonly kind: 'control-carried-out'; readonly at: number; readonly callId: string; readonly mark: MarkKind; readonly wishedAt: number; readonly outcome: 'done' | 'gone' | 'failed' }
  /** Who sounds like a machine is taken out of the room, to be asked to press 1. */
  | { readonly kind: 'challenge-decided'; readonly at: number; readonly callId: string }
  /** They pressed 1 when they were asked to, whom Twilio had taken for a machine. */
  | { readonly kind: 'challenge-passed'; readonly at: number; readonly callId: string }
  /** Everybody is told when it ends by its time limit, once for each end; `extendMs`: by how much it can be extended, in milliseconds. */
  | { readonly kind: 'limit-warned'; readonly at: number; readonly endsAt: number; readonly extendMs: number }
  /** Somebody has it go on after the end everybody was told of, once for each. */
  | { readonly kind: 'extended'; readonly at: number; readonly by: string; readonly endsAt: number }
  /** `by`: the Slack user who ended it, where somebody did. */
  | { readonly kind: 'end-decided'; readonly at: number; readonly reason: EndReason; readonly by?: string }
  /** Twilio named prices. `isLast`: it is not asked again, whatever is missing. */
  | { readonly kind: 'calls-priced'; readonly at: number; readonly prices: ReadonlyMap<string, Money>; readonly isLast: boolean };

/** What Twilio tells of, in any order and any number of times. */
export type Report =
  | {
      readonly kind: 'call-progressed'; readonly at: number; readonly callId: string; readonly sid: string;
      readonly status: CallStatus; readonly sipResponseCode: number | null;
    }
  | {
      readonly kind: 'participant-joined' | 'participant-left'; readonly at: number; readonly participantId: string; readonly sid: string;
      readonly roomSid: string; readonly sequence: number;
    }
  | {
      readonly kind: 'participant-marked'; readonly mark: MarkKind; readonly on: boolean; readonly at: number; readonly participantId: string;
      readonly sid: string; readonly roomSid: string; readonly sequence: number;
    }
  /** It takes what answered for a machine. `at` is when we were told. */
  | { readonly kind: 'machine-answered'; readonly at: number; readonly callId: string; readonly sid: string; readonly machine: 'machine' | 'fax' }
  | { readonly kind: 'room-ended'; readonly at: number; readonly roomSid: string };

/** A view somebody has before them. */
export interface SeenIn {
  readonly viewId: string;
  /** Which of its pages, from 0. */
  readonly page: number;
}

/** A person whose number was looked for. */
export interface ResolvedPerson {
  readonly participantId: string;
  /** The id of their first call; null when they are not rung. */
  readonly callId: string | null;
  readonly slackUserId: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly isHost: boolean;
  readonly number: DialedNumber | null;
  /** What is dialled when that came to nothing; absent when there is no other. */
  readonly secondNumber?: DialedNumber | null;
  /** Where it comes from; null when there is none. */
  readonly numberSource: NumberSource | null;
  /** Why they are not rung before the host says so; null when they are. The host is never held. */
  readonly held: Held | null;
  readonly notCalled: NotCalled | null;
}
