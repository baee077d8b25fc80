/** How fast the made-up world goes. All in milliseconds, but for the calls. */
export interface Timing {
  /** From Twilio placing a call to the first ring. */
  readonly ringDelayMs: number;
  /** How long one spoken character takes. */
  readonly sayMsPerCharacter: number;
  /** Calls a second, at the app and at Twilio. */
  readonly callsPerSecond: number;
  /** What a person takes to react, in the demo. */
  readonly reactionMs: number;
}

/** As people live it: calls a second apart as a new account has them, a phone's network taking its time, a voice in a hurry. */
export const HUMAN: Timing = { ringDelayMs: 500, sayMsPerCharacter: 22, callsPerSecond: 1, reactionMs: 500 };

/** As little waiting as there can be; what remains is the app's own pace. */
export const INSTANT: Timing = { ringDelayMs: 0, sayMsPerCharacter: 0, callsPerSecond: 30, reactionMs: 0 };
