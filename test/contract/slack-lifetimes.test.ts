import { afterEach, describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { BUTTON, closeAll, client, plainApp, refused, SECTION, slackTeam } from './slack-support.ts';

afterEach(closeAll);

const modal: ModalView = { type: 'modal', title: { type: 'plain_text', text: 'Start' }, blocks: [SECTION] };

async function setUp() {
  const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
  const slack = await slackTeam({ clock });
  const received = await plainApp(slack);
  return { clock, slack, received, web: client(slack) };
}

async function respond(url: unknown, body: object): Promise<{ status: number; text: string }> {
  const response = await fetch(String(url), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

describe('a trigger_id', () => {
  test('lives three seconds', async () => {
    const { clock, slack, received, web } = await setUp();
    await slack.as('ina').types('/conference');
    await slack.as('ina').types('/conference');
    await clock.advance(3000);
    await web.views.open({ trigger_id: String(received[0]?.payload['trigger_id']), view: modal });
    expect(slack.as('ina').modal?.title).toBe('Start');
    await clock.advance(1);
    expect(await refused(web.views.open({ trigger_id: String(received[1]?.payload['trigger_id']), view: modal }))).toBe('expired_trigger_id');
  });

  test('is good for once, and only when Slack has given it', async () => {
    const { slack, received, web } = await setUp();
    await slack.as('ina').types('/conference');
    const trigger_id = String(received[0]?.payload['trigger_id']);
    await web.views.open({ trigger_id, view: modal });
    expect(await refused(web.views.open({ trigger_id, view: modal }))).toBe('exchanged_trigger_id');
    expect(await refused(web.views.push({ trigger_id, view: modal }))).toBe('exchanged_trigger_id');
    expect(await refused(web.views.open({ trigger_id: '1.2.made-up', view: modal }))).toBe('invalid_trigger_id');
  });

  test('is not used up by a view Slack refuses', async () => {
    const { slack, received, web } = await setUp();
    await slack.as('ina').types('/conference');
    const trigger_id = String(received[0]?.payload['trigger_id']);
    expect(await refused(web.views.open({ trigger_id, view: { ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) } } }))).toBe('invalid_arguments');
    await web.views.open({ trigger_id, view: modal });
  });
});

describe('a response_url', () => {
  test('takes five messages', async () => {
    const { slack, received } = await setUp();
    await slack.as('ina').types('/conference');
    const url = received[0]?.payload['response_url'];
    for (let use = 1; use <= 5; use += 1) expect(await respond(url, { text: `message ${use}` })).toEqual({ status: 200, text: 'ok' });
    expect(await respond(url, { text: 'message 6' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
    expect(slack.as('ina').sees).toHaveLength(5);
  });

  test('lives thirty minutes', async () => {
    const { clock, slack, received } = await setUp();
    await slack.as('ina').types('/conference');
    const url = received[0]?.payload['response_url'];
    await clock.advance(30 * 60_000);
    expect((await respond(url, { text: 'just in time' })).status).toBe(200);
    await clock.advance(1);
    expect(await respond(url, { text: 'too late' })).toEqual({ status: 404, text: '{"ok":false,"error":"expired_url"}' });
    expect((await respond(String(url).replace(/[^/]+$/, 'made-up'), { text: 'x' })).status).toBe(404);
  });

  test('refuses what it cannot show', async () => {
    const { slack, received } = await setUp();
    await slack.as('ina').types('/conference');
    const url = received[0]?.payload['response_url'];
    expect(await respond(url, {})).toMatchObject({ status: 500, text: expect.stringContaining('no_text') });
    expect(await respond(url, { blocks: [{ type: 'nonsense' }] })).toMatchObject({ status: 400, text: expect.stringContaining('invalid_blocks') });
  });

  test('of a button replaces or deletes what it stands on: a message, or an ephemeral one nobody else can reach', async () => {
    const { slack, received, web } = await setUp();
    await web.chat.postMessage({ channel: 'C0GENERAL01', text: 'card', blocks: [BUTTON] });
    await web.chat.postEphemeral({ channel: 'C0GENERAL01', user: 'U0INA000001', text: 'only you', blocks: [BUTTON] });
    const ina = slack.as('ina');
    await ina.presses('Join', 'card');
    await ina.presses('Join', 'only you');
    const [card, own] = received.map(({ payload }) => payload['response_url']);
    await respond(card, { replace_original: true, text: 'replaced' });
    await respond(own, { replace_original: 'true', text: 'replaced once' });
    await respond(own, { replace_original: 'true', text: 'replaced for you' });
    expect(slack.channel('general').messages.map(({ text }) => text)).toEqual(['replaced']);
    expect(ina.sees.map(({ text }) => text)).toEqual(['replaced for you']);
    await respond(card, { text: 'beside it' });
    expect(ina.sees.map(({ text }) => text)).toEqual(['replaced for you', 'beside it']);
    await respond(card, { delete_original: true });
    expect(slack.channel('general').messages).toEqual([]);
  });
});
