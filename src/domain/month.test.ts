import { expect, test } from 'vitest';
import fc from 'fast-check';
import { monthMeant, monthRange, monthsLater, monthWords, parseMonth, readMonth } from './month.ts';

const IN_MARCH = Date.parse('2030-03-31T23:59:59.999Z');

test.each([
  ['2030-01', '2030-01'], ['2029-7', '2029-07'], ['january', '2030-01'], ['Mar', '2030-03'], ['april', '2029-04'], ['Dec 2028', '2028-12'], ['may', '2029-05'],
])('"%s" means %s at the end of March 2030', (typed, meant) => expect(monthMeant(readMonth(typed), IN_MARCH)).toBe(meant));

test.each(['', '2030-13', '2030-00', '1999-01', '30-01', 'review', 'ma', 'last', '2030', 'january 30', '٢٠٣٠-٠١'])('"%s" is no month', (typed) => expect(readMonth(typed)).toBeNull());

test('without one it is the present month, by UTC', () => {
  expect(monthMeant(null, IN_MARCH)).toBe('2030-03');
  expect(monthMeant(null, IN_MARCH + 1)).toBe('2030-04');
});

test('it goes from its first moment to that of the next', () => {
  expect(monthRange('2029-12')).toEqual({ from: Date.parse('2029-12-01T00:00:00Z'), to: Date.parse('2030-01-01T00:00:00Z') });
  expect([monthsLater('2029-12', 1), monthsLater('2030-01', -1), monthWords('2030-01')]).toEqual(['2030-01', '2029-12', 'January 2030']);
});

test('every moment is in the month it is, and in no other', () => {
  fc.assert(fc.property(fc.date({ min: new Date('2000-02-01'), max: new Date('2900-01-01'), noInvalidDate: true }), fc.integer({ min: -24, max: 24 }), (date, months) => {
    const month = monthMeant(null, date.getTime());
    const { from, to } = monthRange(month);
    expect(from <= date.getTime() && date.getTime() < to).toBe(true);
    expect(monthsLater(monthsLater(month, months), -months)).toBe(month);
    expect(parseMonth(month)).toBe(month);
  }));
});
