import { formatChannel } from '../format/channel.ts';
import { openDirectMessage } from '../world/conversations.ts';
import { changed } from '../world/world.ts';
import { conversationScopes, needsScopeFor, visibleChannel } from './access.ts';
import { because } from './failure.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const info = method('conversations.info', {
  scopes: conversationScopes('read'),
  limit: 'tier3',
  errors: ['channel_not_found'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    needsScopeFor(call, channel, 'read');
    return { channel: formatChannel(call.world, channel, { locale: call.args.flag('include_locale'), members: call.args.flag('include_num_members') }) };
  },
});

const members = method('conversations.members', {
  scopes: conversationScopes('read'),
  limit: 'tier4',
  errors: ['channel_not_found', 'invalid_cursor'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    needsScopeFor(call, channel, 'read');
    const { items, next } = page([...channel.members], call.args, () => fail('invalid_cursor'));
    return { members: items, response_metadata: { next_cursor: next } };
  },
});

const KINDS = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' } as const;

const list = method('conversations.list', {
  scopes: conversationScopes('read'),
  limit: 'tier2',
  errors: ['invalid_cursor', 'invalid_types'],
  run(call, fail) {
    const { world, args } = call;
    const types = args.has('types') ? args.list('types') : ['public_channel'];
    const kinds = types.map((type) => (type in KINDS ? KINDS[type as keyof typeof KINDS] : undefined));
    if (kinds.includes(undefined)) throw fail('invalid_types');
    const shown = [...world.channels.values()].filter(
      (channel) => kinds.includes(channel.kind) && visibleChannel(call, channel.id) !== undefined && !(channel.archived && args.flag('exclude_archived')),
    );
    for (const channel of shown) needsScopeFor(call, channel, 'read');
    const { items, next } = page(shown, args, () => fail('invalid_cursor'));
    return { channels: items.map((channel) => formatChannel(world, channel, { members: true })), response_metadata: { next_cursor: next } };
  },
});

/** Most people in a direct message, the app's bot counted out. Source: docs.slack.dev/reference/methods/conversations.open. */
const MOST_PEOPLE = 8;

const open = method('conversations.open', {
  scopes: conversationScopes('write'),
  limit: 'tier3',
  errors: ['channel_not_found', 'user_not_found', 'user_disabled', 'users_list_not_supplied', 'not_enough_users', 'too_many_users', 'method_not_supported_for_channel_type'],
  run(call, fail) {
    const { world, args } = call;
    const known = args.string('channel');
    if (known === undefined && !args.has('users')) throw fail('users_list_not_supplied');
    if (known !== undefined) {
      const channel = visibleChannel(call, known);
      if (channel === undefined) throw fail('channel_not_found');
      if (channel.kind !== 'im' && channel.kind !== 'mpim') throw fail('method_not_supported_for_channel_type');
      return { no_op: true, already_open: true, channel: args.flag('return_im') ? formatChannel(world, channel) : { id: channel.id } };
    }
    const ids = [...new Set(args.list('users'))].filter((id) => id !== world.settings.botUserId);
    if (ids.length === 0) throw fail('not_enough_users');
    if (ids.length > MOST_PEOPLE) throw fail('too_many_users');
    call.needs(ids.length === 1 ? 'im:write' : 'mpim:write');
    for (const id of ids) {
      const user = world.users.get(id);
      if (user === undefined) throw fail('user_not_found', because(`unknown user ${id}`));
      if (user.deleted) throw fail('user_disabled');
    }
    const { channel, existed } = openDirectMessage(world, [world.settings.botUserId, ...ids]);
    const formatted = args.flag('return_im') ? formatChannel(world, channel) : { id: channel.id };
    return existed ? { no_op: true, already_open: true, channel: formatted } : { channel: formatted };
  },
});

const join = method('conversations.join', {
  scopes: ['channels:join'],
  limit: 'tier3',
  errors: ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
  run(call, fail) {
    const channel = visibleChannel(call, call.args.required('channel'));
    if (channel === undefined) throw fail('channel_not_found');
    if (channel.kind !== 'public') throw fail('method_not_supported_for_channel_type');
    if (channel.archived) throw fail('is_archived');
    const already = channel.members.has(call.world.settings.botUserId);
    channel.members.add(call.world.settings.botUserId);
    changed(call.world);
    const formatted = { channel: formatChannel(call.world, channel) };
    return already ? { ...formatted, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } } : formatted;
  },
});

export const conversations = [info, members, list, open, join];
