import type { Context } from './context.ts';

/**
 * Whether a Slack user may change the phone book, and so see its numbers in full. Admins always may.
 * @throws RateLimited or Unavailable when Slack cannot say who they are.
 */
export async function mayChangeContacts({ directory, rules }: Context, teamId: string, userId: string): Promise<boolean> {
  const { contactsAdmins } = rules;
  const person = await directory.person(teamId, userId, false);
  if (person.kind !== 'person') return false;
  if (contactsAdmins.who === 'everyone' || person.isAdmin) return true;
  if (contactsAdmins.who === 'admins') return false;
  const members = await directory.groupMembersOfLate(teamId, contactsAdmins.groupId);
  return members.kind === 'members' && members.userIds.includes(userId);
}
