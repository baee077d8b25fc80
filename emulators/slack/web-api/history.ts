import { formatMessage } from '../format/message.ts';
import type { Channel, Message } from '../world/entities.ts';
import { findMessage, repliesTo } from '../world/messages.ts';
import { isTs } from '../world/ids.ts';
import { conversationScopes, needsScopeFor, visibleChannel } from './access.ts';
import type { Args } from './args.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const history_ = method('conversations.history', {
  scopes: conversationScopes('history'),
  limit: 'tier3',
  errors: ['channel_not_found', 'not_in_channel', 'invalid_ts_latest', 'invalid_ts_oldest', 'invalid_cursor'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    needsScopeFor(call, channel, 'history');
    if (!channel.members.has(call.world.settings.botUserId)) throw fail('not_in_channel');
    const latest = call.args.string('latest');
    const oldest = call.args.string('oldest');
    if (latest !== undefined && Number.isNaN(Number(latest))) throw fail('invalid_ts_latest');
    if (oldest !== undefined && Number.isNaN(Number(oldest))) throw fail('invalid_ts_oldest');
    const inChannel = within(rootsOf(channel), call.args).reverse();
    const { items, next } = page(inChannel, call.args, () => fail('invalid_cursor'));
    return {
      messages: items.map((message) => formatMessage(call.world, channel, message)),
      has_more: next !== '',
      pin_count: 0,
      ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
    };
  },
});

const replies = method('conversations.replies', {
  scopes: conversationScopes('history'),
  limit: 'tier3',
  errors: ['channel_not_found', 'thread_not_found', 'invalid_cursor'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    needsScopeFor(call, channel, 'history');
    const ts = call.args.required('ts');
    const message = isTs(ts) ? findMessage(channel, ts) : undefined;
    if (message === undefined) throw fail('thread_not_found');
    const root = message.threadTs === undefined ? message : (findMessage(channel, message.threadTs) ?? message);
    const { items, next } = page([root, ...within(repliesTo(channel, root.ts), call.args)], call.args, () => fail('invalid_cursor'), 1000);
    return {
      messages: items.map((one) => formatMessage(call.world, channel, one)),
      has_more: next !== '',
      ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
    };
  },
});

function rootsOf(channel: Channel): Message[] {
  return channel.messages.filter((message) => message.threadTs === undefined || message.broadcast === true);
}

function within(messages: Message[], args: Args): Message[] {
  const latest = Number(args.string('latest') ?? Number.POSITIVE_INFINITY);
  const oldest = Number(args.string('oldest') ?? 0);
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

export const history = [history_, replies];
