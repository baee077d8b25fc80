import type { DialedNumber } from '../../domain/participant.ts';

/** How often a number was rung of late, over all conferences and processes. */
export interface RecentRings {
  /**
   * Notes that a call rings a number now, when it may. Only who has the number's turn to dial may ask. A call that is noted already may.
   * @param number with its extension: two phones behind one switchboard are two.
   * @returns null when it may ring; else when it may, epoch milliseconds, and nothing was noted.
   */
  ring(number: DialedNumber, callId: string): Promise<number | null>;
  /** It did not ring after all, for Twilio refused the call: what was noted counts no more. Only who has the number's turn to dial may say so; twice is once. */
  takeBack(callId: string): Promise<void>;
}
