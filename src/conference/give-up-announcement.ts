import type { Context } from './context.ts';

/** Twilio could not be asked to say an announcement, and is not asked any more: whoever wrote it is told; of one of our own nobody is. Not when Twilio fetched it after all. */
export async function giveUpAnnouncement({ announcements, store, detailsViews }: Context, { announcementId }: { readonly announcementId: string }): Promise<void> {
  const found = await announcements.find(announcementId);
  if (found === null || found.fetchedAt !== null) return;
  const conference = await store.read(found.conferenceId);
  if (conference !== null && found.by !== null) await detailsViews.tellNotDone(conference, found.by, { kind: 'announcement', why: 'no-answer' });
}
