import type { SlackPerson } from './people.ts';

/** What Slack told of somebody. */
export interface ToldOfPerson {
  readonly person: SlackPerson;
  /** Whether it was asked for their phone as well. */
  readonly withPhone: boolean;
}

/**
 * People Slack told of before it made us wait to be told of the rest, for one conference. Over all processes: whoever asks for the rest may be another one.
 */
export interface FoundSoFar {
  /** What is kept for a conference, by user id. */
  of(conferenceId: string): Promise<ReadonlyMap<string, ToldOfPerson>>;
  keep(conference: { readonly id: string; readonly teamId: string }, people: readonly ToldOfPerson[]): Promise<void>;
  /** All of them are found: the next who asks is to hear what Slack says then. */
  forget(conferenceId: string): Promise<void>;
  /** Erases what was found before `before`, epoch milliseconds. */
  eraseOld(before: number): Promise<void>;
}
