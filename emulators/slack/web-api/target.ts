import type { Channel } from '../world/entities.ts';
import { openDirectMessage } from '../world/conversations.ts';
import { findMessage } from '../world/messages.ts';
import { isTs } from '../world/ids.ts';
import { surprise } from '../world/world.ts';
import { because, SlackFailure, type Fail } from './failure.ts';
import type { Call } from './method.ts';

/**
 * Where a message goes: a conversation by id or `#name`, or a user's id for the app's direct message with them. The bot must be in it,
 * except in public channels with chat:write.public. What it is not in and that is not public does not exist for it.
 * Source: docs.slack.dev/reference/methods/chat.postMessage#channels.
 */
export function targetChannel(call: Call, fail: Fail<'channel_not_found' | 'not_in_channel' | 'is_archived'>): Channel {
  const { world } = call;
  const wanted = call.args.required('channel');
  const user = world.users.get(wanted);
  if (user !== undefined) {
    if (user.deleted || user.botId !== undefined) throw fail('channel_not_found');
    return openDirectMessage(world, [world.settings.botUserId, user.id]).channel;
  }
  const name = wanted.replace(/^#/, '');
  const channel = world.channels.get(wanted) ?? [...world.channels.values()].find((one) => one.kind === 'public' && one.name === name);
  if (channel === undefined) throw fail('channel_not_found');
  const isMember = channel.members.has(world.settings.botUserId);
  if (!isMember && channel.kind !== 'public') throw fail('channel_not_found');
  if (channel.archived) throw fail('is_archived');
  if (!isMember && !world.installation.scopes.includes('chat:write.public')) throw fail('not_in_channel');
  return channel;
}

/**
 * The thread a reply goes into. Slack does not refuse a root that is gone: the reply silently becomes a message of the channel
 * (slack-go/slack#1571); the ts of a reply stands for its thread. Both are nearly always mistakes, so they are noted as surprises.
 */
export function targetThread(call: Call, channel: Channel): string | undefined {
  const ts = call.args.string('thread_ts');
  if (ts === undefined) return undefined;
  if (!isTs(ts)) throw new SlackFailure('invalid_arguments', because(`${ts} is not a valid thread_ts`));
  const root = findMessage(channel, ts);
  if (root === undefined) {
    surprise(call.world, 'a reply lost its thread', `thread_ts ${ts} is no message of ${channel.name}; Slack posts such a reply into the channel`);
    return undefined;
  }
  if (root.threadTs !== undefined) surprise(call.world, 'thread_ts of a reply', `${ts} is itself a reply; use its root ${root.threadTs}`);
  return root.threadTs ?? root.ts;
}
