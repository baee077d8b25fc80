import type { Conference } from '../../domain/conference.ts';
import type { NumberSource } from '../../domain/number-source.ts';

/** Somebody of a workspace. */
export interface OfPerson {
  readonly teamId: string;
  readonly slackUserId: string;
}

/** Who looks at their App Home, and what it showed last. */
export interface Homes {
  /**
   * Somebody opens theirs.
   * @param at epoch milliseconds.
   * @param isBlank whether Slack shows them nothing of ours, whatever we sent before.
   */
  opened(person: OfPerson, at: number, isBlank: boolean): Promise<void>;
  /** What it showed last, hashed; null when nothing was shown yet or nobody knows, undefined for somebody who never opened it, or is forgotten. */
  shown(person: OfPerson): Promise<string | null | undefined>;
  /**
   * Notes what it shows now.
   * @returns false when it was not known to show `before` any more: somebody else wrote it meanwhile, and which of the two stands there nobody
   * knows. Then it is noted as unknown.
   */
  replaceShown(person: OfPerson, before: string | null, now: string): Promise<boolean>;
  forget(person: OfPerson): Promise<void>;
  /** Enqueues writing theirs anew, for whatever it shows that may have changed; nothing for somebody who has not opened it since `since`. */
  refresh(person: OfPerson, since: number): Promise<void>;
  /** The same for everybody who is, or was, in a conference. Once whatever is changing it has committed. */
  refreshThoseShowing(conferenceId: string, since: number): Promise<void>;
}

/** The conferences somebody started or was called into, in one workspace; the newest first. */
export interface History {
  of(person: OfPerson, limits: { readonly running: number; readonly over: number }): Promise<{ readonly running: readonly Conference[]; readonly over: readonly Conference[] }>;
}

/** Which number of somebody would be rung, as they may read it where others could look over their shoulder. */
export type MyNumber =
  | { readonly kind: 'rung'; readonly masked: string; readonly source: NumberSource }
  /** None is rung; the sentence speaks of "them". */
  | { readonly kind: 'not-rung'; readonly code: string; readonly sentence: string }
  /** Slack does not say just now. */
  | { readonly kind: 'unknown' };

/** All a Home shows. */
export interface Home {
  readonly userId: string;
  readonly myNumber: MyNumber;
  readonly running: readonly Conference[];
  /** The last ones that are over. */
  readonly over: readonly Conference[];
}

export type HomeOutcome = { readonly kind: 'published' } | { readonly kind: 'refused'; readonly code: string };

/** Slack's Home tab. Throws RateLimited or Unavailable. */
export interface HomeTab {
  publish(home: Home): Promise<HomeOutcome>;
  /** Says that nothing can be looked up just now. */
  publishWithout(person: OfPerson): Promise<HomeOutcome>;
  /** What it shows, hashed: equal hashes look equal. */
  hash(home: Home): string;
}
