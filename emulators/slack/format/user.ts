import type { JsonObject } from '../json.ts';
import type { User } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { offsetSeconds } from './time-zone.ts';

/** A user as `users.info` gives them: of a deactivated one only the profile is left, of one from another workspace nothing private. */
export function formatUser(world: World, user: User, includeLocale: boolean): JsonObject {
  const identity = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    profile: formatProfile(world, user),
    is_bot: user.botId !== undefined,
    is_app_user: false,
    updated: 1_700_000_000,
  };
  if (user.deleted) return identity;
  return {
    ...identity,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz.replace(/^.*\//, '').replaceAll('_', ' '),
    tz_offset: offsetSeconds(user.tz, world.clock.now()),
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: user.isOwner,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: user.botId === undefined,
    who_can_share_contact_card: 'EVERYONE',
    ...(user.isStranger ? { is_stranger: true } : {}),
    ...(user.enterprise === undefined ? {} : { enterprise_user: enterpriseUser(user, user.enterprise) }),
    ...(includeLocale && !user.isStranger ? { locale: user.locale } : {}),
  };
}

/** Who they are in the Enterprise Grid organisation they belong to, be it ours or another. Source: docs.slack.dev/reference/objects/user-object. */
function enterpriseUser({ id, teamId, isAdmin, isOwner }: User, enterprise: { readonly id: string; readonly name: string }): JsonObject {
  return { id, enterprise_id: enterprise.id, enterprise_name: enterprise.name, is_admin: isAdmin, is_owner: isOwner, is_primary_owner: isOwner, teams: [teamId] };
}

/** The profile as `users.profile.get` and `users.info` give it. Phone and e-mail of strangers are withheld. */
export function formatProfile(world: World, user: User): JsonObject {
  const [first = '', ...rest] = user.realName.split(' ');
  return {
    title: user.isStranger ? '' : user.title,
    phone: user.isStranger ? '' : user.phone,
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.displayName,
    display_name_normalized: user.displayName,
    fields: {},
    status_text: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: `g${user.id.toLowerCase()}`,
    first_name: first,
    last_name: rest.join(' '),
    status_text_canonical: '',
    ...images(user),
    ...(user.botId === undefined ? {} : { bot_id: user.botId, ...(user.id === world.settings.botUserId ? { api_app_id: world.settings.appId } : {}), always_active: false }),
    ...(world.installation.scopes.includes('users:read.email') && !user.isStranger && user.botId === undefined ? { email: user.email } : {}),
  };
}

function images(user: User): JsonObject {
  return Object.fromEntries([24, 32, 48, 72, 192, 512].map((size) => [`image_${size}`, `https://avatars.example/${user.id}/${size}.png`]));
}
