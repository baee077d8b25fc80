import type { JsonObject } from '../json.ts';
import type { Channel, Message } from '../world/entities.ts';
import { repliesTo } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { formatFile } from './file.ts';
import { typedByPerson } from './typed.ts';

/** A message as chat.postMessage, conversations.history and interactions carry it. */
export function formatMessage(world: World, channel: Channel, message: Message): JsonObject {
  const replies = repliesTo(channel, message.ts);
  return {
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(message.botId === undefined && message.subtype === undefined ? typedByPerson(message) : {}),
    ...(message.botId === undefined ? {} : { bot_id: message.botId, app_id: world.settings.appId }),
    text: message.text,
    team: world.team.id,
    ...(message.botId === undefined ? {} : { bot_profile: formatBotProfile(world) }),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(message.files === undefined ? {} : { files: message.files.map((file) => formatFile(world, file)), upload: false }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...thread(channel, message, replies),
  };
}

function thread(channel: Channel, message: Message, replies: readonly Message[]): JsonObject {
  if (message.threadTs !== undefined) {
    return { thread_ts: message.threadTs, parent_user_id: channel.messages.find((root) => root.ts === message.threadTs)?.user ?? '' };
  }
  const last = replies.at(-1);
  if (last === undefined) return {};
  const authors = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: authors.length,
    latest_reply: last.ts,
    reply_users: authors,
    is_locked: false,
    subscribed: message.botId !== undefined,
  };
}

export function formatBotProfile(world: World): JsonObject {
  const { settings } = world;
  return {
    id: settings.botId,
    deleted: false,
    name: settings.appName,
    updated: 1_700_000_000,
    app_id: settings.appId,
    user_id: settings.botUserId,
    icons: Object.fromEntries([36, 48, 72].map((size) => [`image_${size}`, `https://avatars.example/${settings.botId}/${size}.png`])),
    team_id: world.team.id,
  };
}
