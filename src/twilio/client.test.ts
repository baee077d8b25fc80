import { expect, test } from 'vitest';
import { createClient } from './client.ts';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token-of-a-test', timeoutMs: 1_000 };

test('whoever stands in for Twilio is asked for everything, prices too', () => {
  const client = createClient({ ...ACCOUNT, apiUrl: 'http://127.0.0.1:4010' });
  expect([client.api.baseUrl, client.pricing.baseUrl]).toEqual(['http://127.0.0.1:4010', 'http://127.0.0.1:4010']);
});

test.each(['https://api.twilio.com', 'https://api.dublin.ie1.twilio.com'])('%s is Twilio’s own, whose prices are at a host of theirs', (apiUrl) => {
  const client = createClient({ ...ACCOUNT, apiUrl });
  expect([client.api.baseUrl, client.pricing.baseUrl]).toEqual([apiUrl, 'https://pricing.twilio.com']);
});

test('a host that only looks like Twilio’s is not', () => {
  expect(createClient({ ...ACCOUNT, apiUrl: 'https://nottwilio.com' }).pricing.baseUrl).toBe('https://nottwilio.com');
});
