import { describe, expect, test } from 'vitest';
import type { CsvContact } from './contact-csv.ts';
import type { KnownContact } from './match-contacts.ts';
import { matchContacts } from './match-contacts.ts';

const number = (digits: string, extension: string | null = null) => ({ e164: `+1415555${digits}`, extension });
const known = (id: string, more: Partial<KnownContact>): KnownContact => ({ id, name: id, slackUserId: null, number: null, secondNumber: null, ...more });
const line = (more: Partial<CsvContact>): CsvContact => ({ name: 'Somebody', number: null, secondNumber: null, note: '', groups: [], slackUserId: null, ...more });
const whose = (book: readonly KnownContact[], lines: readonly CsvContact[]): (string | null)[] => matchContacts(book, lines).map(({ contactId }) => contactId);

describe('whom a line of a file means', () => {
  test('whoever has its Slack user, whatever the number says', () => {
    const book = [known('bob', { slackUserId: 'U1', number: number('0101') }), known('kim', { number: number('0102') })];
    expect(whose(book, [line({ slackUserId: 'U1', number: number('0102') })])).toEqual(['bob']);
  });

  test('else whoever has its number, first or second, and the same extension', () => {
    const book = [known('desk', { number: number('0100', '1') }), known('other desk', { number: number('0100', '2') }), known('kim', { secondNumber: number('0102') })];
    expect(whose(book, [line({ number: number('0100', '2') }), line({ number: number('0102') }), line({ number: number('0100') })])).toEqual(['other desk', 'kim', null]);
  });

  test('of several with one number the one of the same name, else the one whose first number it is', () => {
    const book = [known('lee', { secondNumber: number('0100') }), known('kim', { number: number('0100') })];
    expect(whose(book, [line({ name: 'LEE', number: number('0100') })])).toEqual(['lee']);
    expect(whose(book, [line({ name: 'Pat', number: number('0100') })])).toEqual(['kim']);
  });

  test('nobody is meant twice, and a Slack user named later is not taken by a number before', () => {
    const book = [known('bob', { slackUserId: 'U1', number: number('0101') })];
    expect(whose(book, [line({ number: number('0101') }), line({ slackUserId: 'U1' })])).toEqual([null, 'bob']);
    expect(whose([known('kim', { number: number('0102'), secondNumber: number('0103') })], [line({ number: number('0102') }), line({ number: number('0103') })])).toEqual(['kim', null]);
  });

  test('a line with a Slack user is not another Slack user of that number, but may be an outside person', () => {
    expect(whose([known('bob', { slackUserId: 'U1', number: number('0101') })], [line({ slackUserId: 'U2', number: number('0101') })])).toEqual([null]);
    expect(whose([known('outside', { number: number('0101') })], [line({ slackUserId: 'U2', number: number('0101') })])).toEqual(['outside']);
  });

  test('everybody is new to an empty book', () => expect(whose([], [line({ number: number('0101') })])).toEqual([null]));
});
