import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { findNumbers } from './numbers-in-text.ts';

describe('numbers in a text', () => {
  test('are found where they stand, with their extension', () => {
    expect(findNumbers('Review 415-555-0100 x5, now', { afterPerson: false })).toEqual([{ start: 7, end: 22, raw: '415-555-0100 x5', extension: '5' }]);
  });

  test('digits in one piece count after a person', () => {
    expect(findNumbers(' 4155550100', { afterPerson: true })).toHaveLength(1);
    expect(findNumbers(' 4155550100', { afterPerson: false })).toEqual([]);
    expect(findNumbers(' Review 4155550100', { afterPerson: true })).toEqual([]);
  });

  test('an extension takes nothing from the number behind it', () => {
    const raws = (text: string) => findNumbers(text, { afterPerson: false }).map(({ raw }) => raw);
    expect(raws('+14155550100 x5 212-555-0100')).toEqual(['+14155550100 x5', '212-555-0100']);
    expect(raws('+14155550100 ext 212-555-0100')).toEqual(['+14155550100', '212-555-0100']);
    expect(raws('+14155550100 ext 212 555 0100')).toEqual(['+14155550100 ext 212']);
  });

  test('a text of nothing but digits does not keep the process busy', () => {
    const before = process.cpuUsage();
    findNumbers('1 '.repeat(5000), { afterPerson: true, defaultCountry: 'DE' });
    findNumbers('0 '.repeat(5000), { afterPerson: true, defaultCountry: 'DE' });
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2000); // some 40 ms; looking at every end of every run, it was minutes
  });

  test('whatever the text, they lie in it one after another, and each holds seven digits', () => {
    const part = fc.constantFrom('+', '1', '415', '5550100', '-', ' ', '(', ')', '.', '/', 'x', 'ext ', ';ext=', 'tel:', ',', 'and', '0', '2026-11-23', '٤', '－');
    const text = fc.array(part, { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, fc.boolean(), fc.constantFrom(undefined, 'US', 'DK'), (typed, afterPerson, defaultCountry) => {
      let end = 0;
      for (const number of findNumbers(typed, { afterPerson, defaultCountry })) {
        expect(number.start).toBeGreaterThanOrEqual(end);
        expect(number.raw).toBe(typed.slice(number.start, number.end));
        expect(number.raw.replace(/\P{Nd}/gu, '').length).toBeGreaterThanOrEqual(7);
        end = number.end;
      }
    }), { numRuns: 2000 });
  });
});
