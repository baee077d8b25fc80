import type { DialedNumber } from '../../domain/participant.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';

/** What a Slack user said of themselves under `/conference me`. */
export interface PersonSettings {
  /** The number they proved to be theirs; null when they proved none. */
  readonly proved: DialedNumber | null;
  readonly doNotRing: boolean;
  /** Null when they chose nothing: then QUIET_HOURS counts. */
  readonly quietHours: QuietHours | null;
}

/** Somebody who never said anything. */
export const NOTHING_SAID: PersonSettings = { proved: null, doNotRing: false, quietHours: null };

export interface PeopleSettings {
  /** Of those among these Slack users who ever said something, by user id. */
  of(teamId: string, slackUserIds: readonly string[]): Promise<ReadonlyMap<string, PersonSettings>>;
  /**
   * Which of these numbers are the phone of somebody who asked not to be rung: one they proved, or one the phone book has for them. That a number stands in
   * their Slack profile is known to Slack alone.
   */
  unwanted(teamId: string, numbers: readonly DialedNumber[]): Promise<readonly DialedNumber[]>;
  /** Changes what is given, and leaves the rest. */
  change(teamId: string, slackUserId: string, change: Partial<Pick<PersonSettings, 'doNotRing' | 'quietHours'>>): Promise<void>;
  /** Forgets the number they proved. */
  removeProved(teamId: string, slackUserId: string): Promise<void>;
}
