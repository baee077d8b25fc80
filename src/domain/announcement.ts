import type { Effect } from './effects.ts';

/** A sentence somebody has spoken to everybody in the room. */
export interface Announcement {
  /** The asker's, so that the same form says it once. */
  readonly id: string;
  /** A Slack user. */
  readonly by: string;
  /** What is said, as they wrote it. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A sentence, not a speech: nobody in the room can say a word meanwhile. */
export const MAX_ANNOUNCEMENT_LENGTH = 300;

/** What follows from an announcement that was not known before. */
export function announced({ id, by, at }: Announcement): Effect[] {
  return [
    { effect: 'say-in-thread', line: { key: `announced:${id}`, kind: 'announced', announcementId: id, at, by } },
    { effect: 'announce', announcementId: id },
  ];
}
