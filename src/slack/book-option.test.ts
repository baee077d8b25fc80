import { describe, expect, test } from 'vitest';
import { contactOption, groupOption, readBookOption } from './book-option.ts';

describe('options of the phone book', () => {
  test('what is offered is read back', () => {
    expect(readBookOption(contactOption({ id: 'a-1', name: 'Kim' }).value ?? '')).toEqual({ kind: 'contact', id: 'a-1' });
    expect(readBookOption(groupOption({ id: 'b-2', name: 'Leads', size: 3 }).value ?? '')).toEqual({ kind: 'group', id: 'b-2' });
  });

  test.each(['', 'c:', 'x:1', 'a-1', 'C:1', ` c:1`, `c:${'1'.repeat(74)}`])('%j is no option of ours', (value) => expect(readBookOption(value)).toBeUndefined());

  test.each([['Kim', 'Kim'], ['', 'Somebody without a name'], ['<@U1> & :fire:', '<@U1> & :fire:'], ['\u202Eevil', 'evil']])('a contact called %j reads %j', (name, text) => {
    expect(contactOption({ id: '1', name }).text).toEqual({ type: 'plain_text', text, emoji: false });
  });

  test.each([[0, 'Leads (0 people)'], [1, 'Leads (1 person)'], [12, 'Leads (12 people)']])('a group of %i reads %j', (size, text) => {
    expect(groupOption({ id: '1', name: 'Leads', size }).text.text).toBe(text);
  });

  test('names of any length fit into an option, and a group still says how many are in it', () => {
    for (const name of ['x'.repeat(200), '👩‍👩‍👧‍👦'.repeat(80), 'مجموعة '.repeat(30)]) {
      expect(contactOption({ id: '1', name }).text.text.length).toBeLessThanOrEqual(75);
      const group = groupOption({ id: '1', name, size: 10_000 }).text.text;
      expect(group.length).toBeLessThanOrEqual(75);
      expect(group).toMatch(/… \(10000 people\)$/u);
    }
  });
});
