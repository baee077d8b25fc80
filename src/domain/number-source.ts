/** Where the number of somebody comes from. The card marks `profile` to the host alone: anybody may have typed anything there. */
export type NumberSource =
  /** They heard a code on it and typed it (`judgeCode`). */
  | 'proved'
  /** Somebody set it in the phone book. */
  | 'book'
  /** Their Slack profile says so. */
  | 'profile'
  /** The host typed it. */
  | 'typed';
