import { describe, expect, test } from 'vitest';
import { isOfIdleRoom, isOverAlready, isThrottled, isTrialParameterRefusal, refusalFor } from './refusals.ts';

/** Codes a call can be refused with (facts/twilio.md §5). */
const KNOWN = [0, 10001, 10004, 13223, 13224, 13225, 13227, 16020, 16021, 20003, 20005, 21201, 21202, 21205, 21206, 21210, 21211, 21212, 21213, 21214, 21215, 21216, 21217, 21219, 21401, 32017];

describe('a refusal', () => {
  test.each(KNOWN)('with code %d has words of its own, which say what to do or what is', (code) => {
    const refusal = refusalFor(code, 400);
    expect(refusal.code).toBe(`twilio-${code}`);
    expect(refusal.sentence).toMatch(/^[A-Z].*\.$/);
    expect(refusal.sentence).not.toContain('An admin finds what it means');
  });

  test('with a code nobody wrote down names it, for an admin to look up', () => {
    expect(refusalFor(29999, 400)).toEqual({ code: 'twilio-29999', becomes: 'unreachable', sentence: expect.stringContaining('(error 29999)') });
  });

  test('without a code names the status', () => {
    expect(refusalFor(undefined, 403)).toEqual({ code: 'twilio-403', becomes: 'unreachable', sentence: expect.stringContaining('(HTTP 403)') });
  });
});

test.each([
  [undefined, 429, true], [20429, 429, true], [10004, 429, false], [16021, 429, false], [20429, 400, false],
])('code %p with HTTP %p: asked too fast is %p', (code, status, expected) => {
  expect(isThrottled(code, status)).toBe(expected);
});

test.each([[0, 400, true], [0, 401, false], [undefined, 400, false], [21215, 400, false]])('code %p with HTTP %p: a trial’s refusal of a parameter is %p', (code, status, expected) => {
  expect(isTrialParameterRefusal(code, status)).toBe(expected);
});

test.each([[20404, 404, true], [undefined, 404, true], [21220, 400, true], [16022, 400, true], [16001, 400, false], [16099, 400, false], [20003, 401, false]])('code %p with HTTP %p: the call is over is %p', (code, status, expected) => {
  expect(isOverAlready(code, status)).toBe(expected);
});

test.each([[16001, true], [16099, true], [16022, false], [20404, false], [undefined, false]])('code %p: the room is not going on is %p', (code, expected) => {
  expect(isOfIdleRoom(code)).toBe(expected);
});
