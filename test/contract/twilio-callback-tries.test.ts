import { describe, expect, test } from 'vitest';
import { readOverrides } from '../../emulators/twilio/webhooks/overrides.ts';
import { answeredByCallbackUrl, callCallbackUrl, firstInUrl, pressedUrl, proofUrl, roomCallbackUrl, twimlUrl } from '../../src/twilio/addresses.ts';

const AT = 'https://conference.example.com';
/** As long as the app itself may take over a document. */
const DOCUMENT_WITHIN_MS = 8_000;

describe('how Twilio tries again (docs usage/webhooks/webhooks-connection-overrides)', () => {
  test.each([
    ['of a call', callCallbackUrl(AT, 'c', 'k')], ['of who answered', answeredByCallbackUrl(AT, 'c', 'k')], ['of a room', roomCallbackUrl(AT, 'c')],
  ])('a callback %s comes again after a connect timeout, a read timeout and a 5xx, and has the time for it', (_what, url) => {
    const { readMs, totalMs, retries, retryOn } = readOverrides(url);
    expect([...retryOn].sort()).toEqual(['5xx', 'ct', 'rt']);
    expect(retries).toBe(3);
    // All tries together have `totalMs`: the last of them begins before it is over.
    expect(readMs * retries).toBeLessThan(totalMs);
  });

  test.each([
    ['to begin with', twimlUrl(AT, 'c', 'k')], ['after a key', pressedUrl(AT, 'c', 'k', 1)], ['with a code', proofUrl(AT, 'p')], ['until somebody comes', firstInUrl(AT, 'c', 'k')],
  ])('a document %s is waited for longer than the app may take over it', (_what, url) => {
    expect(readOverrides(url).readMs).toBeGreaterThan(DOCUMENT_WITHIN_MS);
    expect(readOverrides(url).retryOn).toContain('5xx');
  });
});
