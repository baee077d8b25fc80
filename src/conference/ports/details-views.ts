import type { MarkKind } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import type { SeenIn } from '../../domain/events.ts';
import type { Presser } from '../../domain/may-control.ts';
import type { Participant } from '../../domain/participant.ts';

/** Why something wished is not done: Twilio did not answer, however often it was asked; or will not do it while only one person is in the room. */
export type WhyNotDone = 'no-answer' | 'too-early';

/** What was wished and is not done. */
export type NotDone =
  | { readonly kind: 'announcement'; readonly why: WhyNotDone }
  /** `person`: of whom; null where it was about everybody. */
  | { readonly kind: 'mark'; readonly mark: MarkKind; readonly on: boolean; readonly person: Participant | null; readonly why: WhyNotDone };

/** The details of a conference that somebody has before them. Throws RateLimited or Unavailable. */
export interface DetailsViews {
  /**
   * Writes them anew. @param gone whom the wish of whoever looks came too late for: told there, or in their direct messages where they closed it.
   */
  refresh(conference: Conference, viewer: Presser, seenIn: SeenIn, gone: Participant | null): Promise<void>;
  /** Tells somebody in their direct messages that what they wished came to nothing, why, and what to do. */
  tellNotDone(conference: Conference, userId: string, wish: NotDone): Promise<void>;
  /** Tells somebody in their direct messages that nobody was in the room any more to hear what they announced. */
  tellNobodyHeard(conference: Conference, userId: string): Promise<void>;
}
