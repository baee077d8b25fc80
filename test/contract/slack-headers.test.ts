import { expect, test } from 'vitest';
import { WebClient } from '@slack/web-api';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { SlackEmulatorOptions } from '../../emulators/slack/emulator.ts';
import { quiet } from './slack-support.ts';

/** What comes beside an answer, as the official client reads it. */
async function identityAt(options: SlackEmulatorOptions) {
  const slack = await startSlackEmulator({ ...options, requestUrl: 'http://127.0.0.1:1' });
  try {
    const web = new WebClient(slack.world.settings.botToken, { slackApiUrl: slack.apiUrl, logger: quiet, retryConfig: { retries: 0 } });
    const date = (await fetch(`${slack.apiUrl}api.test`)).headers.get('date') ?? '';
    return { scopes: (await web.auth.test()).response_metadata?.scopes, offMs: Date.parse(date) - Date.now() };
  } finally {
    await slack.close();
  }
}

test('auth.test names the scopes of the token in a header, unless something takes it out', async () => {
  expect((await identityAt({ scopes: ['commands', 'chat:write'] })).scopes).toEqual(['commands', 'chat:write']);
  expect((await identityAt({ scopeHeaders: false })).scopes).toBeUndefined();
});

test('the Date header tells the time, rightly or as wrongly as it is asked to', async () => {
  expect(Math.abs((await identityAt({})).offMs)).toBeLessThan(5_000);
  const { offMs } = await identityAt({ dateSkewMs: 120_000 });
  expect(Math.abs(offMs - 120_000)).toBeLessThan(5_000);
});
