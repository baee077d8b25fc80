import type { WebClient } from '@slack/web-api';
import { Unavailable } from '../conference/errors.ts';
import type { Directory, GroupMembers, SlackPerson } from '../conference/ports.ts';
import type { Window } from '../domain/quiet-hours.ts';
import { doNotDisturbWindow } from '../domain/quiet-hours.ts';
import type { AskSlack } from './asking.ts';
import { createMemo } from './memo.ts';

/** A profile read a moment ago is read again from here: several conferences that begin together are with the same people, and a host is asked about more than once. */
const REMEMBERED_MS = 60_000;

/** Which organisation the workspace is of; it may join one while the app runs. */
const ENTERPRISE_REMEMBERED_MS = 60 * 60_000;

/** Codes that mean there is no such user for us (docs users.info). */
const NO_SUCH_USER: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible', 'users_not_found', 'user_not_in_team', 'invalid_user_id']);

/** People and groups as Slack tells of them. */
export function createDirectory(client: WebClient, askSlack: AskSlack, now: () => number): Directory {
  const people = createMemo<SlackPerson>(REMEMBERED_MS, now);
  const groups = createMemo<GroupMembers>(REMEMBERED_MS, now);
  const enterprise = createMemo<string | null>(ENTERPRISE_REMEMBERED_MS, now);
  const means: Means = { client, askSlack, ourEnterprise: () => enterprise('ours', () => findEnterprise(client, askSlack)) };
  return {
    doNotDisturb: async (_teamId, userIds) => {
      const chunks = Array.from({ length: Math.ceil(userIds.length / MOST_AT_ONCE) }, (_, index) => userIds.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE));
      return new Map((await Promise.all(chunks.map((chunk) => findWindows(client, askSlack, chunk)))).flat());
    },

    person: (teamId, userId, wantPhone) => people(`${teamId} ${userId} ${wantPhone}`, () => findPerson(means, teamId, userId, wantPhone)),

    groupMembers: (_teamId, groupId) => findMembers(client, askSlack, groupId),
    groupMembersOfLate: (teamId, groupId) => groups(`${teamId} ${groupId}`, () => findMembers(client, askSlack, groupId)),
  };
}

async function findMembers(client: WebClient, askSlack: AskSlack, groupId: string): Promise<GroupMembers> {
  const answer = await askSlack('usergroups.users.list', () => client.usergroups.users.list({ usergroup: groupId }));
  if (answer.ok) return { kind: 'members', userIds: answer.value.users ?? [] };
  // Disabled, removed, or a workspace whose plan has no groups: there is nobody behind it for us.
  if (answer.code === 'no_such_subteam' || answer.code === 'subteam_not_found' || answer.code === 'plan_upgrade_required') return { kind: 'unknown-group' };
  throw new Unavailable(`Slack: usergroups.users.list: ${answer.code}`);
}

/** What dnd.teamInfo takes (docs methods/dnd.teamInfo). */
const MOST_AT_ONCE = 50;

async function findWindows(client: WebClient, askSlack: AskSlack, userIds: readonly string[]): Promise<[string, Window][]> {
  const answer = await askSlack('dnd.teamInfo', () => client.dnd.teamInfo({ users: userIds.join(',') }));
  if (!answer.ok) throw new Unavailable(`Slack: dnd.teamInfo: ${answer.code}`);
  return Object.entries(answer.value.users ?? {}).flatMap(([userId, { dnd_enabled = false, next_dnd_start_ts = 0, next_dnd_end_ts = 0 }]) => {
    const window = doNotDisturbWindow({ dnd_enabled, next_dnd_start_ts, next_dnd_end_ts });
    return window === null ? [] : [[userId, window]];
  });
}

/** What somebody is looked up with. */
interface Means {
  readonly client: WebClient;
  readonly askSlack: AskSlack;
  /** The Enterprise Grid organisation our workspace is of; null for none. */
  readonly ourEnterprise: () => Promise<string | null>;
}

async function findPerson({ client, askSlack, ourEnterprise }: Means, teamId: string, userId: string, wantPhone: boolean): Promise<SlackPerson> {
  const answer = await askSlack('users.info', () => client.users.info({ user: userId, include_locale: true }));
  if (!answer.ok) {
    if (NO_SUCH_USER.has(answer.code)) return { kind: 'not-ringable', userId, name: 'Somebody Slack does not know', why: 'unknown' };
    throw new Unavailable(`Slack: users.info: ${answer.code}`);
  }
  const user = answer.value.user ?? {};
  const { profile = {} } = user;
  const fullName = profile.real_name || user.real_name || profile.display_name || user.name || 'Somebody';
  const name = fullName;
  if (user.deleted === true) return { kind: 'not-ringable', userId, name, why: 'deactivated' };
  if (user.is_bot === true || userId === SLACKBOT) return { kind: 'not-ringable', userId, name, why: 'bot' };
  if (await isForeign(user, teamId, ourEnterprise)) return { kind: 'not-ringable', userId, name, why: 'foreign' };
  const phone = wantPhone ? profile.phone || (await profilePhone(client, askSlack, userId)) : '';
  return {
    kind: 'person', userId, fullName, firstName: profile.first_name || null, phone: phone || null, locale: user.locale || null,
    timeZone: user.tz || null, isAdmin: user.is_admin === true || user.is_owner === true,
  };
}

/** Slackbot answers is_bot: false. */
const SLACKBOT = 'USLACKBOT';

interface WhoseUser {
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
}

/**
 * Somebody of another organisation. Slack calls them strangers only as long as they are in no channel with the app (docs reference/objects/user-object); with
 * others their team tells. In an Enterprise Grid people belong to the organisation, and may be of another workspace of it; whoever is of another
 * organisation has an `enterprise_user`, too: theirs.
 */
async function isForeign(user: WhoseUser, teamId: string, ourEnterprise: () => Promise<string | null>): Promise<boolean> {
  if (user.is_stranger === true) return true;
  if (user.team_id === undefined || user.team_id === teamId) return false;
  const theirs = user.enterprise_user?.enterprise_id;
  return !theirs || theirs !== (await ourEnterprise());
}

/** Named by auth.test in an Enterprise Grid alone (docs reference/methods/auth.test). */
async function findEnterprise(client: WebClient, askSlack: AskSlack): Promise<string | null> {
  const answer = await askSlack('auth.test', () => client.auth.test());
  if (!answer.ok) throw new Unavailable(`Slack: auth.test: ${answer.code}`);
  return answer.value.enterprise_id || null;
}

async function profilePhone(client: WebClient, askSlack: AskSlack, userId: string): Promise<string> {
  const answer = await askSlack('users.profile.get', () => client.users.profile.get({ user: userId }));
  if (answer.ok) return answer.value.profile?.phone ?? '';
  if (NO_SUCH_USER.has(answer.code)) return '';
  throw new Unavailable(`Slack: users.profile.get: ${answer.code}`);
}
