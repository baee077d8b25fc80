import { expect, test } from 'vitest';
import { alertWords } from './alert-words.ts';

test('what Twilio noted is said in words: of our answers, of calls it refused, and else only where to look', () => {
  expect(alertWords('11200')).toMatch(/^Twilio asked the app at API_URL/u);
  expect(alertWords('21215')).toContain('switched off');
  // A warning about a sentence that is spoken, and an alert of another program on the same account: no call was refused.
  for (const code of ['13513', '30007']) expect(alertWords(code)).toBe(`Twilio noted error ${code}; what it means stands at https://www.twilio.com/docs/api/errors/${code}.`);
});
