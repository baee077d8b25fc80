import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { maskNumbersInText, maskPhoneNumber } from './mask.ts';

describe('masking a number', () => {
  test.each([
    ['+14155550101', '+1•••••••01'],
    ['+1 (415) 555-0101', '+1•••••••01'],
    ['+442079460018', '+44•••••••18'],
    ['tel:+442079460018;ext=77', '+44•••••••18'],
    ['+14155550101 x77', '+1•••••••01'],
    ['+14155550101,,77#', '+1•••••••01'],
    ['+883510012345678', '+883•••••••78'],
    ['+999123456789', '•••••••89'],
    ['415-555-0101', '•••••••01'],
    ['911', '•••••••'],
    ['+1911', '+1•••••••'],
    ['Alice', '•••••••'],
    ['', '•••••••'],
  ])('%j becomes %s', (number, masked) => {
    expect(maskPhoneNumber(number)).toBe(masked);
  });

  test('of any string at most a calling code and two more digits are left, and masking twice changes nothing', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'+0123456789 -()•x;'.split('')) }));
    fc.assert(fc.property(typed, (text) => {
      const masked = maskPhoneNumber(text);
      expect(masked).toMatch(/^(?:\+\d{1,3})?•{7}(?:\d\d)?$/u);
      expect(maskPhoneNumber(masked)).toBe(masked);
    }));
  });
});

describe('masking the numbers in a text', () => {
  test.each([
    ['The number +14155550100 is unverified.', 'The number +1•••••••00 is unverified.'],
    ['To=%2B14155550100&From=%2b442079460018', 'To=%2B1•••••••00&From=%2b44•••••••18'],
    ['+1 (415) 555-0100, +44 20 7946 0018', '+1•••••••00, +44•••••••18'],
    ['+14155550100 404 Not Found', '+1•••••••00 404 Not Found'],
    ['+14155550100+442079460018', '+1•••••••00+44•••••••18'],
  ])('%s', (text, masked) => {
    expect(maskNumbersInText(text)).toBe(masked);
    expect(maskNumbersInText(masked)).toBe(masked);
  });

  test.each(['CA01234567890123456789012345678901', 'at 1795401900000 ms', 'Mon, 23 Nov 2026 02:45:00 +0000', '2026-11-23T10:00:00+01:00', 'C++20 +1'])('%s stays', (text) => {
    expect(maskNumbersInText(text)).toBe(text);
  });

  test('no international number survives, whatever is around it', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{6,14}$/u);
    const around = fc.string({ unit: fc.constantFrom('a', ' ', '.', '=', '"') });
    fc.assert(fc.property(around, digits, around, (before, number, after) => {
      const masked = maskNumbersInText(`${before}+${number}${after}`);
      expect(masked).not.toContain(number);
      expect(masked.replace(/\D/gu, '').length).toBeLessThanOrEqual(5);
    }));
  });
});
