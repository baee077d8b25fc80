import { describe, expect, test } from 'vitest';
import { browserOpener } from '../../sandbox/open-browser.ts';
import { EVERYTHING, filtered } from '../../sandbox/page/log/filter.ts';
import { complete, completableAt } from '../../sandbox/page/slack/completion.ts';
import { FAULTS, isPlanted, toggled } from '../../sandbox/page/desk/faults.ts';
import { maskedNumber } from '../../sandbox/page/desk/masked.ts';
import { loggedRequest } from '../../sandbox/page-server/logged-request.ts';
import { readShortcuts } from '../../sandbox/page-server/shortcuts.ts';

const TEAM = {
  users: [
    { id: 'U1', name: 'ina', displayName: 'Ina Ito', deleted: false }, { id: 'U2', name: 'alice', displayName: 'Alice Ames', deleted: false },
    { id: 'U3', name: 'gus', displayName: 'Gus Gone', deleted: true }, { id: 'U4', name: 'conference', displayName: 'Conference', botId: 'B1', deleted: false },
  ],
  groups: [{ id: 'S1', handle: 'oncall', name: 'On call', disabled: false }, { id: 'S2', handle: 'old-crew', name: 'Old crew', disabled: true }],
  channels: [],
};

describe('what is completed', () => {
  const labels = (text: string, caret = text.length): string[] => completableAt(text, caret, TEAM)?.completions.map(({ label }) => label) ?? [];

  test.each([
    ['/', 0, '/conference'], ['/conference h', 0, '/conference history'], ['/conference x @', 0, '@ina'], ['/conference x @ames', 0, '@alice'], ['@onc', 0, '@oncall'],
  ])('"%s" begins with %s', (text, at, label) => {
    expect(labels(text)[at]).toBe(label);
  });

  test.each(['hello', '/conference', '/conference ', '/conference help', 'mail@alice', '@gus', '@conference', '@old', ' /conf'])('"%s" by nothing', (text) => {
    expect(labels(text)).toEqual([]);
  });

  test('the words after the caret stay, without a second space', () => {
    const text = '/conference Review @al and more';
    const completable = completableAt(text, 22, TEAM);
    const [completion] = completable?.completions ?? [];
    expect(completable !== undefined && completion !== undefined && complete(text, completable, completion)).toEqual({ text: '/conference Review @alice and more', caret: 26 });
  });
});

describe('a request in the log', () => {
  const entry = { number: 7, at: 1, direction: 'out', what: 'POST http://127.0.0.1:5003/api/conference/callbacks/call/c?To=%2B14155550101', request: { params: { To: '+14155550101' } }, status: 204, tookMs: 3 };

  test('says from whom to whom, without host, number or secret', () => {
    expect(loggedRequest('Twilio', entry)).toMatchObject({
      id: 'Twilio-7', from: 'Twilio', to: 'App', what: expect.stringMatching(/^POST \/api\/conference\/callbacks\/call\/c\?To=%2B1•+01$/u), request: { params: { To: expect.stringMatching(/^\+1•+01$/u) } },
    });
    expect(loggedRequest('Slack', { ...entry, direction: 'in', what: 'POST /api/users.info', request: { token: 'xoxb-1', response_url: 'https://x' }, response: { user: { profile: { phone: '020 7946 0103' } } } })).toMatchObject({
      from: 'App', to: 'Slack', request: { token: '…', response_url: '…' }, response: { user: { profile: { phone: expect.stringMatching(/^•+03$/u) } } },
    });
  });

  test('may have no answer, when it was lost; what people and phones do is no request', () => {
    const { status: _, ...lost } = { ...entry, fault: 'lose' };
    expect(loggedRequest('Twilio', lost)).toMatchObject({ fault: 'lose', status: undefined });
    expect(loggedRequest('Twilio', { ...entry, direction: 'world' })).toBeUndefined();
    expect(loggedRequest('Twilio', 'nonsense')).toBeUndefined();
  });

  test('is found by provider, direction, trouble and words, the newest first', () => {
    const [a, b, c] = [
      loggedRequest('Twilio', entry), loggedRequest('Slack', { ...entry, number: 8, direction: 'in', what: 'POST /api/chat.update', response: { ok: false, error: 'message_not_found' }, status: 200 }),
      loggedRequest('Twilio', { ...entry, number: 9, direction: 'in', status: 429 }),
    ].flatMap((one) => one ?? []);
    const all = [a, b, c].flatMap((one) => one ?? []);
    const ids = (change: Partial<typeof EVERYTHING>): string[] => filtered(all, { ...EVERYTHING, ...change }).map(({ id }) => id);
    expect(ids({})).toEqual(['Twilio-9', 'Slack-8', 'Twilio-7']);
    expect(ids({ provider: 'Slack' })).toEqual(['Slack-8']);
    expect(ids({ direction: 'to the app' })).toEqual(['Twilio-7']);
    expect(ids({ trouble: true })).toEqual(['Twilio-9', 'Slack-8']);
    expect(ids({ words: 'NOT_found' })).toEqual(['Slack-8']);
  });
});

test('a fault is known by its rule, whatever the order of its keys, and taken out alone', () => {
  const [lost, , twice] = FAULTS;
  if (lost?.kind !== 'callbacks' || twice?.kind !== 'callbacks') throw new Error('The first three are faults of callbacks.');
  const planted = { slack: [], twilio: [], callbacks: toggled<'callbacks'>(toggled<'callbacks'>([], lost.rule, true), twice.rule, true) };
  expect([isPlanted(planted, lost), isPlanted(planted, twice)]).toEqual([true, true]);
  expect(toggled<'callbacks'>(planted.callbacks, lost.rule, false)).toEqual([twice.rule]);
});

test.each([['+14155550101', '+1 ••• ••• 01'], ['+442079460103', '+44 ••• ••• 03'], ['+35312345678', '+353 ••• ••• 78']])('%s is shown as %s', (number, masked) => {
  expect(maskedNumber(number)).toBe(masked);
});

test('the shortcuts are those of the manifest', async () => {
  expect(await readShortcuts()).toEqual([
    { name: 'Start a conference', type: 'global', callbackId: 'start_conference' }, { name: 'Call these people', type: 'message', callbackId: 'call_these_people' },
  ]);
});

test.each([
  ['on a Mac', {}, 'darwin', true, ['open']], ['on a desktop', { DISPLAY: ':0' }, 'linux', true, ['xdg-open']], ['on a server', {}, 'linux', true, undefined],
  ['in CI', { DISPLAY: ':0', CI: 'true' }, 'linux', true, undefined], ['in a pipe', { DISPLAY: ':0' }, 'linux', false, undefined], ['where it is unwanted', { BROWSER: 'none' }, 'darwin', true, undefined],
] as const)('the browser %s', (_, environment, platform, isTerminal, opener) => {
  expect(browserOpener(environment, platform, isTerminal)).toEqual(opener);
});
