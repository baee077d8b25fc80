/** Whose traces are to go: a Slack user, or whoever has a number. */
export type Subject =
  /** `numberHashes`: of numbers of theirs that are not stored any more, where an erasure that waits has to look for them still. */
  | { readonly kind: 'slack-user'; readonly slackUserId: string; readonly numberHashes?: readonly string[] | undefined }
  /** By keyed hashes of the E.164 number, one for each key in use, for a job holds no number. */
  | { readonly kind: 'number'; readonly numberHashes: readonly string[] };

/** Takes people out of what is stored. Everything may be done twice. */
export interface Erasure {
  /** Enqueues erasing somebody. */
  request(teamId: string, subject: Subject): Promise<void>;
  /** Whoever has a number. @param number E.164. */
  subjectOf(number: string): Subject;
  /**
   * Takes Slack users out of the phone book, with all they said of themselves; their history stays as long as it is kept. When they asked for
   * codes is kept for the rest of its day, without the numbers: or being forgotten would be a way to have phones rung without end.
   */
  fromBook(teamId: string, slackUserIds: readonly string[]): Promise<void>;
  /**
   * Erases number, name and Slack id from the phone book and from every conference that is over; states, times and costs stay. For those that
   * go on, or of which the thread still has to tell, it enqueues itself once more, a minute later: of them nothing was erased.
   * @returns whether nothing of them is left.
   */
  erase(teamId: string, subject: Subject): Promise<{ readonly isDone: boolean }>;
}
