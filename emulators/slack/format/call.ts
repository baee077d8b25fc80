import type { JsonObject } from '../json.ts';
import type { SlackCall } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** A call as calls.add and calls.info give it. */
export function formatCall(world: World, call: SlackCall): JsonObject {
  const postedIn = [...world.channels.values()].filter((channel) => channel.messages.some((message) => message.blocks?.some((block) => block['call_id'] === call.id)));
  return {
    id: call.id,
    date_start: call.dateStart,
    external_unique_id: call.externalUniqueId,
    join_url: call.joinUrl,
    ...(call.externalDisplayId === undefined ? {} : { external_display_id: call.externalDisplayId }),
    ...(call.desktopAppJoinUrl === undefined ? {} : { desktop_app_join_url: call.desktopAppJoinUrl }),
    title: call.title,
    users: call.users,
    ...(postedIn.length === 0 ? {} : { channels: postedIn.map(({ id }) => id) }),
  };
}
