import { afterEach, expect, test } from 'vitest';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { people } from '../../emulators/slack/team.ts';
import { boltApp, client, closeAll, plainApp, slackTeam, type PlainAnswer } from './slack-support.ts';

afterEach(closeAll);

async function setUp(answer: () => PlainAnswer | undefined, events = ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'message.channels']) {
  const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
  const slack = await slackTeam({ clock, events, patienceMs: 250 });
  return { clock, slack, received: await plainApp(slack, answer) };
}

test('a Bolt app passes the handshake and gets its events', async () => {
  const slack = await slackTeam();
  const heard: string[] = [];
  await boltApp(slack, (app) => {
    app.event('app_home_opened', async ({ event, client: web }) => {
      heard.push(event.user);
      await web.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
  });
  expect(await slack.verifiesUrl()).toBe(true);
  await slack.as('ina').opensHome();
  await slack.until(() => slack.as('ina').home !== undefined);
  expect(heard).toEqual([people.ina]);
});

test('a server that does not echo the challenge fails the handshake', async () => {
  const { slack } = await setUp(() => ({ body: 'hello' }));
  expect(await slack.verifiesUrl()).toBe(false);
});

test('what the app did not take comes again at once, after a minute and after five, as the same event', async () => {
  const { clock, slack, received } = await setUp(() => ({ status: 500 }));
  await slack.as('ina').opensHome();
  expect(received).toHaveLength(2);
  await clock.advance(60_000, () => slack.idle());
  expect(received).toHaveLength(3);
  await clock.advance(299_999, () => slack.idle());
  expect(received).toHaveLength(3);
  await clock.advance(1, () => slack.idle());
  await clock.advance(3_600_000, () => slack.idle());
  expect(received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([[undefined, undefined], ['1', 'http_error'], ['2', 'http_error'], ['3', 'http_error']]);
  expect(new Set(received.map(({ payload }) => payload['event_id'])).size).toBe(1);
});

test('an app that hangs gets it again for http_timeout; one that says so is left alone', async () => {
  let answer: PlainAnswer | undefined;
  const { clock, slack, received } = await setUp(() => answer);
  const opening = slack.as('ina').opensHome();
  await clock.advance(6000, () => slack.idle());
  await opening;
  expect(received.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
  slack.reset();
  answer = { status: 500, headers: { 'x-slack-no-retry': '1' } };
  received.length = 0;
  await slack.as('ina').opensHome();
  await clock.advance(600_000, () => slack.idle());
  expect(received).toHaveLength(1);
});

test('events may be doubled; every event has an id of its own', async () => {
  const { slack, received } = await setUp(() => ({}));
  slack.deliveryFaults.plant({ kind: 'event', fault: 'doubled' });
  await slack.as('ina').opensHome();
  await slack.as('ina').opensHome();
  const ids = received.map(({ payload }) => payload['event_id']);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('only what was subscribed to is told, and messages only of channels the bot is in', async () => {
  const { slack, received } = await setUp(() => ({}), ['message.channels']);
  await slack.as('ina').opensHome();
  await slack.as('ina').in('random').types('not for the app');
  await slack.as('ina').in('board').types('a private channel is another subscription');
  await slack.as('ina').types('hello @alice');
  await slack.as('ada').deletes('hello');
  await expect(slack.as('ina').deletes('never said')).rejects.toThrow('sees no message');
  expect(received.map(({ payload }) => payload['event'])).toMatchObject([
    { type: 'message', text: `hello <@${people.alice}>`, channel: 'C0GENERAL01', channel_type: 'channel', user: people.ina },
    { type: 'message', subtype: 'message_deleted', previous_message: { text: `hello <@${people.alice}>` }, deleted_ts: expect.any(String) },
  ]);
});

test('an uninstalled app is told by both events, and its token is worth nothing', async () => {
  const { slack, received } = await setUp(() => ({}));
  await slack.uninstallsApp();
  expect(received.map(({ payload }) => (payload['event'] as { type: string }).type).sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
  await expect(client(slack).auth.test()).rejects.toThrow('account_inactive');
  expect(await slack.as('ina').opensShortcut('conf_global')).toMatchObject({ error: 'dispatch_failed' });
  expect(received).toHaveLength(2);
  expect(await slack.as('ina').types('/conference x')).toMatchObject({ error: 'invalid_command' });
});
