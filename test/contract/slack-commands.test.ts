import { afterEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { escapeText } from '../../emulators/slack/to-app/escape.ts';
import { people } from '../../emulators/slack/team.ts';
import { boltApp, client, closeAll, deadUrl, plainApp, refused, SECTION, slackTeam } from './slack-support.ts';

afterEach(closeAll);

describe('what a person types reaches the app escaped', () => {
  test.each([
    ['Project Review @alice @bob', `Project Review <@${people.alice}> <@${people.bob}>`],
    ['@Alice Ames and @carol', `<@${people.alice}> and <@${people.carol}>`],
    ['@nobody stays', '@nobody stays'],
    ['a@alice.example stays', 'a@alice.example stays'],
    ['@alice, @bob.', `<@${people.alice}>, <@${people.bob}>.`],
    ['@oncall', '<!subteam^S0ONCALL001|@oncall>'],
    ['@old-crew is disabled', '@old-crew is disabled'],
    ['@here @channel', '<!here> <!channel>'],
    ['#random and #nowhere', '<#C0RANDOM001|random> and #nowhere'],
    ['R&D <3 "quotes"', 'R&amp;D &lt;3 "quotes"'],
    ['<@U0ALICE0001>', '&lt;@U0ALICE0001&gt;'],
    ['see https://x.example/a?b=1&c=2 now', 'see <https://x.example/a?b=1&amp;c=2> now'],
    ['tel:+14155550100', '<tel:+14155550100>'],
    ['+1 (415) 555-0100', '+1 (415) 555-0100'],
    ['مراجعة 📞', 'مراجعة 📞'],
  ])('%s', async (typed, expected) => {
    const slack = await slackTeam();
    expect(escapeText(slack.world, typed)).toBe(expected);
  });

  test('without should_escape nothing is touched; the older style names people beside their ids', async () => {
    const plain = await slackTeam({ commands: [{ command: '/conference', shouldEscape: false }] });
    const received = await plainApp(plain);
    await plain.as('ina').types('/conference R&D @alice');
    expect(received[0]?.payload['text']).toBe('R&D @alice');
    const older = await slackTeam({ mentionStyle: 'id-and-name' });
    expect(escapeText(older.world, '@alice')).toBe(`<@${people.alice}|alice>`);
  });

  test('asIs hands over what nobody can type', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    await slack.as('ina').types('/conference x <@U0NOBODY001>', { asIs: true });
    expect(received[0]?.payload['text']).toBe('x <@U0NOBODY001>');
  });
});

describe('the command', () => {
  test('says where it was typed: channels by name, private ones and direct messages as Slack calls them', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    for (const place of ['general', 'secret', 'D0INAALICE1', 'G0INAALIBOB']) await slack.as('ina').in(place).types('/conference x');
    expect(received.map(({ payload }) => payload['channel_name'])).toEqual(['general', 'privategroup', 'directmessage', 'mpdm-ina--alice--bob-1']);
    expect(received.map(({ payload }) => payload['channel_id'])).toEqual(['C0GENERAL01', 'C0SECRET001', 'D0INAALICE1', 'G0INAALIBOB']);
  });

  test('nobody types where they are not', async () => {
    const slack = await slackTeam();
    await expect(slack.as('bob').in('secret').types('/conference x')).rejects.toThrow('Bob Berg is not in secret.');
    expect(() => slack.as('zoe')).toThrow('Nobody in the team is called "zoe".');
  });

  test('in a thread Slack itself refuses it; an unknown command too; strangers have none', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    expect(await slack.as('ina').inThread('1.000001').types('/conference x')).toMatchObject({ error: 'not_supported_in_threads', text: '/conference is not supported in threads. Sorry!' });
    expect(await slack.as('ina').types('/other')).toMatchObject({ error: 'invalid_command', text: expect.stringContaining('/other is not a valid command') });
    expect(await slack.as('frida').in('shared').types('/conference x')).toMatchObject({ error: 'invalid_command' });
    expect(received).toEqual([]);
  });

  test('the acknowledgement is shown to her alone, or to all, as text or blocks', async () => {
    const slack = await slackTeam();
    await boltApp(slack, (app) => {
      app.command('/conference', async ({ ack, command }) => {
        if (command.text === 'text') await ack('Ringing <@U0ALICE0001>');
        else if (command.text === 'blocks') await ack({ text: 'fallback', blocks: [SECTION] });
        else if (command.text === 'all') await ack({ response_type: 'in_channel', text: 'Everybody' });
        else await ack();
      });
    });
    const ina = slack.as('ina');
    expect(await ina.types('/conference text')).toMatchObject({ status: 200, error: undefined, text: 'Ringing @Alice Ames' });
    expect(await ina.types('/conference blocks')).toMatchObject({ text: 'Hello', line: { spoken: 'fallback', ephemeral: true } });
    expect(await ina.types('/conference all')).toMatchObject({ text: 'Everybody', line: { ephemeral: false } });
    expect(await ina.types('/conference')).toMatchObject({ status: 200, text: '', line: undefined });
    expect(ina.sees.map(({ text }) => text)).toEqual(['Ringing @Alice Ames', 'Hello']);
    expect(slack.channel('general').messages.map(({ text }) => text)).toEqual(['Everybody']);
  });

  test('an app that does not answer within three seconds is an operation_timeout before her eyes', async () => {
    const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
    const slack = await slackTeam({ clock, patienceMs: 250 });
    const received = await plainApp(slack, () => undefined);
    const typed = slack.as('ina').types('/conference x');
    await slack.idle();
    expect(received).toHaveLength(1);
    await clock.advance(2999);
    expect(slack.as('ina').sees).toEqual([]);
    await clock.advance(1);
    expect(await typed).toMatchObject({ status: undefined, error: 'operation_timeout' });
    expect(slack.as('ina').sees).toMatchObject([{ author: 'Slackbot', error: 'operation_timeout', text: '/conference failed with the error "operation_timeout"' }]);
  });

  test('an app that breaks, refuses or is not there: each has its word', async () => {
    const slack = await slackTeam();
    let status = 500;
    await plainApp(slack, () => ({ status }));
    expect(await slack.as('ina').types('/conference x')).toMatchObject({ status: 500, error: 'http_service_error' });
    status = 401;
    expect(await slack.as('ina').types('/conference x')).toMatchObject({ status: 401, error: 'http_client_error' });
    slack.requestUrl = await deadUrl();
    expect(await slack.as('ina').types('/conference x')).toMatchObject({ error: 'dispatch_failed' });
    slack.requestUrl = undefined;
    expect(await slack.as('ina').types('/conference x')).toMatchObject({ error: 'dispatch_failed' });
    expect(slack.as('ina').sees).toHaveLength(4);
  });

  test('an answer with blocks Slack would not show is a surprise', async () => {
    const slack = await slackTeam();
    await plainApp(slack, () => ({ body: { text: 'x', blocks: [{ type: 'nonsense' }] } }));
    expect(await slack.as('ina').types('/conference x')).toMatchObject({ error: 'invalid_blocks' });
    expect(slack.surprises).toHaveLength(1);
  });
});

describe('the response_url', () => {
  test('respond() speaks to her alone, or to all, even where the bot is no member', async () => {
    const slack = await slackTeam();
    await boltApp(slack, (app) => {
      app.command('/conference', async ({ ack, respond }) => {
        await ack();
        await respond('only you');
        await respond({ response_type: 'in_channel', text: 'all of you' });
      });
    });
    await slack.as('ina').in('D0INAALICE1').types('/conference x');
    await slack.until(() => slack.channel('D0INAALICE1').messages.length > 0);
    expect(slack.as('ina').sees.map(({ text }) => text)).toEqual(['only you']);
    expect(slack.channel('D0INAALICE1').messages.map(({ text }) => text)).toEqual(['all of you']);
    expect(await refused(client(slack).chat.postMessage({ channel: 'D0INAALICE1', text: 'x' }))).toBe('channel_not_found');
  });
});

test('commands may be doubled or come again, word for word; and get lost', async () => {
  const slack = await slackTeam();
  const received = await plainApp(slack);
  for (const fault of ['doubled', 'again'] as const) {
    slack.deliveryFaults.plant({ kind: 'command', fault });
    await slack.as('ina').types(`/conference ${fault}`);
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toBe(received[1]?.body);
    received.length = 0;
  }
  slack.deliveryFaults.plant({ kind: 'command', fault: 'lost' });
  expect(await slack.as('ina').types('/conference lost')).toMatchObject({ error: 'operation_timeout' });
  expect(received).toHaveLength(0);
  slack.deliveryFaults.plant({ kind: 'command', fault: 'lost-answer' });
  expect(await slack.as('ina').types('/conference lost')).toMatchObject({ error: 'operation_timeout' });
  expect(received).toHaveLength(1);
});
