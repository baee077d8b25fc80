import type { Conference } from '../../domain/conference.ts';

/** One conference before and after a change that is committed. */
export interface Changed {
  readonly before: Conference;
  readonly after: Conference;
}

/** How a request to a provider went, as far as counting goes. */
export type AskedResult =
  | 'ok'
  /** A definite no: a Slack error code, a 4xx of Twilio's. */
  | 'refused'
  /** 429: it asks to be left alone for a while. */
  | 'rate-limited'
  /** 5xx, no answer in time, no connection. */
  | 'unavailable';

/**
 * Is told what happened, for whoever watches the app as a whole. Always after the transaction, so that nothing is counted that was rolled
 * back; what a crash takes between the two is not counted, and nothing is counted twice.
 */
export interface Watch {
  requested(): void;
  changed(changes: readonly Changed[]): void;
  /** @param lagsMs for each callback applied: from when Twilio says it happened to now, in milliseconds. */
  applied(lagsMs: readonly number[]): void;
  /** @param what the method or resource, out of a list that has an end. */
  asked(provider: 'slack' | 'twilio', what: string, result: AskedResult): void;
}
