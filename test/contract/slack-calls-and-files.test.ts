import { afterEach, describe, expect, test } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import type { ModalView } from '@slack/types';
import { boltApp, client, closeAll, refused, slackTeam, team } from './slack-support.ts';

afterEach(closeAll);

const call = { external_unique_id: 'c-1', join_url: 'https://join.example/c-1', created_by: people.ina, title: 'Project Review' };

describe('calls', () => {
  test('a call is added, posted as a block, followed and ended', async () => {
    const { slack, web } = await team();
    const added = (await web.calls.add({ ...call, users: [{ slack_id: people.ina }] })).call;
    const id = added?.id ?? '';
    expect(added).toMatchObject({ id: expect.stringMatching(/^R/), join_url: call.join_url, users: [{ slack_id: people.ina }] });
    expect(await refused(web.calls.add(call))).toBe('invalid_arguments');
    await web.apiCall('chat.postMessage', { channel: 'C0GENERAL01', text: 'call', blocks: [{ type: 'call', call_id: id }] });
    expect(await web.calls.participants.add({ id, users: [{ external_id: 'p2', display_name: 'Kim' }] })).toEqual(expect.not.objectContaining({ error: 'bad_users' }));
    expect(await web.calls.participants.add({ id, users: [{ external_id: 'p2', display_name: 'Kim' }] })).toMatchObject({ ok: true, error: 'bad_users' });
    await web.calls.participants.remove({ id, users: [{ slack_id: people.ina }] });
    expect(await web.calls.participants.remove({ id, users: [{ slack_id: people.ina }] })).toMatchObject({ ok: true, error: 'bad_users' });
    await web.calls.update({ id, title: 'Renamed' });
    expect((await web.calls.info({ id })).call).toMatchObject({ title: 'Renamed', users: [{ external_id: 'p2', display_name: 'Kim' }], channels: ['C0GENERAL01'] });
    await web.calls.end({ id, duration: 90 });
    expect(await refused(web.calls.end({ id }))).toBe('inactive_call');
    expect(await refused(web.calls.participants.add({ id, users: [{ slack_id: people.bob }] }))).toBe('inactive_call');
    expect(await refused(web.calls.participants.remove({ id, users: [{ slack_id: people.bob }] }))).toBe('inactive_call');
    expect(slack.world.calls.get(id)).toMatchObject({ durationSeconds: 90 });
  });

  test('with a bot token a creator is needed; unknown people, calls and blocks of unknown calls are refused', async () => {
    const { web } = await team();
    expect(await refused(web.apiCall('calls.add', { ...call, created_by: undefined }))).toBe('invalid_created_by');
    expect(await refused(web.calls.add({ ...call, users: [{ slack_id: 'U0NOBODY001' }] }))).toBe('user_not_found');
    expect(await refused(web.apiCall('calls.add', { ...call, date_start: 'soon' }))).toBe('invalid_start_time');
    expect(await refused(web.calls.info({ id: 'R0NOSUCH' }))).toBe('invalid_arguments');
    for (const method of ['calls.update', 'calls.end', 'calls.participants.add', 'calls.participants.remove']) expect(await refused(web.apiCall(method, { id: 'R0NOSUCH', users: [{ slack_id: people.bob }] }))).toBe('invalid_call_id');
    expect(await refused(web.apiCall('chat.postMessage', { channel: 'C0GENERAL01', text: 'x', blocks: [{ type: 'call', call_id: 'R0NOSUCH' }] }))).toBe('invalid_blocks');
  });
});

describe('files', () => {
  test('filesUploadV2 puts a recording into a thread', async () => {
    const { slack, web } = await team();
    const root = (await web.chat.postMessage({ channel: 'C0GENERAL01', text: 'Project Review' })).ts ?? '';
    await web.filesUploadV2({ channel_id: 'C0GENERAL01', thread_ts: root, file: Buffer.from('sound'), filename: 'recording.mp3', title: 'Recording' });
    expect(slack.channel('general').thread('Project Review').messages).toMatchObject([{ files: ['Recording'] }]);
    expect([...slack.world.files.values()][0]?.bytes?.toString()).toBe('sound');
  });

  test('an upload that never came, an unknown file, and channels one may not post to', async () => {
    const { web } = await team();
    const { file_id: id = '' } = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
    expect(await refused(web.files.completeUploadExternal({ files: [{ id }] }))).toBe('file_not_found');
    const ready = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
    await fetch(ready.upload_url ?? '', { method: 'POST', body: 'x' });
    const files = [{ id: ready.file_id ?? '' }] as [{ id: string }];
    expect(await refused(web.files.completeUploadExternal({ files, channel_id: 'C0SECRET001' }))).toBe('channel_not_found');
    expect(await refused(web.files.completeUploadExternal({ files, channel_id: 'C0RANDOM001' }))).toBe('not_in_channel');
    expect(await refused(web.files.completeUploadExternal({ files, channel_id: 'C0ATTIC0001' }))).toBe('posting_to_channel_denied');
    expect((await web.files.completeUploadExternal({ files })).files).toMatchObject([{ id: ready.file_id }]);
  });

  test('a file a person uploads into a form is told to the app, described by files.info, and fetched with the token alone', async () => {
    const plain = (text: string) => ({ type: 'plain_text', text }) as const;
    const view: ModalView = {
      type: 'modal', callback_id: 'give', title: plain('Give a file'), submit: plain('Give'),
      blocks: [{ type: 'input', block_id: 'file', label: plain('File'), element: { type: 'file_input', action_id: 'file', filetypes: ['csv'], max_files: 1 } }],
    };
    const slack = await slackTeam();
    const given: unknown[] = [];
    await boltApp(slack, (app) => {
      app.shortcut('conf_global', async ({ ack, shortcut, client }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      app.view('give', async ({ ack, view: { state } }) => {
        given.push(...(state.values['file']?.['file']?.files ?? []));
        await ack();
      });
    });
    const ina = slack.as('ina');
    await ina.opensShortcut('conf_global');
    await slack.until(() => ina.modal !== undefined);
    expect(await ina.submits({ File: null })).toMatchObject({ error: 'incomplete' });
    expect(await ina.submits({ File: [ina.uploads('photo.png', Buffer.from('x'))] })).toMatchObject({ error: 'incomplete' });
    const file = ina.uploads('people.csv', Buffer.from('name,number'));
    expect(await ina.submits({ File: [file, file] })).toMatchObject({ error: 'incomplete' });
    expect(await ina.submits({ File: [file] })).toMatchObject({ status: 200 });
    expect(given).toEqual([file]);

    const web = client(slack);
    const described = (await web.files.info({ file: file.id })).file;
    expect(described).toMatchObject({ name: 'people.csv', filetype: 'csv', mimetype: 'text/csv', size: 11, user: people.ina, is_external: false });
    expect(await refused(web.files.info({ file: 'F0NOSUCH' }))).toBe('file_not_found');
    const fetched = (token: string | undefined, address = described?.url_private_download ?? '') =>
      fetch(address, { redirect: 'manual', ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }) });
    const { botToken } = slack.world.settings;
    expect(await (await fetched(botToken)).text()).toBe('name,number');
    expect(await (await fetched(botToken, described?.url_private)).text()).toBe('name,number');
    for (const token of [undefined, 'xoxb-another']) {
      const answer = await fetched(token);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, expect.stringContaining('https://sandbox.slack.com/?redir=')]);
    }
    slack.world.installation.scopes = slack.world.installation.scopes.filter((scope) => scope !== 'files:read');
    expect((await fetched(botToken)).status).toBe(302);
    expect(await refused(web.files.info({ file: file.id }))).toBe('missing_scope');
  });
});
