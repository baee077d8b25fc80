import { afterEach, describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { people } from '../../emulators/slack/team.ts';
import { boltApp, BUTTON, client, closeAll, plainApp, SECTION, slackTeam } from './slack-support.ts';

afterEach(closeAll);

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

const startView: ModalView = {
  type: 'modal',
  callback_id: 'start',
  title: plain('Start a conference'),
  submit: plain('Start'),
  close: plain('Cancel'),
  notify_on_close: true,
  private_metadata: 'secret',
  blocks: [
    { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'name', max_length: 80 } },
    { type: 'input', block_id: 'people', label: plain('People'), optional: true, element: { type: 'multi_users_select', action_id: 'people' } },
    { type: 'input', block_id: 'contacts', label: plain('Contacts'), optional: true, element: { type: 'multi_external_select', action_id: 'contacts' } },
    { type: 'input', block_id: 'where', label: plain('Channel'), element: { type: 'conversations_select', action_id: 'where', default_to_current_conversation: true, response_url_enabled: true } },
    { type: 'input', block_id: 'more', label: plain('Options'), optional: true, element: { type: 'checkboxes', action_id: 'more', options: [{ text: plain('Ring me too'), value: 'me' }, { text: plain('Press 1 to join'), value: 'press' }] } },
  ],
};

describe('buttons and menus', () => {
  test('a press carries the button, the message and where it was', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    const { ts } = await client(slack).chat.postMessage({ channel: 'C0GENERAL01', text: 'card', blocks: [SECTION, BUTTON] });
    expect(await slack.as('bob').presses('Join', 'card')).toMatchObject({ status: 200, error: undefined });
    expect(received[0]?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: people.bob, username: 'bob', team_id: 'T0SANDBOX01' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0GENERAL01', is_ephemeral: false },
      channel: { id: 'C0GENERAL01', name: 'general' },
      message: { ts, text: 'card' },
      actions: [{ type: 'button', action_id: 'join', block_id: 'hands', value: 'c1', text: plain('Join') }],
      response_url: expect.stringContaining(`${slack.url}/actions/`),
    });
  });

  test('an ephemeral message has no message in the payload; a reply names its thread', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    const web = client(slack);
    await web.chat.postEphemeral({ channel: 'C0GENERAL01', user: people.ina, text: 'only you', blocks: [BUTTON] });
    const root = (await web.chat.postMessage({ channel: 'C0GENERAL01', text: 'root' })).ts ?? '';
    await web.chat.postMessage({ channel: 'C0GENERAL01', thread_ts: root, text: 'in the thread', blocks: [BUTTON] });
    await slack.as('ina').presses('join', 'only you');
    await slack.as('ina').presses('join', 'in the thread');
    expect(received[0]?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(received[0]?.payload).not.toHaveProperty('message');
    expect(received[1]?.payload).toMatchObject({ container: { thread_ts: root }, message: { thread_ts: root } });
  });

  test('a menu and an overflow carry what was chosen; the state holds it from then on', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    const options = [{ text: plain('Ring again'), value: 'ring:bob' }, { text: plain('Remove'), value: 'remove:bob' }];
    await client(slack).chat.postMessage({
      channel: 'C0GENERAL01',
      text: 'card',
      blocks: [
        { type: 'section', block_id: 'bob', text: plain('Bob'), accessory: { type: 'overflow', action_id: 'hand', options } },
        { type: 'actions', block_id: 'all', elements: [{ type: 'users_select', action_id: 'who', placeholder: plain('Add somebody') }, { type: 'static_select', action_id: 'what', options }] },
      ],
    });
    const ina = slack.as('ina');
    await ina.chooses('hand', 'Remove');
    await ina.chooses('Add somebody', 'alice');
    await ina.chooses('what', 'ring:bob');
    expect(received.map(({ payload }) => (payload['actions'] as object[])[0])).toMatchObject([
      { type: 'overflow', action_id: 'hand', selected_option: options[1] },
      { type: 'users_select', action_id: 'who', selected_user: people.alice },
      { type: 'static_select', action_id: 'what', selected_option: options[0] },
    ]);
    expect(received[2]?.payload['state']).toMatchObject({ values: { all: { who: { type: 'users_select', selected_user: people.alice }, what: { selected_option: options[0] } } } });
    await expect(ina.chooses('what', 'nothing of it')).rejects.toThrow('is not offered');
    expect(() => ina.presses('Mute')).toThrow('Ina Ito sees no "Mute"');
  });

  test('somebody of another workspace presses with their own team', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    await client(slack).chat.postMessage({ channel: 'C0SHARED001', text: 'card', blocks: [BUTTON] });
    await slack.as('frida').presses('Join');
    expect(received[0]?.payload).toMatchObject({ user: { id: people.frida, team_id: 'T0PARTNER01' }, team: { id: 'T0PARTNER01' } });
  });
});

describe('modals', () => {
  test('the whole way: shortcut, modal, search, mistake, correction, submission', async () => {
    const slack = await slackTeam();
    const submitted: unknown[] = [];
    await boltApp(slack, (app) => {
      app.shortcut('conf_global', async ({ ack, shortcut, client: web }) => {
        await ack();
        await web.views.open({ trigger_id: shortcut.trigger_id, view: { ...startView, blocks: startView.blocks.filter(({ block_id }) => block_id !== 'where') } });
      });
      app.options('contacts', async ({ ack, payload }) => {
        await ack({ options: [{ text: plain(`Kim (${payload.value})`), value: 'contact:1' }] });
      });
      app.view('start', async ({ ack, view }) => {
        submitted.push(view.state.values);
        if (view.state.values['name']?.['name']?.value === 'bad') await ack({ response_action: 'errors', errors: { name: 'Choose another name' } });
        else await ack();
      });
    });
    const ina = slack.as('ina');
    await ina.opensShortcut('conf_global');
    await slack.until(() => ina.modal !== undefined);
    expect(ina.modal).toMatchObject({ title: 'Start a conference', submit: 'Start', callbackId: 'start' });
    expect(ina.modal?.text).toContain('Name: [plain_text_input ▾]');

    expect(await ina.searches('Contacts', 'ki')).toEqual([]);
    const [kim] = await ina.searches('Contacts', 'kim');
    expect(kim).toEqual({ text: plain('Kim (kim)'), value: 'contact:1' });

    expect(await ina.submits({})).toMatchObject({ status: undefined, error: 'incomplete' });
    expect(ina.modal?.errors).toEqual({ name: 'Please complete this required field.' });
    expect(await ina.submits({ Name: 'x'.repeat(81) })).toMatchObject({ error: 'incomplete' });
    expect(submitted).toEqual([]);

    expect(await ina.submits({ Name: 'bad' })).toMatchObject({ status: 200, error: undefined });
    expect(ina.modal?.errors).toEqual({ name: 'Choose another name' });
    await ina.submits({ Name: 'Sync', People: ['alice', 'Bob Berg'], Contacts: [kim ?? {}], Options: ['Ring me too'] });
    expect(ina.modal).toBeUndefined();
    expect(submitted[1]).toEqual({
      name: { name: { type: 'plain_text_input', value: 'Sync' } },
      people: { people: { type: 'multi_users_select', selected_users: [people.alice, people.bob] } },
      contacts: { contacts: { type: 'multi_external_select', selected_options: [kim] } },
      more: { more: { type: 'checkboxes', selected_options: [{ text: { ...plain('Ring me too'), emoji: true }, value: 'me' }] } },
    });
    expect(slack.surprises).toEqual([]);
  });

  async function openModal(view: ModalView = startView) {
    const slack = await slackTeam();
    let answer: object | undefined = {};
    const received = await plainApp(slack, ({ payload }) => (payload['type'] === 'view_submission' ? (answer === undefined ? {} : { body: answer }) : {}));
    await slack.as('ina').types('/conference');
    const web = client(slack);
    await web.views.open({ trigger_id: String(received[0]?.payload['trigger_id']), view });
    const answers = (next: object | undefined): void => {
      answer = next;
    };
    return { slack, web, received, ina: slack.as('ina'), answers };
  }

  test('the conversation it was opened from stands in its menu, and comes with a response_url', async () => {
    const { received, ina } = await openModal();
    await ina.submits({ Name: 'Sync' });
    expect(received.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: { state: { values: { where: { where: { selected_conversation: 'C0GENERAL01' } }, people: { people: { selected_users: [] } } } }, private_metadata: 'secret' },
      response_urls: [{ block_id: 'where', action_id: 'where', channel_id: 'C0GENERAL01', response_url: expect.stringContaining('/app/') }],
    });
  });

  test('update keeps what was filled in where ids stay; push lays a view on top, three deep; clear takes all away', async () => {
    const { slack, web, received, ina, answers } = await openModal();
    answers({ response_action: 'update', view: { ...startView, title: plain('Who is missing?') } });
    await ina.submits({ Name: 'Sync' });
    expect(ina.modal).toMatchObject({ title: 'Who is missing?', values: { name: { name: { value: 'Sync' } } } });
    answers({ response_action: 'push', view: { ...startView, title: plain('Second') } });
    await ina.submits({ Name: 'Sync' });
    expect(ina.modal?.payload).toMatchObject({ previous_view_id: expect.stringMatching(/^V/), root_view_id: expect.stringMatching(/^V/) });
    await web.views.push({ trigger_id: String(received.at(-1)?.payload['trigger_id']), view: { ...startView, title: plain('Third') } });
    expect(ina.modal?.title).toBe('Third');
    answers({ response_action: 'push', view: startView });
    expect(await ina.submits({ Name: 'x' })).toMatchObject({ error: 'invalid_response' });
    expect(slack.surprises).toHaveLength(1);
    await ina.closes();
    expect(ina.modal?.title).toBe('Second');
    expect(received.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false, view: { title: plain('Third') } });
    answers({ response_action: 'clear' });
    await ina.submits({ Name: 'x' });
    expect(ina.modal).toBeUndefined();
  });

  test('an answer Slack would not take leaves the modal and is a surprise', async () => {
    const { slack, ina, answers } = await openModal();
    for (const answer of [{ response_action: 'errors', errors: { nowhere: 'x' } }, { response_action: 'errors' }, { response_action: 'update', view: { type: 'modal' } }, { response_action: 'update' }, { response_action: 'dance' }]) {
      answers(answer);
      expect(await ina.submits({ Name: 'x' })).toMatchObject({ error: 'invalid_response' });
    }
    expect(slack.surprises).toHaveLength(5);
    expect(ina.modal).toBeDefined();
  });

  test('an app that is too slow leaves the modal open', async () => {
    const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
    const slack = await slackTeam({ clock, patienceMs: 250 });
    const received = await plainApp(slack, ({ payload }) => (payload['type'] === 'view_submission' ? undefined : {}));
    await slack.as('ina').types('/conference');
    await client(slack).views.open({ trigger_id: String(received[0]?.payload['trigger_id']), view: { ...startView, clear_on_close: true } });
    const submitting = slack.as('ina').submits({ Name: 'x' });
    await clock.advance(3000, () => slack.idle());
    expect(await submitting).toMatchObject({ error: 'operation_timeout' });
    expect(slack.as('ina').modal).toBeDefined();
    await slack.as('ina').closes();
    expect(received.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: true });
  });

  test('a dispatching input and a button in a modal are told at once, with the view', async () => {
    const { received, ina } = await openModal({ ...startView, blocks: [...startView.blocks, BUTTON, { type: 'input', block_id: 'dir', dispatch_action: true, label: plain('Sort'), element: { type: 'static_select', action_id: 'dir', options: [{ text: plain('Up'), value: 'up' }] } }] });
    await ina.presses('Join');
    await ina.chooses('Sort', 'Up');
    expect(await ina.chooses('Options', ['me'])).toMatchObject({ status: undefined });
    expect(received.slice(1).map(({ payload }) => payload)).toMatchObject([
      { type: 'block_actions', container: { type: 'view', view_id: ina.modal?.id }, view: { callback_id: 'start' } },
      { actions: [{ action_id: 'dir', selected_option: { value: 'up' } }], view: { state: { values: { dir: { dir: { selected_option: { value: 'up' } } } } } } },
    ]);
    expect(received[1]?.payload).not.toHaveProperty('response_url');
  });
});

describe('message shortcuts', () => {
  test('carry the message, a trigger and a response_url, also from inside a thread', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    await slack.as('bob').types('who calls @alice?');
    const root = slack.channel('general').messages[0]?.ts ?? '';
    await slack.as('bob').inThread(root).types('me');
    await slack.as('ina').opensShortcut('conf_message', 'who calls');
    await slack.as('ina').opensShortcut('conf_message', 'me');
    expect(received.map(({ payload }) => payload)).toMatchObject([
      { type: 'message_action', callback_id: 'conf_message', message_ts: root, message: { user: people.bob, text: `who calls <@${people.alice}>?` }, channel: { id: 'C0GENERAL01' } },
      { type: 'message_action', message: { thread_ts: root } },
    ]);
    await expect(slack.as('ina').opensShortcut('conf_message', 'never said')).rejects.toThrow('sees no message');
  });
});
