import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { countCharacters, cutToCharacters, printable } from './plain-text.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('printable text', () => {
  test.each([
    ['line breaks and tabs become spaces', 'Project\r\n\tReview', 'Project Review'],
    ['control characters become spaces', 'a\u0000b\u009Fc', 'a b c'],
    ['overrides and isolates go', '\u202Egnp.exe\u202C \u2066x\u2069', 'gnp.exe x'],
    ['zero-width characters go', 'Ali\u200Bce\uFEFF', 'Alice'],
    ['noncharacters go, which no XML may hold', 'Re\uFFFEvi\uFFFFew', 'Review'],
    ['right-to-left letters, their marks and emoji stay', `\u200Fمراجعة ${FAMILY} e\u0301`, `\u200Fمراجعة ${FAMILY} e\u0301`],
    ['a tower of accents is cut', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(8)}b`],
    ['half a character becomes a replacement character', '\uD83D!', '\uFFFD!'],
  ])('%s', (_, raw, expected) => {
    expect(printable(raw)).toBe(expected);
  });

  test('printing twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const once = printable(raw);
      expect(printable(once)).toBe(once);
      expect(once.isWellFormed()).toBe(true);
    }));
  });
});

describe('counting and cutting characters', () => {
  test('a family, a flag and a letter with an accent are one character each', () => {
    expect(countCharacters(`${FAMILY}🇩🇪e\u0301`)).toBe(3);
  });

  test('text that fits is left alone', () => {
    expect(cutToCharacters(FAMILY.repeat(80), 80)).toBe(FAMILY.repeat(80));
  });

  test('text that does not fit keeps whole characters and ends in an ellipsis', () => {
    expect(cutToCharacters(FAMILY.repeat(81), 80)).toBe(`${FAMILY.repeat(79)}…`);
    expect(cutToCharacters('Project Review', 9)).toBe('Project…');
  });
});
