import type { JsonObject } from '../json.ts';
import type { Channel } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** A conversation as `conversations.info` gives it; a direct message names the other one instead of itself. */
export function formatChannel(world: World, channel: Channel, options: { locale?: boolean; members?: boolean } = {}): JsonObject {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created * 1000,
    ...(options.locale === true ? { locale: 'en-US' } : {}),
    ...(options.members === true ? { num_members: channel.members.size } : {}),
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== world.settings.botUserId) ?? '';
    return { ...common, user: other, is_user_deleted: world.users.get(other)?.deleted ?? false, priority: 0 };
  }
  const isPublic = channel.kind === 'public';
  return {
    ...common,
    name: channel.name,
    is_channel: isPublic,
    is_group: channel.kind === 'private',
    is_mpim: channel.kind === 'mpim',
    is_private: !isPublic,
    is_general: channel.general,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: channel.externallyShared,
    is_ext_shared: channel.externallyShared,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [...new Set([...channel.members].map((id) => world.users.get(id)?.teamId ?? world.team.id))],
    creator: channel.creator,
    is_member: channel.members.has(world.settings.botUserId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    previous_names: [],
  };
}
