/** What was to be announced, by its id. */
export interface Announcements {
  /** What is to be said, and that Twilio fetched it; null when there is nothing by this id, or it was erased. @param at epoch milliseconds. */
  fetchText(announcementId: string, at: number): Promise<string | null>;
  /** Where it is to be said, and by whose wish (null for one of our own); null when nobody knows it. `fetchedAt`: when Twilio fetched it, epoch milliseconds. */
  find(announcementId: string): Promise<{ readonly conferenceId: string; readonly by: string | null; readonly fetchedAt: number | null } | null>;
}
