import type { Effect } from './effects.ts';

/** A sentence spoken to everybody in the room: somebody's, or our own. */
export interface Announcement {
  /** The asker's, so that the same form says it once. */
  readonly id: string;
  /** A Slack user; null for one of our own. */
  readonly by: string | null;
  /** What is said, as they wrote it. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A sentence, not a speech: nobody in the room can say a word meanwhile. */
export const MAX_ANNOUNCEMENT_LENGTH = 300;

/** What follows from an announcement that was not known before; of our own, the thread tells otherwise. */
export function announced({ id, by, at }: Announcement): Effect[] {
  const say: Effect = { effect: 'announce', announcementId: id };
  return by === null ? [say] : [{ effect: 'say-in-thread', line: { key: `announced:${id}`, kind: 'announced', announcementId: id, at, by } }, say];
}
