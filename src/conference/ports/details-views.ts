import type { Conference } from '../../domain/conference.ts';
import type { SeenIn } from '../../domain/events.ts';
import type { Presser } from '../../domain/may-control.ts';
import type { Participant } from '../../domain/participant.ts';

/** The details of a conference that somebody has before them. Throws RateLimited or Unavailable. */
export interface DetailsViews {
  /**
   * Writes them anew. @param gone whom the wish of whoever looks came too late for: told there, or in their direct messages where they closed it.
   */
  refresh(conference: Conference, viewer: Presser, seenIn: SeenIn, gone: Participant | null): Promise<void>;
  /** Tells somebody in their direct messages that nobody was in the room any more to hear what they announced. */
  tellNobodyHeard(conference: Conference, userId: string): Promise<void>;
}
