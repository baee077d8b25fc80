import type { Window } from '../../domain/quiet-hours.ts';

/** What Slack tells of a person. */
export type SlackPerson =
  | {
      readonly kind: 'person'; readonly userId: string; readonly fullName: string; readonly firstName: string | null;
      /** As they typed it; null when the profile holds none. */
      readonly phone: string | null;
      /** For example `en-GB`; null when Slack does not say. */
      readonly locale: string | null;
      /** An IANA name such as `Europe/Berlin`; null when Slack does not say. */
      readonly timeZone: string | null;
      /** Admin or owner of the workspace. */
      readonly isAdmin: boolean;
    }
  | { readonly kind: 'not-ringable'; readonly userId: string; readonly name: string; readonly why: 'bot' | 'deactivated' | 'unknown' | 'foreign' };

export type GroupMembers =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'unknown-group' };

/** Slack's people. Throws RateLimited or Unavailable. */
export interface Directory {
  /** @param wantPhone whether the profile's phone is needed: it can cost a second request. */
  person(teamId: string, userId: string, wantPhone: boolean): Promise<SlackPerson>;
  /**
   * When these users are not to be disturbed: the window they are in or the next one, by user id; of those without there is none.
   */
  doNotDisturb(teamId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, Window>>;
  groupMembers(teamId: string, groupId: string): Promise<GroupMembers>;
  /** The same as it was within the last minute, for questions of rights: they come with every keystroke, and Slack tells of members 20 times a minute. */
  groupMembersOfLate(teamId: string, groupId: string): Promise<GroupMembers>;
}
