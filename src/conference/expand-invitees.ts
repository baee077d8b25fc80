import type { Invitee } from '../domain/command-text.ts';
import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';
import type { Invited } from './ports.ts';

/** One person or number to look for; each comes once. */
export type Target =
  | { readonly kind: 'slack-user'; readonly userId: string; readonly addedAsHost: boolean }
  | { readonly kind: 'outside-number'; readonly raw: string; readonly extension: string | null }
  /** A group nobody can be rung by: Slack knows none of this id or the phone book none of this name, or nobody is in it. */
  | { readonly kind: 'group-of-nobody'; readonly label: string; readonly isKnown: boolean; readonly isSaved: boolean };

/** Opens groups up and adds the host, who is rung last: the others take longer to find their phones. */
export async function expandInvitees({ directory }: Context, conference: Conference, { invitees, ringHost }: Invited): Promise<readonly Target[]> {
  const targets: Target[] = [];
  const users = new Set<string>();
  const addUser = (userId: string, addedAsHost: boolean): void => {
    if (users.has(userId)) return;
    users.add(userId);
    targets.push({ kind: 'slack-user', userId, addedAsHost });
  };
  for (const invitee of invitees) {
    switch (invitee.kind) {
      case 'slack-user':
        addUser(invitee.userId, false);
        break;
      case 'outside-number':
        targets.push({ kind: 'outside-number', raw: invitee.raw, extension: invitee.extension ?? null });
        break;
      case 'user-group': {
        const members = await directory.groupMembers(conference.teamId, invitee.groupId);
        const userIds = members.kind === 'members' ? members.userIds : [];
        if (userIds.length === 0) targets.push({ kind: 'group-of-nobody', label: groupLabel(invitee), isKnown: members.kind === 'members', isSaved: false });
        for (const userId of userIds) addUser(userId, false);
        break;
      }
      case 'saved-group':
        targets.push({ kind: 'group-of-nobody', label: `group “${invitee.name}”`, isKnown: false, isSaved: true });
    }
  }
  if (ringHost) addUser(conference.hostUserId, true);
  return targets;
}

function groupLabel({ handle }: Extract<Invitee, { kind: 'user-group' }>): string {
  return handle === undefined ? 'a user group' : `@${handle.replace(/^@/, '')}`;
}
