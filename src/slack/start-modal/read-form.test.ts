import { expect, test } from 'vitest';
import { numberToRing } from '../../conference/number-to-ring.ts';
import type { FormValues } from './read-form.ts';
import { readStartForm } from './read-form.ts';

const RULES = { allowedCountries: ['US', 'GB', 'DE'], defaultCountry: 'US', ownNumber: '+15005550006' } as const;
const read = (values: FormValues) => readStartForm(values, { defaultCountry: 'US', toRing: (raw) => numberToRing(RULES, raw) });
const typed = (name: string, numbers: string): FormValues => ({
  'start-name': { 'start-name': { type: 'plain_text_input', value: name } }, 'start-numbers': { 'start-numbers': { type: 'plain_text_input', value: numbers } },
});
const numbersOf = (text: string): string[] => read(typed('Sync', text)).invitees.map((invitee) => (invitee.kind === 'outside-number' ? invitee.raw : invitee.kind));

test.each([
  ['+1 415 555 0100', ['+1 415 555 0100']],
  ['+14155550100 +442079460100', ['+14155550100', '+442079460100']],
  ['+14155550100, (415) 555-0101 and +44 20 7946 0100;', ['+14155550100', '(415) 555-0101', '+44 20 7946 0100']],
  ['+1 415 555 0100, ext. 5, +1 415 555 0101 x7', ['+1 415 555 0100, ext. 5', '+1 415 555 0101 x7']],
  ['tel:+14155550100;ext=5', ['tel:+14155550100;ext=5']],
  ['  ', []],
])('%j is %j', (text, expected) => {
  expect(numbersOf(text)).toEqual(expected);
});

test('an extension stays with its number', () => {
  expect(numberToRing(RULES, '+1 415 555 0100, ext. 5')).toEqual({ ok: true, number: { e164: '+14155550100', extension: '5' } });
});

test.each(['Sync', '🚀', '會議', 'Q&A <live>'])('%j can be read out', (name) => {
  expect(read(typed(name, '+14155550100'))).toMatchObject({ name, mistakes: {} });
});

test('what Slack would obey and what hides text is taken out of a name', () => {
  expect(read(typed('<!channel> a\u202Eb\u0000c', '+14155550100')).name).toBe('!channel> ab c');
});

test.each(['', '   ', '...', '\u200B'])('%j is no name', (name) => {
  expect(Object.keys(read(typed(name, '+14155550100')).mistakes)).toEqual(['start-name']);
});

test('an option that is none of the phone book’s chooses nobody, and an empty form is read too', () => {
  const option = { text: { type: 'plain_text' as const, text: 'x' }, value: 'x:1' };
  expect(read({ b: { book: { type: 'multi_external_select', selected_options: [option] } } }).invitees).toEqual([]);
  expect(read({})).toMatchObject({ name: '', invitees: [], channelId: null, ringHost: false, mistakes: {} });
});

test('a group is called by its name, without how many are in it', () => {
  const option = { text: { type: 'plain_text' as const, text: 'Leads (3 people)' }, value: 'g:1' };
  expect(read({ b: { book: { type: 'multi_external_select', selected_options: [option] } } }).invitees).toEqual([{ kind: 'saved-group', groupId: '1', name: 'Leads' }]);
});

test.each(['R&D (3 people)', 'R&amp;D (3 people)'])('it is the same name whether Slack sends its text as it got it or escaped: %j', (text) => {
  const option = { text: { type: 'plain_text' as const, text }, value: 'g:1' };
  expect(read({ b: { book: { type: 'multi_external_select', selected_options: [option] } } }).invitees).toEqual([{ kind: 'saved-group', groupId: '1', name: 'R&D' }]);
});
