import { afterEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { MANIFEST_SCOPES } from '../../emulators/slack/settings.ts';
import { people } from '../../emulators/slack/team.ts';
import { BUTTON, closeAll, refusal, refused, SECTION, team } from './slack-support.ts';

afterEach(closeAll);

const general = 'C0GENERAL01';

describe('chat.postMessage', () => {
  test('a message stands in the channel as the bot said it, and as a person reads it', async () => {
    const { slack, web } = await team();
    const posted = await web.chat.postMessage({ channel: general, text: 'fallback', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Project Review* by <@U0INA000001> in <#C0RANDOM001>, <https://x.example|details> &amp; more' } }, BUTTON] });
    expect(posted).toMatchObject({ ok: true, channel: general, message: { type: 'message', text: 'fallback', bot_id: 'B0CONFBOT00' } });
    expect(slack.channel('general').messages).toMatchObject([{ ts: posted.ts, author: 'Conference', text: 'Project Review by @Ina Ito in #random, details & more\n[Join]', spoken: 'fallback', buttons: ['Join'] }]);
    expect(slack.channel('general').card('Project Review')?.ts).toBe(posted.ts);
  });

  test('ts values are unique and grow, even within one moment', async () => {
    const { web } = await team({ clock: new VirtualClock(Date.parse('2026-03-02T10:00:00Z')) });
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => web.chat.postMessage({ channel: general, text })));
    const stamps = all.map(({ ts }) => ts ?? '');
    expect(new Set(stamps).size).toBe(5);
    expect([...stamps].sort()).toEqual([...stamps].sort((one, other) => Number(one) - Number(other)));
    for (const ts of stamps) expect(ts).toMatch(/^\d{10}\.\d{6}$/);
  });

  test('blocks come back with block_id, and with the defaults of text objects', async () => {
    const { web } = await team();
    const { message } = await web.chat.postMessage({ channel: general, text: 'x', blocks: [SECTION] });
    expect(message?.blocks).toEqual([{ type: 'section', block_id: expect.any(String), text: { type: 'mrkdwn', text: 'Hello', verbatim: false } }]);
  });

  test('a channel may be named by id or name; a user id means the direct message with them', async () => {
    const { slack, web } = await team();
    expect((await web.chat.postMessage({ channel: '#random', text: 'x' })).channel).toBe('C0RANDOM001');
    expect((await web.chat.postMessage({ channel: people.dora, text: 'for you' })).channel).toMatch(/^D/);
    expect(slack.as('dora').directMessages.messages.map(({ text }) => text)).toEqual(['for you']);
  });

  test('where the bot is no member: public channels by chat:write.public, private ones and the direct messages of others not at all', async () => {
    const { slack, web } = await team();
    await web.chat.postMessage({ channel: 'C0RANDOM001', text: 'x' });
    for (const channel of ['C0SECRET001', 'D0INAALICE1', 'G0INAALIBOB', 'C0NOSUCH001', people.gus, people.standup]) expect(await refused(web.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found');
    expect(await refused(web.chat.postMessage({ channel: 'C0ATTIC0001', text: 'x' }))).toBe('is_archived');
    slack.world.installation.scopes = ['chat:write'];
    expect(await refused(web.chat.postMessage({ channel: 'C0RANDOM001', text: 'x' }))).toBe('not_in_channel');
  });

  test('it says no to nothing, to too much, and to blocks that are none', async () => {
    const { web } = await team();
    expect(await refused(web.chat.postMessage({ channel: general, text: '' }))).toBe('no_text');
    expect(await refused(web.chat.postMessage({ channel: general, text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    expect(await refused(web.apiCall('chat.postMessage', { channel: general, text: 'x', blocks: '{' }))).toBe('invalid_blocks_format');
    expect(await refused(web.apiCall('chat.postMessage', { channel: general, attachments: '{' }))).toBe('invalid_arguments');
    expect(await refused(web.apiCall('chat.postMessage', { text: 'x' }))).toBe('invalid_arguments');
    const wrong = await refusal(web.chat.postMessage({ channel: general, text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }] }));
    expect(wrong).toMatchObject({ error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] } });
  });

  test('a reply counts on its root', async () => {
    const { slack, web } = await team();
    const root = (await web.chat.postMessage({ channel: general, text: 'Project Review' })).ts ?? '';
    const reply = await web.chat.postMessage({ channel: general, text: 'Alice joined', thread_ts: root });
    expect(reply.message).toMatchObject({ thread_ts: root });
    expect(slack.channel('general').thread('Project Review').lines).toEqual(['Alice joined']);
    expect(slack.channel('general').thread(root).root?.text).toBe('Project Review');
    expect(slack.channel('general').messages).toHaveLength(1);
    expect((await web.conversations.replies({ channel: general, ts: root })).messages?.[0]).toMatchObject({ reply_count: 1, reply_users: [people.bot] });
  });

  test('a reply to a root that is gone falls into the channel, as at Slack, and is noted as a surprise', async () => {
    const { slack, web } = await team();
    const root = (await web.chat.postMessage({ channel: general, text: 'gone soon' })).ts ?? '';
    await web.chat.delete({ channel: general, ts: root });
    const orphan = await web.chat.postMessage({ channel: general, text: 'orphan', thread_ts: root });
    expect(orphan.message).not.toHaveProperty('thread_ts');
    expect(slack.channel('general').messages.map(({ text }) => text)).toEqual(['orphan']);
    expect(slack.surprises.map(({ what }) => what)).toEqual(['a reply lost its thread']);
    expect(await refused(web.chat.postMessage({ channel: general, text: 'x', thread_ts: 'soon' }))).toBe('invalid_arguments');
  });

  test('the ts of a reply stands for its thread, and is noted as a surprise', async () => {
    const { slack, web } = await team();
    const root = (await web.chat.postMessage({ channel: general, text: 'root' })).ts ?? '';
    const reply = (await web.chat.postMessage({ channel: general, text: 'one', thread_ts: root })).ts ?? '';
    expect((await web.chat.postMessage({ channel: general, text: 'two', thread_ts: reply })).message).toMatchObject({ thread_ts: root });
    expect(slack.surprises.map(({ what }) => what)).toEqual(['thread_ts of a reply']);
  });

  test('the scopes of the manifest suffice for what the app posts', async () => {
    const { web } = await team({ scopes: MANIFEST_SCOPES });
    const { ts = '' } = await web.chat.postMessage({ channel: 'C0RANDOM001', text: 'x' });
    await web.chat.update({ channel: 'C0RANDOM001', ts, text: 'y' });
    await web.chat.postEphemeral({ channel: 'C0RANDOM001', user: people.ina, text: 'only you' });
    await web.conversations.open({ users: people.ina });
  });
});

describe('chat.update', () => {
  test('a text without blocks takes the blocks away and marks the message as edited; new blocks do not mark it', async () => {
    const { slack, web } = await team();
    const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'card', blocks: [SECTION, BUTTON] });
    await web.chat.update({ channel: general, ts, text: 'card', blocks: [{ ...SECTION, text: { type: 'mrkdwn', text: 'Ended' } }] });
    expect(slack.channel('general').messages[0]).toMatchObject({ text: 'Ended', edited: false, buttons: [] });
    expect(await web.chat.update({ channel: general, ts, text: 'plain' })).toMatchObject({ ts, text: 'plain' });
    expect(slack.channel('general').messages[0]).toMatchObject({ text: 'plain', blocks: [], edited: true });
  });

  test('only its own messages, only what is there, only so long', async () => {
    const { slack, web } = await team();
    await slack.as('ina').types('hello');
    const hers = slack.channel('general').messages[0]?.ts ?? '';
    const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'mine' });
    expect(await refused(web.chat.update({ channel: general, ts: hers, text: 'x' }))).toBe('cant_update_message');
    expect(await refused(web.chat.update({ channel: general, ts: '1.000000', text: 'x' }))).toBe('message_not_found');
    expect(await refused(web.chat.update({ channel: 'C0SECRET001', ts, text: 'x' }))).toBe('channel_not_found');
    expect(await refused(web.chat.update({ channel: general, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
    expect(await refused(web.chat.update({ channel: general, ts, text: '' }))).toBe('no_text');
    expect(await refused(web.apiCall('chat.update', { channel: general, ts, blocks: [{ type: 'nonsense' }] }))).toBe('invalid_blocks');
  });
});

describe('chat.delete, chat.postEphemeral, chat.getPermalink', () => {
  test('a root with replies stays as a tombstone, another message goes', async () => {
    const { slack, web } = await team();
    await slack.as('ina').types('hers');
    const hers = slack.channel('general').messages[0]?.ts ?? '';
    const root = (await web.chat.postMessage({ channel: general, text: 'root' })).ts ?? '';
    const reply = (await web.chat.postMessage({ channel: general, text: 'reply', thread_ts: root })).ts ?? '';
    await web.chat.delete({ channel: general, ts: root });
    expect(slack.channel('general').messages[1]).toMatchObject({ deleted: true, text: 'This message was deleted.' });
    expect(slack.channel('general').thread(root).lines).toEqual(['reply']);
    await web.chat.delete({ channel: general, ts: reply });
    expect(await refused(web.chat.delete({ channel: general, ts: reply }))).toBe('message_not_found');
    expect(await refused(web.chat.delete({ channel: general, ts: root }))).toBe('message_not_found');
    expect(await refused(web.chat.delete({ channel: general, ts: hers }))).toBe('cant_delete_message');
    expect(await refused(web.chat.update({ channel: general, ts: root, text: 'x' }))).toBe('cant_update_message');
  });

  test('an ephemeral message is seen by one person, who must be in the channel', async () => {
    const { slack, web } = await team();
    const { message_ts } = await web.chat.postEphemeral({ channel: general, user: people.ina, text: 'only <@U0INA000001>' });
    expect(message_ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(slack.as('ina').sees).toMatchObject([{ ephemeral: true, text: 'only @Ina Ito', channel: 'general' }]);
    expect(slack.as('bob').sees).toEqual([]);
    expect(slack.channel('general').messages).toEqual([]);
    expect(await refused(web.chat.postEphemeral({ channel: general, user: people.frida, text: 'x' }))).toBe('user_not_in_channel');
    expect(await refused(web.chat.postEphemeral({ channel: 'C0ATTIC0001', user: people.ina, text: 'x' }))).toBe('is_archived');
    expect(await refused(web.chat.postEphemeral({ channel: 'C0SECRET001', user: people.ina, text: 'x' }))).toBe('channel_not_found');
    expect(await refused(web.chat.postEphemeral({ channel: general, user: people.ina, text: '' }))).toBe('no_text');
  });

  test('a permalink names channel and message, and the thread of a reply', async () => {
    const { web } = await team();
    const root = (await web.chat.postMessage({ channel: general, text: 'root' })).ts ?? '';
    const reply = (await web.chat.postMessage({ channel: general, text: 'reply', thread_ts: root })).ts ?? '';
    expect((await web.chat.getPermalink({ channel: general, message_ts: root })).permalink).toBe(`https://sandbox.slack.com/archives/${general}/p${root.replace('.', '')}`);
    expect((await web.chat.getPermalink({ channel: general, message_ts: reply })).permalink).toContain(`?thread_ts=${root}&cid=${general}`);
    expect(await refused(web.chat.getPermalink({ channel: general, message_ts: '1.000000' }))).toBe('message_not_found');
    expect(await refused(web.chat.getPermalink({ channel: 'C0SECRET001', message_ts: root }))).toBe('channel_not_found');
  });
});
