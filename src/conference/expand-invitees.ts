import type { Invitee } from '../domain/command-text.ts';
import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';
import type { Contact, Invited } from './ports.ts';

/** One person or number to look for; each comes once. */
export type Target =
  | {
      readonly kind: 'slack-user'; readonly userId: string; readonly addedAsHost: boolean;
      /** They ask to be rung themselves, which "do not ring me" is not meant against. */
      readonly byOwnWish?: true;
    }
  /** An outside person of the phone book. */
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'outside-number'; readonly raw: string; readonly extension: string | null }
  /** Nobody can be rung by it: a group Slack or the phone book does not know or nobody is in, a contact that was removed meanwhile. */
  | { readonly kind: 'nobody'; readonly label: string; readonly why: WhyNobody };

export type WhyNobody = 'unknown-group' | 'empty-group' | 'unknown-saved-group' | 'empty-saved-group' | 'removed-contact';

type ByWhat<Kind extends Invitee['kind']> = Extract<Invitee, { kind: Kind }>;

/** Opens groups up and adds the host, who is rung last: the others take longer to find their phones. */
export async function expandInvitees(context: Context, conference: Pick<Conference, 'teamId' | 'hostUserId'>, { invitees, ringHost }: Pick<Invited, 'invitees' | 'ringHost'>): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const invitee of invitees) targets.push(...(await expandOne(context, conference.teamId, invitee)));
  if (ringHost) targets.push({ kind: 'slack-user', userId: conference.hostUserId, addedAsHost: true });
  return eachOnce(targets);
}

async function expandOne(context: Context, teamId: string, invitee: Invitee): Promise<readonly Target[]> {
  switch (invitee.kind) {
    case 'slack-user': return [slackUser(invitee.userId)];
    case 'outside-number': return [{ kind: 'outside-number', raw: invitee.raw, extension: invitee.extension ?? null }];
    case 'contact': {
      const [contact] = await context.phoneBook.contactsById(teamId, [invitee.contactId]);
      return contact === undefined ? [{ kind: 'nobody', label: invitee.name, why: 'removed-contact' }] : [ofContact(contact)];
    }
    case 'user-group': return userGroup(context, teamId, invitee);
    case 'saved-group': return savedGroup(context, teamId, invitee);
  }
}

async function userGroup({ directory }: Context, teamId: string, { groupId, handle }: ByWhat<'user-group'>): Promise<readonly Target[]> {
  const label = handle === undefined ? 'a user group' : `@${handle.replace(/^@/, '')}`;
  const members = await directory.groupMembers(teamId, groupId);
  if (members.kind === 'unknown-group') return [{ kind: 'nobody', label, why: 'unknown-group' }];
  return members.userIds.length === 0 ? [{ kind: 'nobody', label, why: 'empty-group' }] : members.userIds.map(slackUser);
}

async function savedGroup({ phoneBook }: Context, teamId: string, { name, groupId }: ByWhat<'saved-group'>): Promise<readonly Target[]> {
  const found = await (groupId === undefined ? phoneBook.groupNamed(teamId, name) : phoneBook.groupById(teamId, groupId));
  const label = `group “${found?.group.name ?? name}”`;
  if (found === null) return [{ kind: 'nobody', label, why: 'unknown-saved-group' }];
  return found.members.length === 0 ? [{ kind: 'nobody', label, why: 'empty-saved-group' }] : found.members.map(ofContact);
}

function slackUser(userId: string): Target {
  return { kind: 'slack-user', userId, addedAsHost: false };
}

/** A contact who is a Slack user is looked up as one: what they said of themselves counts before the book. */
function ofContact(contact: Contact): Target {
  return contact.slackUserId === null ? { kind: 'contact', contact } : slackUser(contact.slackUserId);
}

/** Whoever is named twice, or named and in a group, is one. Two writings of one number are found to be one later. */
function eachOnce(targets: readonly Target[]): readonly Target[] {
  const seen = new Set<string>();
  return targets.filter((target) => {
    const key = target.kind === 'slack-user' ? target.userId : target.kind === 'contact' ? target.contact.id : undefined;
    if (key === undefined) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
