import type { WebClient } from '@slack/web-api';
import { Unavailable } from '../conference/errors.ts';
import type { Directory, SlackPerson } from '../conference/ports.ts';
import type { Window } from '../domain/quiet-hours.ts';
import { doNotDisturbWindow } from '../domain/quiet-hours.ts';
import type { AskSlack } from './asking.ts';
import { createMemo } from './memo.ts';

/** A profile read a moment ago is read again from here: several conferences that begin together are with the same people, and a host is asked about more than once. */
const REMEMBERED_MS = 60_000;

/** Codes that mean there is no such user for us (docs users.info). */
const NO_SUCH_USER: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible', 'users_not_found', 'user_not_in_team', 'invalid_user_id']);

/** People and groups as Slack tells of them. */
export function createDirectory(client: WebClient, askSlack: AskSlack, now: () => number): Directory {
  const people = createMemo<SlackPerson>(REMEMBERED_MS, now);
  return {
    doNotDisturb: async (_teamId, userIds) => {
      const chunks = Array.from({ length: Math.ceil(userIds.length / MOST_AT_ONCE) }, (_, index) => userIds.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE));
      return new Map((await Promise.all(chunks.map((chunk) => findWindows(client, askSlack, chunk)))).flat());
    },

    person: (teamId, userId, wantPhone) => people(`${teamId} ${userId} ${wantPhone}`, () => findPerson(client, askSlack, teamId, userId, wantPhone)),

    groupMembers: async (_teamId, groupId) => {
      const answer = await askSlack('usergroups.users.list', () => client.usergroups.users.list({ usergroup: groupId }));
      if (answer.ok) return { kind: 'members', userIds: answer.value.users ?? [] };
      // Disabled, removed, or a workspace whose plan has no groups: there is nobody behind it for us.
      if (answer.code === 'no_such_subteam' || answer.code === 'subteam_not_found' || answer.code === 'plan_upgrade_required') return { kind: 'unknown-group' };
      throw new Unavailable(`Slack: usergroups.users.list: ${answer.code}`);
    },
  };
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

async function findPerson(client: WebClient, askSlack: AskSlack, teamId: string, userId: string, wantPhone: boolean): Promise<SlackPerson> {
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
  if (isForeign(user, teamId)) return { kind: 'not-ringable', userId, name, why: 'foreign' };
  const phone = wantPhone ? profile.phone || (await profilePhone(client, askSlack, userId)) : '';
  return {
    kind: 'person', userId, fullName, firstName: profile.first_name || null, phone: phone || null, locale: user.locale || null,
    timeZone: user.tz || null, isAdmin: user.is_admin === true || user.is_owner === true,
  };
}

/** Slackbot answers is_bot: false. */
const SLACKBOT = 'USLACKBOT';

/** Somebody of another organisation in a shared channel: Slack withholds their data (docs apis/slack-connect). */
function isForeign(user: { readonly is_stranger?: boolean; readonly team_id?: string; readonly enterprise_user?: unknown }, teamId: string): boolean {
  if (user.is_stranger === true) return true;
  // In an Enterprise Grid people belong to the organisation, and their team_id may be another workspace's of it.
  return user.enterprise_user === undefined && user.team_id !== undefined && user.team_id !== teamId;
}

async function profilePhone(client: WebClient, askSlack: AskSlack, userId: string): Promise<string> {
  const answer = await askSlack('users.profile.get', () => client.users.profile.get({ user: userId }));
  if (answer.ok) return answer.value.profile?.phone ?? '';
  if (NO_SUCH_USER.has(answer.code)) return '';
  throw new Unavailable(`Slack: users.profile.get: ${answer.code}`);
}
