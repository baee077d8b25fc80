import { afterEach, describe, expect, test } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { ALL_SCOPES, closeAll, refusal, refused, team } from './slack-support.ts';

afterEach(closeAll);

describe('conversations', () => {
  test('conversations.info tells of public channels and of those the bot is in, and of no other', async () => {
    const { web } = await team();
    expect((await web.conversations.info({ channel: 'C0GENERAL01', include_num_members: true })).channel).toMatchObject({ name: 'general', is_channel: true, is_member: true, is_general: true, num_members: 8 });
    expect((await web.conversations.info({ channel: 'C0RANDOM001' })).channel).toMatchObject({ is_member: false });
    expect((await web.conversations.info({ channel: 'C0BOARD0001' })).channel).toMatchObject({ is_private: true, is_member: true });
    expect((await web.conversations.info({ channel: 'C0SHARED001' })).channel).toMatchObject({ is_ext_shared: true, shared_team_ids: ['T0SANDBOX01', 'T0PARTNER01'] });
    for (const channel of ['C0SECRET001', 'D0INAALICE1', 'C0NOSUCH001']) expect(await refused(web.conversations.info({ channel }))).toBe('channel_not_found');
  });

  test('each kind of conversation wants its own scope', async () => {
    const { web } = await team({ scopes: ['channels:read'] });
    await web.conversations.info({ channel: 'C0GENERAL01' });
    expect(await refusal(web.conversations.info({ channel: 'C0BOARD0001' }))).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
  });

  test('conversations.members comes in pages', async () => {
    const { web } = await team();
    const first = await web.conversations.members({ channel: 'C0GENERAL01', limit: 5 });
    expect(first.members).toHaveLength(5);
    const cursor = first.response_metadata?.next_cursor ?? '';
    expect((await web.conversations.members({ channel: 'C0GENERAL01', limit: 5, cursor })).members).toHaveLength(3);
    expect(await refused(web.conversations.members({ channel: 'C0SECRET001' }))).toBe('channel_not_found');
    expect(await refused(web.conversations.members({ channel: 'C0GENERAL01', cursor: 'bad' }))).toBe('invalid_cursor');
  });

  test('conversations.list shows public channels, more when asked, archived ones unless excluded', async () => {
    const { web } = await team();
    const names = async (options: object): Promise<unknown[]> => ((await web.conversations.list(options)).channels ?? []).map(({ name }) => name);
    expect(await names({})).toEqual(['general', 'random', 'shared', 'attic']);
    expect(await names({ exclude_archived: true, types: 'public_channel,private_channel' })).toEqual(['general', 'random', 'shared', 'board']);
    expect(await refused(web.conversations.list({ types: 'nonsense' }))).toBe('invalid_types');
  });

  test('conversations.open opens a direct message once, with one or several', async () => {
    const { web } = await team();
    const first = await web.conversations.open({ users: people.dora, return_im: true });
    expect(first.channel).toMatchObject({ is_im: true, user: people.dora });
    expect(first.already_open).toBeUndefined();
    const again = await web.conversations.open({ users: people.dora });
    expect(again).toMatchObject({ already_open: true, no_op: true, channel: { id: first.channel?.id } });
    const several = await web.conversations.open({ users: `${people.dora},${people.bob}` });
    expect(several.channel?.id).toMatch(/^G/);
    expect(await web.conversations.open({ channel: first.channel?.id ?? '' })).toMatchObject({ already_open: true });
  });

  test('conversations.open refuses nobody, too many, unknown and deactivated people, and channels', async () => {
    const { web } = await team();
    expect(await refused(web.conversations.open({ users: '' }))).toBe('users_list_not_supplied');
    expect(await refused(web.conversations.open({ users: people.bot }))).toBe('not_enough_users');
    expect(await refused(web.conversations.open({ users: 'U0NOBODY001' }))).toBe('user_not_found');
    expect(await refused(web.conversations.open({ users: people.gus }))).toBe('user_disabled');
    expect(await refused(web.conversations.open({ channel: 'C0GENERAL01' }))).toBe('method_not_supported_for_channel_type');
    expect(await refused(web.conversations.open({ channel: 'C0SECRET001' }))).toBe('channel_not_found');
    const nine = [people.ina, people.alice, people.bob, people.carol, people.dora, people.emil, people.ada, people.standup, people.frida];
    expect(await refused(web.conversations.open({ users: nine.join(',') }))).toBe('too_many_users');
  });

  test('im:write opens a direct message, several people want mpim:write', async () => {
    const { web } = await team({ scopes: ALL_SCOPES.filter((scope) => scope !== 'mpim:write') });
    await web.conversations.open({ users: people.dora });
    expect(await refusal(web.conversations.open({ users: `${people.dora},${people.bob}` }))).toMatchObject({ error: 'missing_scope', needed: 'mpim:write' });
  });

  test('conversations.join makes the bot a member of a public channel', async () => {
    const { web } = await team();
    expect((await web.conversations.join({ channel: 'C0RANDOM001' })).channel).toMatchObject({ is_member: true });
    expect(await web.conversations.join({ channel: 'C0RANDOM001' })).toMatchObject({ warning: 'already_in_channel' });
    expect(await refused(web.conversations.join({ channel: 'C0ATTIC0001' }))).toBe('is_archived');
    expect(await refused(web.conversations.join({ channel: 'C0BOARD0001' }))).toBe('method_not_supported_for_channel_type');
    expect(await refused(web.conversations.join({ channel: 'C0SECRET001' }))).toBe('channel_not_found');
  });

  test('conversations.history has the newest first and no replies; conversations.replies has the root first', async () => {
    const { web } = await team();
    const channel = 'C0GENERAL01';
    const root = (await web.chat.postMessage({ channel, text: 'one' })).ts ?? '';
    await web.chat.postMessage({ channel, text: 'reply', thread_ts: root });
    const broadcast = await web.chat.postMessage({ channel, text: 'for all', thread_ts: root, reply_broadcast: true });
    const two = await web.chat.postMessage({ channel, text: 'two' });
    const texts = async (options: object): Promise<unknown[]> => ((await web.conversations.history({ channel, ...options })).messages ?? []).map(({ text }) => text);
    expect(await texts({})).toEqual(['two', 'for all', 'one']);
    expect(await texts({ oldest: root, latest: two.ts })).toEqual(['for all']);
    expect(await texts({ oldest: root, latest: two.ts, inclusive: true })).toEqual(['two', 'for all', 'one']);
    expect((await web.conversations.history({ channel, limit: 1 })).has_more).toBe(true);
    const replies = await web.conversations.replies({ channel, ts: root });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['one', 'reply', 'for all']);
    expect(replies.messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: root, latest_reply: broadcast.ts });
    expect(await refused(web.conversations.history({ channel: 'C0RANDOM001' }))).toBe('not_in_channel');
    expect(await refused(web.conversations.history({ channel, oldest: 'yesterday' }))).toBe('invalid_ts_oldest');
    expect(await refused(web.conversations.history({ channel, latest: 'today' }))).toBe('invalid_ts_latest');
    expect(await refused(web.conversations.replies({ channel, ts: '1.000000' }))).toBe('thread_not_found');
    expect(await refused(web.conversations.replies({ channel: 'C0SECRET001', ts: root }))).toBe('channel_not_found');
  });
});
