import type { Conference } from '../../domain/conference.ts';
import type { RunningCost } from '../../domain/cost.ts';
import type { ThreadLine } from '../../domain/thread-line.ts';
import type { CardPlace } from './conference-store.ts';

export type PostOutcome =
  | { readonly kind: 'posted'; readonly place: CardPlace }
  /** The bot may not write there. */
  | { readonly kind: 'not-allowed'; readonly code: string };

export type UpdateOutcome = { readonly kind: 'updated' } | { readonly kind: 'lost'; readonly code: string };

/** Why the card is not where the host typed: the bot may not write there, or somebody took the card away. */
export type CardMoved = 'never-allowed' | 'gone';

/** Slack's messages. Throws RateLimited or Unavailable. */
export interface Messenger {
  /**
   * Posts the card for the first time, with nothing on it that will not stay true. When Slack's answer is lost, nobody knows where that
   * message stands or can ever rewrite it: a second card follows, and the first must not go on saying that phones ring.
   */
  announceCard(conference: Conference, channelId: string): Promise<PostOutcome>;
  /**
   * @param running what it costs so far; null when that is not told.
   * @param nativeCallId the call of Slack's own it shows, too; null when there is none.
   */
  updateCard(conference: Conference, place: CardPlace, running: RunningCost | null, nativeCallId: string | null): Promise<UpdateOutcome>;
  /** What a card shows, hashed: equal hashes look equal. */
  cardHash(conference: Conference, running: RunningCost | null, nativeCallId: string | null): string;
  /** Posts lines as one message of the thread: `told` of them, from the first on, for a message holds so many words and no more. */
  postLines(conference: Conference, place: CardPlace, lines: readonly ThreadLine[]): Promise<(PostOutcome | { readonly kind: 'nothing-to-say' }) & { readonly told: number }>;
  /** The channel id of the direct messages with a user. */
  directMessages(teamId: string, userId: string): Promise<string>;
  /** Tells the host alone who is not rung and why; does nothing when everybody is. */
  tellHostWhoIsNotRung(conference: Conference, responseUrl: string | null): Promise<void>;
  /** Asks the host alone what to do about those who are held, with buttons; does nothing when nobody is. */
  askHostAboutHeld(conference: Conference, responseUrl: string | null): Promise<void>;
  /** Offers the host alone to extend a conference that ends soon: beside its card, or in their direct messages. Does nothing when it cannot be extended. */
  offerExtension(conference: Conference, place: CardPlace | null): Promise<void>;
  /**
   * Tells somebody why they are not called with the code they asked for: in the form that waits for it, or in their direct messages once that
   * is closed. @param proofId what the form is known by.
   */
  tellWhyNoCode(teamId: string, userId: string, proofId: string, sentence: string): Promise<void>;
  /** Tells the host that the card went to their direct messages, and how to invite the app where that helps. */
  tellHostWhereTheCardIs(conference: Conference, why: CardMoved, responseUrl: string | null): Promise<void>;
}
