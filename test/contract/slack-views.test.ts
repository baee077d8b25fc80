import { afterEach, describe, expect, test } from 'vitest';
import type { HomeView, ModalView } from '@slack/types';
import { people } from '../../emulators/slack/team.ts';
import { BUTTON, client, closeAll, plainApp, refusal, refused, SECTION, slackTeam } from './slack-support.ts';

afterEach(closeAll);

const modal: ModalView = { type: 'modal', title: { type: 'plain_text', text: 'Start' }, blocks: [SECTION] };
const home: HomeView = { type: 'home', blocks: [SECTION] };

async function setUp() {
  const slack = await slackTeam();
  const received = await plainApp(slack);
  const trigger = async (): Promise<string> => {
    await slack.as('ina').types('/conference');
    return String(received.at(-1)?.payload['trigger_id']);
  };
  return { slack, web: client(slack), received, trigger };
}

describe('views', () => {
  test('views.open gives the view an id, a hash and its place', async () => {
    const { web, trigger } = await setUp();
    const { view } = await web.views.open({ trigger_id: await trigger(), view: modal });
    expect(view).toMatchObject({ id: expect.stringMatching(/^V/), type: 'modal', root_view_id: view?.id, previous_view_id: null, state: { values: {} }, close: null, submit: null, private_metadata: '' });
    expect(view?.hash).toMatch(/^\d+\.[0-9a-f]{8}$/);
  });

  test('views.update by id or external_id, guarded by the hash', async () => {
    const { slack, web, trigger } = await setUp();
    const opened = (await web.views.open({ trigger_id: await trigger(), view: { ...modal, external_id: 'ours' } })).view;
    const updated = (await web.views.update({ view_id: opened?.id ?? '', hash: opened?.hash ?? '', view: { ...modal, external_id: 'ours', title: { type: 'plain_text', text: 'Two' } } })).view;
    expect(updated?.hash).not.toBe(opened?.hash);
    expect(await refused(web.views.update({ view_id: opened?.id ?? '', hash: opened?.hash ?? '', view: modal }))).toBe('hash_conflict');
    await web.views.update({ external_id: 'ours', view: { ...modal, external_id: 'ours', title: { type: 'plain_text', text: 'Three' } } });
    expect(slack.as('ina').modal?.title).toBe('Three');
    expect(await refused(web.views.open({ trigger_id: await trigger(), view: { ...modal, external_id: 'ours' } }))).toBe('duplicate_external_id');
    expect(await refused(web.views.update({ view_id: 'V0NOSUCH', view: modal }))).toBe('not_found');
    await slack.as('ina').closes();
    expect(await refused(web.views.update({ view_id: opened?.id ?? '', view: modal }))).toBe('not_found');
  });

  test('views.push wants an open modal, and stops at three', async () => {
    const { web, trigger } = await setUp();
    expect(await refused(web.views.push({ trigger_id: await trigger(), view: modal }))).toBe('not_found');
    await web.views.open({ trigger_id: await trigger(), view: modal });
    await web.views.push({ trigger_id: await trigger(), view: modal });
    await web.views.push({ trigger_id: await trigger(), view: modal });
    expect(await refused(web.views.push({ trigger_id: await trigger(), view: modal }))).toBe('push_limit_reached');
  });

  test('views beyond the limits are refused with the place of the mistake', async () => {
    const { web, trigger } = await setUp();
    const tooLong = await refusal(web.views.open({ trigger_id: await trigger(), view: { ...modal, title: { type: 'plain_text', text: 'Create & Start Conference!' } } }));
    expect(tooLong).toMatchObject({ error: 'invalid_arguments', response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] } });
    const noSubmit = { ...modal, blocks: [{ type: 'input', label: { type: 'plain_text', text: 'x' }, element: { type: 'plain_text_input' } }] } as ModalView;
    expect(await refusal(web.views.open({ trigger_id: await trigger(), view: noSubmit }))).toMatchObject({ response_metadata: { messages: ['[ERROR] missing required field: submit [json-pointer:/view]'] } });
    const huge = { ...modal, blocks: Array.from({ length: 100 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3000) } })) } as ModalView;
    expect(await refused(web.views.open({ trigger_id: await trigger(), view: huge }))).toBe('view_too_large');
    expect(await refused(web.apiCall('views.open', { trigger_id: await trigger() }))).toBe('invalid_arguments');
    expect(await refused(web.apiCall('views.open', { trigger_id: await trigger(), view: '{' }))).toBe('invalid_arguments');
    expect(await refused(web.views.open({ trigger_id: await trigger(), view: home }))).toBe('invalid_arguments');
  });
});

describe('the Home tab', () => {
  test('is published for one person, seen by them, and acted on', async () => {
    const { slack, web, received } = await setUp();
    const first = (await web.views.publish({ user_id: people.ina, view: { ...home, blocks: [SECTION, BUTTON] } })).view;
    expect(slack.as('ina').home).toMatchObject({ text: 'Hello\n[Join]', buttons: ['Join'] });
    expect(slack.as('bob').home).toBeUndefined();
    await slack.as('ina').presses('Join', 'home');
    expect(received[0]?.payload).toMatchObject({ type: 'block_actions', container: { type: 'view' }, view: { type: 'home', id: first?.id } });
    const second = (await web.views.publish({ user_id: people.ina, view: home, hash: first?.hash ?? '' })).view;
    expect(second?.id).toBe(first?.id);
    expect(await refused(web.views.publish({ user_id: people.ina, view: home, hash: first?.hash ?? '' }))).toBe('hash_conflict');
    expect(await refused(web.views.publish({ user_id: 'U0NOBODY001', view: home }))).toBe('invalid_arguments');
  });

  test('opening it tells the app, with the view as it stands', async () => {
    const { slack, web, received } = await setUp();
    expect(await slack.as('ina').opensHome()).toBeUndefined();
    expect(received[0]?.payload).toMatchObject({ type: 'event_callback', event: { type: 'app_home_opened', user: people.ina, tab: 'home', channel: expect.stringMatching(/^D/) } });
    await web.views.publish({ user_id: people.ina, view: home });
    expect(await slack.as('ina').opensHome()).toMatchObject({ text: 'Hello' });
    expect(received[1]?.payload).toMatchObject({ event: { view: { type: 'home' } } });
  });
});
