import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { cut, duration, escapeText } from './text.ts';

describe('a text for Slack', () => {
  test('loses the three signs that begin mentions, links and entities', () => {
    expect(escapeText('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  test('holds no mention, whatever was in it', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>]/u.test(escapeText(text))));
  });

  test('is cut to what Slack takes, and shows that something is missing', () => {
    expect([cut('12345', 5), cut('123456', 5)]).toEqual(['12345', '1234…']);
  });

  test('is never cut in the middle of a character', () => {
    expect(cut('ab👩‍👩‍👧cd', 5)).toBe('ab…');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const short = cut(text, limit);
      return short.length <= limit && short.isWellFormed();
    }));
  });
});

describe('a duration', () => {
  test.each([
    [0, '0 s'], [499, '0 s'], [500, '1 s'], [45_000, '45 s'], [59_400, '59 s'], [60_000, '1 min'], [89_000, '1 min'], [12 * 60_000, '12 min'],
    [60 * 60_000, '1 h'], [65 * 60_000, '1 h 5 min'], [240 * 60_000, '4 h'],
  ])('of %i ms is said as %s', (ms, said) => {
    expect(duration(ms)).toBe(said);
  });
});
