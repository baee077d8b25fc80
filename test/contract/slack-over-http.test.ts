import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { slackWorld } from '../../emulators/slack/client.ts';
import { boltApp, BUTTON, client, closeAll, plainApp, refused, SECTION, slackTeam } from './slack-support.ts';

afterEach(closeAll);

async function json(url: string, init?: RequestInit): Promise<unknown> {
  return (await fetch(url, init)).json();
}

describe('any program over HTTP, in the same words', () => {
  test('Ina types, the app answers, Bob presses, a modal opens, is filled in and submitted', async () => {
    const slack = await slackTeam();
    await boltApp(slack, (app) => {
      app.command('/conference', async ({ ack, command, client: web }) => {
        await ack(`Ringing ${command.text}`);
        const { ts = '' } = await web.chat.postMessage({ channel: command.channel_id, text: 'Project Review', blocks: [SECTION, BUTTON] });
        await web.chat.postMessage({ channel: command.channel_id, thread_ts: ts, text: 'Alice joined' });
      });
      app.action('join', async ({ ack, body, client: web }) => {
        await ack();
        if (!('trigger_id' in body)) return;
        await web.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', callback_id: 'number', title: { type: 'plain_text', text: 'Your number' }, submit: { type: 'plain_text', text: 'Ring me' }, blocks: [{ type: 'input', block_id: 'n', label: { type: 'plain_text', text: 'Number' }, element: { type: 'plain_text_input', action_id: 'n' } }] } });
      });
      app.view('number', async ({ ack }) => ack());
    });
    const world = slackWorld(slack.url);
    const ina = world.as('ina');

    expect(await ina.types('/conference Project Review @alice')).toMatchObject({ status: 200, text: 'Ringing Project Review @Alice Ames' });
    await world.until(async () => (await world.channel('general').thread('Project Review')).lines.length > 0);
    expect((await world.channel('general').look()).cards).toMatchObject([{ buttons: ['Join'], spoken: 'Project Review' }]);
    expect((await world.channel('general').thread('Project Review')).lines).toEqual(['Alice joined']);
    expect((await ina.looks()).sees).toMatchObject([{ text: 'Ringing Project Review @Alice Ames' }]);

    const bob = world.as('bob');
    await bob.presses('Join', 'Project Review');
    await world.until(async () => (await bob.looks()).modal !== undefined);
    expect(await bob.submits({})).toMatchObject({ error: 'incomplete' });
    expect(await bob.submits({ Number: '+1 415 555 0102' })).toMatchObject({ status: 200 });
    expect((await bob.looks()).modal).toBeUndefined();
    expect(await world.surprises()).toEqual([]);
    expect(await world.idle()).toBe(false);
  });

  test('a mistake is told in words', async () => {
    const slack = await slackTeam();
    const world = slackWorld(slack.url);
    await expect(world.as('zoe').types('x')).rejects.toThrow('Nobody in the team is called "zoe".');
    await expect(world.as('ina').presses('Mute')).rejects.toThrow('Ina Ito sees no "Mute"');
    await expect(world.channel('nowhere').look()).rejects.toThrow('There is no conversation "nowhere".');
    await expect(world.advances(1)).rejects.toThrow('wall clock');
    expect(await json(`${slack.url}/_emulator/as/ina/dances`, { method: 'POST' })).toEqual({ error: expect.stringContaining('Nobody can do "dances"') });
    expect(await json(`${slack.url}/_emulator/as/ina/types`, { method: 'POST' })).toEqual({ error: 'The body needs "text", a string.' });
  });

  test('in other places, as typed, and through menus and shortcuts', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack, ({ payload }) => (payload['type'] === 'block_suggestion' ? { body: { options: [] } } : {}));
    const world = slackWorld(slack.url);
    const ina = world.as('ina');
    await ina.in('secret').types('/conference <@U1>', { asIs: true });
    await ina.types('hello');
    await ina.opensShortcut('conf_global');
    await ina.opensShortcut('conf_message', 'hello');
    await client(slack).chat.postMessage({ channel: 'C0GENERAL01', text: 'card', blocks: [{ type: 'actions', elements: [{ type: 'users_select', action_id: 'who' }, { type: 'external_select', action_id: 'find', min_query_length: 1 }] }] });
    await ina.chooses('who', 'alice');
    expect(await ina.searches('find', 'k')).toEqual([]);
    expect(await ina.uploads('people.csv', 'name,number')).toMatchObject({ name: 'people.csv', filetype: 'csv', size: 11 });
    await ina.opensHome();
    await ina.deletes('hello');
    expect(received.map(({ payload }) => payload['type'] ?? payload['text'])).toEqual(['<@U1>', 'shortcut', 'message_action', 'block_actions', 'block_suggestion', 'event_callback']);
    await expect(ina.closes()).rejects.toThrow('has no modal open');
    expect(await ina.inThread('1.000001').types('/conference x')).toMatchObject({ error: 'not_supported_in_threads' });
  });

  test('all somebody has before them comes in one look', async () => {
    const slack = await slackTeam();
    await plainApp(slack, () => ({ body: { text: 'Only for you' } }));
    const web = client(slack);
    const { ts = '' } = await web.chat.postMessage({ channel: 'C0GENERAL01', text: 'Card', blocks: [SECTION] });
    await web.chat.postMessage({ channel: 'C0GENERAL01', thread_ts: ts, text: 'Alice joined' });
    await slackWorld(slack.url).as('ina').types('/conference');
    const look = (query: string): Promise<unknown> => json(`${slack.url}/_emulator/as/ina/screen?${query}`);

    expect(await look(`channel=general&thread=${ts}`)).toMatchObject({
      user: { name: 'ina', displayName: 'Ina Ito' },
      conversations: expect.arrayContaining([
        expect.objectContaining({ name: 'general', kind: 'public', others: [], latest: ts }), expect.objectContaining({ name: 'secret', kind: 'private', latest: '' }),
        expect.objectContaining({ kind: 'im', others: ['U0ALICE0001'] }), expect.objectContaining({ kind: 'im', others: ['U0CONFBOT00'] }),
      ]),
      messages: [{ ts, text: 'Hello', user: 'U0CONFBOT00', replies: 1, ephemeral: false }, { text: 'Only for you', ephemeral: true, replies: 0 }],
      thread: [{ ts }, { text: 'Alice joined', threadTs: ts }],
      modals: [],
    });
    expect(await json(`${slack.url}/_emulator/as/bob/screen`)).toMatchObject({ messages: [{ ts }], thread: [] });
    expect(await look('channel=standups')).toEqual({ error: 'There is no conversation "standups".' });
    expect(await json(`${slack.url}/_emulator/as/bob/screen?channel=secret`)).toEqual({ error: 'Bob Berg is not in secret.' });
  });

  test('of several buttons called alike the one in a certain block is meant', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    const ring = (block: string) => ({ type: 'actions', block_id: block, elements: [{ type: 'button', action_id: 'ring', value: block, text: { type: 'plain_text', text: 'Ring' } }, { type: 'overflow', action_id: 'more', options: [{ text: { type: 'plain_text', text: 'Mute' }, value: block }] }] }) as const;
    const { ts } = await client(slack).chat.postMessage({ channel: 'C0GENERAL01', text: 'Card', blocks: [ring('alice'), ring('bob')] });
    const deed = (name: string, body: object) => json(`${slack.url}/_emulator/as/ina/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

    expect(await deed('presses', { button: 'ring', on: ts, block: 'bob' })).toMatchObject({ status: 200 });
    expect(await deed('chooses', { menu: 'more', entry: 'bob', on: ts, block: 'bob' })).toMatchObject({ status: 200 });
    expect(received.map(({ payload }) => payload['actions'])).toMatchObject([[{ block_id: 'bob', value: 'bob' }], [{ block_id: 'bob', selected_option: { value: 'bob' } }]]);
    expect(await deed('presses', { button: 'ring', on: ts, block: 'carol' })).toEqual({ error: expect.stringContaining('Ina Ito sees no "ring"') });
  });

  test('faults, clock, app and reset', async () => {
    const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
    const slack = await slackTeam({ clock });
    const world = slackWorld(slack.url);
    const received = await plainApp(slack);
    await world.pointsAt(slack.requestUrl ?? '');
    await world.fault({ path: 'auth.test', fault: { kind: 'rate-limit', retryAfterSeconds: 3 } });
    await expect(client(slack).auth.test()).rejects.toMatchObject({ retryAfter: 3 });
    await world.deliveryFault({ kind: 'command', fault: 'doubled' });
    expect(await json(`${slack.url}/_emulator/faults`)).toEqual({ rules: [{ path: 'auth.test', fault: { kind: 'rate-limit', retryAfterSeconds: 3 } }] });
    expect(await json(`${slack.url}/_emulator/delivery-faults`)).toEqual({ rules: [{ kind: 'command', fault: 'doubled', times: 1 }] });
    await world.as('ina').types('/conference');
    expect(received).toHaveLength(2);
    expect(await json(`${slack.url}/_emulator/delivery-faults`)).toEqual({ rules: [] });
    await world.noFaults();
    expect(await json(`${slack.url}/_emulator/faults`)).toEqual({ rules: [] });
    await client(slack).auth.test();
    expect(await world.advances(1500)).toEqual({ now: clock.now() });
    expect(await json(`${slack.url}/_emulator/clock`)).toEqual({ now: Date.parse('2026-03-02T10:00:01.500Z'), virtual: true });
    expect(await json(`${slack.url}/_emulator/app/verify-url`, { method: 'POST' })).toEqual({ verified: false });
    expect(await json(`${slack.url}/_emulator/app/event`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"type":"app_home_opened","user":"U0INA000001"}' })).toEqual({ sent: true });
    await json(`${slack.url}/_emulator/app/uninstall`, { method: 'POST' });
    expect(await refused(client(slack).auth.test())).toBe('account_inactive');
    await world.reset();
    await client(slack).auth.test();
    expect(await world.team()).toMatchObject({ team: { id: 'T0SANDBOX01' }, app: { state: 'installed', commands: [{ command: '/conference' }] }, channels: expect.arrayContaining([expect.objectContaining({ name: 'general' })]) });
  });
});

describe('the journal', () => {
  test('has every exchange in both directions, with bodies decoded and tokens masked', async () => {
    const slack = await slackTeam();
    await plainApp(slack, () => ({ body: { text: 'hi' } }));
    await slack.as('ina').types('/conference x');
    await client(slack).chat.postMessage({ channel: 'C0GENERAL01', text: `y ${slack.world.settings.botToken}`, blocks: [SECTION] });
    await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: new URLSearchParams({ token: slack.world.settings.botToken }) });
    slack.world.installation.oauthCodes.add('c');
    await client(slack).oauth.v2.access({ client_id: slack.world.settings.clientId, client_secret: slack.world.settings.clientSecret, code: 'c' });
    expect(slack.journal.entries).toMatchObject([
      { direction: 'out', what: 'POST command /conference', status: 200, request: { command: '/conference', text: 'x', token: '…' }, response: { text: 'hi' } },
      { direction: 'in', what: 'POST /api/chat.postMessage', status: 200, request: { channel: 'C0GENERAL01', text: 'y xox…', blocks: [SECTION] }, response: { ok: true } },
      { direction: 'in', what: 'POST /api/auth.test', request: { token: '…' } },
      { direction: 'in', what: 'POST /api/oauth.v2.access', request: { client_secret: '…', code: '…' }, response: { access_token: '…' } },
    ]);
    const { botToken, clientSecret, signingSecret } = slack.world.settings;
    for (const secret of [botToken, clientSecret, signingSecret]) expect(JSON.stringify(slack.journal.entries)).not.toContain(secret);
  });

  test('can be read from any point, and followed', async () => {
    const slack = await slackTeam();
    const world = slackWorld(slack.url);
    const web = client(slack);
    await web.auth.test();
    expect((await world.journal()).map(({ what }) => what)).toEqual(['POST /api/auth.test']);
    const next = new Promise<JournalEntry>((resolve) => {
      const stop = world.follow({
        journal: (entry) => {
          stop();
          resolve(entry);
        },
        hello: () => void web.team.info(),
      });
    });
    expect((await next).what).toBe('POST /api/team.info');
    expect((await world.journal(1)).map(({ what }) => what)).toEqual(['POST /api/team.info']);
  });
});

test('main.ts runs it alone and says how to use it', async () => {
  const main = join(import.meta.dirname, '..', '..', 'emulators', 'slack', 'main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('Watch:')) break;
    }
    const url = /listens on (\S+)/.exec(said)?.[1] ?? '';
    expect(await slackWorld(url).as('ina').types('/conference x')).toMatchObject({ error: 'dispatch_failed' });
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
