import type { JsonObject } from '../json.ts';
import type { UserGroup } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** A user group as `usergroups.list` gives it. */
export function formatGroup(world: World, group: UserGroup, include: { users: boolean; count: boolean }): JsonObject {
  return {
    id: group.id,
    team_id: world.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_create: 1_700_000_000,
    date_update: 1_700_000_000,
    date_delete: group.disabled ? 1_700_000_001 : 0,
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: 'USLACKBOT',
    updated_by: 'USLACKBOT',
    prefs: { channels: [], groups: [] },
    channel_count: 0,
    ...(include.users ? { users: [...group.members] } : {}),
    ...(include.users || include.count ? { user_count: group.members.length } : {}),
  };
}
