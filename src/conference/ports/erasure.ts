/** Whose traces are to go: a Slack user, or whoever has a number. */
export type Subject =
  | { readonly kind: 'slack-user'; readonly slackUserId: string }
  /** By a keyed hash of the E.164 number, for a job holds no number. */
  | { readonly kind: 'number'; readonly numberHash: string };

/** Takes people out of what is stored. Everything may be done twice. */
export interface Erasure {
  /** Enqueues erasing somebody. */
  request(teamId: string, subject: Subject): Promise<void>;
  /** Whoever has a number. @param number E.164. */
  subjectOf(number: string): Subject;
  /** Takes Slack users out of the phone book, with all they said of themselves; their history stays as long as it is kept. */
  fromBook(teamId: string, slackUserIds: readonly string[]): Promise<void>;
  /**
   * Erases number, name and Slack id from the phone book and from every conference that is settled; states, times and costs stay.
   * @returns how many conferences with them are not settled yet: of those nothing was erased.
   */
  erase(teamId: string, subject: Subject): Promise<{ readonly unsettled: number }>;
}
