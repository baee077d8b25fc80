import type { Invitee } from '../domain/command-text.ts';
import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';
import type { Invited } from './ports.ts';

/** One person or number to look for; each comes once. */
export type Target =
  | { readonly kind: 'slack-user'; readonly userId: string; readonly addedAsHost: boolean }
  | { readonly kind: 'outside-number'; readonly raw: string; readonly extension: string | null }
  | { readonly kind: 'unknown-group'; readonly label: string };

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
        if (members.kind === 'unknown-group') targets.push({ kind: 'unknown-group', label: groupLabel(invitee) });
        else for (const userId of members.userIds) addUser(userId, false);
      }
    }
  }
  if (ringHost) addUser(conference.hostUserId, true);
  return targets;
}

function groupLabel({ handle }: Extract<Invitee, { kind: 'user-group' }>): string {
  return handle === undefined ? 'a user group' : `@${handle.replace(/^@/, '')}`;
}
