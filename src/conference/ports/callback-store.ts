import type { Conference } from '../../domain/conference.ts';
import type { ConferenceEvent } from '../../domain/events.ts';

/** A callback from Twilio as it is kept; it holds no number. */
export interface KeptCallback {
  readonly key: string;
  readonly conferenceId: string;
  readonly callId: string | null;
  readonly report: CallbackReport;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** What a callback tells, in Twilio's own ids; which of our calls it is about is found when it is applied. */
export type CallbackReport =
  | {
      readonly kind: 'call'; readonly callSid: string; readonly status: string; readonly sipResponseCode: number | null;
      readonly at: number; readonly sequence: number;
    }
  | {
      readonly kind: 'room'; readonly event: string; readonly roomSid: string; readonly callSid: string | null; readonly label: string | null;
      readonly reason: string | null; readonly at: number; readonly sequence: number;
    }
  /** Who answered, as machine detection heard it; Twilio names no time, so `at` is when we were told. */
  | { readonly kind: 'answered-by'; readonly callSid: string; readonly answeredBy: string; readonly at: number };

export interface CallbackStore {
  /** Keeps callbacks, each once, and enqueues their application. When it throws they may be kept or not: Twilio asks again. */
  keep(callbacks: readonly KeptCallback[]): Promise<void>;
  /**
   * Applies what was kept for some conferences, as `ConferenceStore.change` does, all of them in one transaction or none.
   * @param explain turns a kept callback into an event, or says why it cannot be applied; null when it means nothing to us.
   */
  apply(conferenceIds: readonly string[], explain: Explain): Promise<void>;
}

export type Explain = (conference: Conference, callback: KeptCallback) => ConferenceEvent | { readonly problem: string } | null;
