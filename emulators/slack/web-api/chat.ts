import { formatMessage } from '../format/message.ts';
import { teamUrl } from '../format/team.ts';
import type { Channel, Message } from '../world/entities.ts';
import { findMessage, post, remove, rewrite, showEphemeral } from '../world/messages.ts';
import { visibleChannel } from './access.ts';
import { LONGEST_POST, LONGEST_UPDATE, readContent } from './content.ts';
import type { Fail } from './failure.ts';
import { method, type Call } from './method.ts';
import { targetChannel, targetThread } from './target.ts';

const postMessage = method('chat.postMessage', {
  scopes: ['chat:write'],
  limit: 'per-channel',
  errors: ['channel_not_found', 'not_in_channel', 'is_archived', 'msg_too_long', 'no_text', 'invalid_blocks', 'invalid_blocks_format'],
  run(call, fail) {
    const { world, args } = call;
    const channel = targetChannel(call, fail);
    const content = readContent(world, args, LONGEST_POST, fail);
    const threadTs = targetThread(call, channel);
    const message = post(world, channel, {
      ...content,
      user: world.settings.botUserId,
      botId: world.settings.botId,
      ...(threadTs === undefined ? {} : { threadTs, broadcast: args.flag('reply_broadcast') }),
    });
    return { channel: channel.id, ts: message.ts, message: formatMessage(world, channel, message) };
  },
});

const update = method('chat.update', {
  scopes: ['chat:write'],
  limit: 'tier3',
  errors: ['channel_not_found', 'message_not_found', 'cant_update_message', 'msg_too_long', 'no_text', 'invalid_blocks', 'invalid_blocks_format'],
  run(call, fail) {
    const { world, args } = call;
    const { channel, message } = existing(call, fail);
    if (message.user !== world.settings.botUserId || message.subtype === 'tombstone') throw fail('cant_update_message');
    const content = readContent(world, args, LONGEST_UPDATE, fail);
    // Editing blocks shows no "edited" flag, editing a plain text does. Source: docs.slack.dev/reference/methods/chat.update.
    rewrite(world, message, content, content.blocks === undefined ? world.settings.botUserId : undefined);
    return { channel: channel.id, ts: message.ts, text: message.text, message: formatMessage(world, channel, message) };
  },
});

const remove_ = method('chat.delete', {
  scopes: ['chat:write'],
  limit: 'tier3',
  errors: ['channel_not_found', 'message_not_found', 'cant_delete_message'],
  run(call, fail) {
    const { channel, message } = existing(call, fail);
    if (message.subtype === 'tombstone') throw fail('message_not_found');
    if (message.user !== call.world.settings.botUserId) throw fail('cant_delete_message');
    remove(call.world, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
});

const postEphemeral = method('chat.postEphemeral', {
  scopes: ['chat:write'],
  limit: 'tier4',
  errors: ['channel_not_found', 'not_in_channel', 'is_archived', 'user_not_in_channel', 'msg_too_long', 'no_text', 'invalid_blocks', 'invalid_blocks_format'],
  run(call, fail) {
    const { world, args } = call;
    const channel = targetChannel(call, fail);
    const user = args.required('user');
    if (!channel.members.has(user)) throw fail('user_not_in_channel');
    const content = readContent(world, args, LONGEST_POST, fail);
    const threadTs = targetThread(call, channel);
    const shown = showEphemeral(world, { ...content, channel: channel.id, forUser: user, from: 'app', ...(threadTs === undefined ? {} : { threadTs }) });
    return { message_ts: shown.ts };
  },
});

const getPermalink = method('chat.getPermalink', {
  scopes: [],
  limit: 'special',
  errors: ['channel_not_found', 'message_not_found'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    const message = findMessage(channel, call.args.required('message_ts'));
    if (message === undefined) throw fail('message_not_found');
    const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `${teamUrl(call.world)}archives/${channel.id}/p${message.ts.replace('.', '')}${thread}` };
  },
});

function existing(call: Call, fail: Fail<'channel_not_found' | 'message_not_found'>): { channel: Channel; message: Message } {
  const channel = visibleChannel(call, call.args.required('channel'));
  if (channel === undefined) throw fail('channel_not_found');
  const message = findMessage(channel, call.args.required('ts'));
  if (message === undefined) throw fail('message_not_found');
  return { channel, message };
}

export const chat = [postMessage, update, remove_, postEphemeral, getPermalink];
