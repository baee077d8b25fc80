import { afterEach, describe, expect, test } from 'vitest';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { people } from '../../emulators/slack/team.ts';
import { client, closeAll, plainApp, slackTeam, team } from './slack-support.ts';

afterEach(closeAll);

const general = 'C0GENERAL01';

async function thrown(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

describe('faults on what the app asks', () => {
  test('5xx is the HTTP error of the SDK, with JSON or with HTML, and nothing is done', async () => {
    const { slack, web } = await team();
    slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'status', status: 503 } });
    const error = await thrown(web.chat.postMessage({ channel: general, text: 'x' }));
    expect(error).toBeInstanceOf(WebAPIHTTPError);
    expect(error).toMatchObject({ statusCode: 503 });
    slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'status', status: 502, body: '<html>Bad gateway</html>' } });
    expect(await thrown(web.chat.postMessage({ channel: general, text: 'x' }))).toMatchObject({ statusCode: 502, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>Bad gateway</html>' });
    expect(slack.channel('general').messages).toEqual([]);
    await web.chat.postMessage({ channel: general, text: 'well again' });
    expect(slack.journal.entries.map(({ fault, status }) => [fault, status])).toEqual([['status', 503], ['status', 502], [undefined, 200]]);
  });

  test('a planted rate limit is a 429 with Retry-After', async () => {
    const { slack, web } = await team();
    slack.faults.plant({ path: 'users.info', body: people.bob, fault: { kind: 'rate-limit', retryAfterSeconds: 7 } });
    expect(await thrown(web.users.info({ user: people.bob }))).toMatchObject({ retryAfter: 7 });
    await web.users.info({ user: people.ina });
  });

  test('a reset breaks off before anything is done; a lost answer after', async () => {
    const { slack, web } = await team();
    slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'reset' } });
    expect(await thrown(web.chat.postMessage({ channel: general, text: 'never' }))).toBeInstanceOf(WebAPIRequestError);
    slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'lost-answer' } });
    expect(await thrown(web.chat.postMessage({ channel: general, text: 'done all the same' }))).toBeInstanceOf(WebAPIRequestError);
    expect(slack.channel('general').messages.map(({ text }) => text)).toEqual(['done all the same']);
    expect(slack.journal.entries.map(({ fault, status }) => [fault, status])).toEqual([['reset', undefined], ['lost-answer', undefined]]);
  });

  test('a hanging method is ended by the patience of the client', async () => {
    const { slack } = await team();
    const web = client(slack, { timeout: 400 });
    slack.faults.plant({ path: 'users.info', fault: { kind: 'hang' } });
    expect(await thrown(web.users.info({ user: people.ina }))).toBeInstanceOf(WebAPIRequestError);
    slack.faults.plant({ path: 'chat.postMessage', fault: { kind: 'hang', afterEffect: true } });
    expect(await thrown(web.chat.postMessage({ channel: general, text: 'hung' }))).toBeInstanceOf(WebAPIRequestError);
    expect(slack.channel('general').messages).toHaveLength(1);
  });

  test('a response_url can be struck as well', async () => {
    const slack = await slackTeam();
    const received = await plainApp(slack);
    await slack.as('ina').types('/conference');
    slack.faults.plant({ path: '/commands/', fault: { kind: 'status', status: 500 } });
    const response = await fetch(String(received[0]?.payload['response_url']), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"text":"x"}' });
    expect(response.status).toBe(500);
  });
});

describe('rate limits', () => {
  async function onVirtualClock() {
    const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
    const slack = await slackTeam({ clock });
    return { clock, slack, web: client(slack) };
  }

  test('a channel takes a burst, then one message a second; another channel is not held up', async () => {
    const { clock, web } = await onVirtualClock();
    const say = (channel = general): Promise<unknown> => web.chat.postMessage({ channel, text: 'x' });
    for (let at = 0; at < 5; at += 1) await say();
    const error = await thrown(say());
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 1 });
    await say('C0RANDOM001');
    await clock.advance(1000);
    await say();
    expect(await thrown(say())).toBeInstanceOf(WebAPIRateLimitedError);
  });

  test.each([
    [20, 'usergroups.list', {}],
    [50, 'team.info', {}],
    [100, 'users.info', { user: people.ina }],
  ] as const)('%i a minute of %s', async (perMinute, method, args) => {
    const { clock, web } = await onVirtualClock();
    for (let at = 0; at < perMinute; at += 1) await web.apiCall(method, args);
    await clock.advance(20_000);
    expect(await thrown(web.apiCall(method, args))).toMatchObject({ retryAfter: 40 });
    await web.auth.test();
    await clock.advance(40_000);
    await web.apiCall(method, args);
  });

  test('they can be switched off', async () => {
    const { web } = await team({ rateLimits: false });
    for (let at = 0; at < 30; at += 1) await web.chat.postMessage({ channel: general, text: 'x' });
  });

  test('the official client waits a limit out by itself when it may', async () => {
    const { slack } = await team();
    const web = client(slack, { rejectRateLimitedCalls: false, retryConfig: { retries: 1, minTimeout: 0 } });
    slack.faults.plant({ path: 'users.info', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 0 } });
    expect((await web.users.info({ user: people.ina })).user?.name).toBe('ina');
  });
});
