import { expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { Contact, ContactGroup } from '../../src/conference/ports.ts';
import { plainName } from '../../src/domain/people-names.ts';
import { contactView, emptyForm, formOf, removeContactView } from '../../src/slack/contacts/contact-view.ts';
import { groupsView, groupView, removeGroupView } from '../../src/slack/contacts/group-view.ts';
import { importView } from '../../src/slack/contacts/import-view.ts';
import type { Rights } from '../../src/slack/contacts/list-view.ts';
import { listThatSays, listView, loadingList } from '../../src/slack/contacts/list-view.ts';
import { sayingView } from '../../src/slack/contacts/parts.ts';
import { DATABASE_AWAY, NOT_KNOWN_WHO_MAY, NOT_REMOVED, whoMayChange } from '../../src/slack/messages/book-words.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The views of the phone book, empty and as full as they can be, against Slack's limits and the schema of its views. */
const HOSTILE = ['<@U0BOB000001> *bold* & <b>', 'إينا ‮ مدير', '👩‍👩‍👧‍👦'.repeat(50), 'x'.repeat(200), ':fire: `code` ~no~', '&'.repeat(80), ''].map(plainName);
const RIGHTS: readonly Rights[] = ['change', 'look', 'unknown'];
const COUNTS = [0, 1, 100, 10_000];
const look = { query: 'kim', offset: 0 };
const admins = { who: 'group', groupId: 'S0ONCALL001' } as const;

function contact(index: number, name = `Person ${index}`, note = 'Night shift'): Contact {
  const number = { e164: '+14155550150', extension: '1234567' };
  return { id: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`, slackUserId: index % 3 === 0 ? `U${String(index).padStart(10, '0')}` : null, name, number, secondNumber: number, note };
}

const contacts = (count: number, name?: string): Contact[] => Array.from({ length: count }, (_, index) => contact(index, name));
const groups = (count: number, name = 'Leads'): ContactGroup[] => Array.from({ length: count }, (_, index) => ({ id: `g${index}`, name: plainName(`${name} ${index}`), size: index }));

/** A page as it is loaded: at most fifteen of those there are. */
function list(count: number, rights: Rights, name?: string, notice?: string): ModalView {
  const page = contacts(Math.min(count, 15), name).map((one) => ({ ...one, note: '👩‍👩‍👧‍👦'.repeat(500) }));
  return listView({ look, total: count, contacts: page, groups: new Map(page.map(({ id }) => [id, groups(50, name)])), rights, admins, notice });
}

const views: readonly (readonly [what: string, view: ModalView])[] = [
  ['the list while it opens', loadingList()],
  ['the list that cannot be read', listThatSays(look, DATABASE_AWAY)],
  ['the list searched for a very long name', listView({ look: { query: '&'.repeat(80), offset: 0 }, total: 0, contacts: [], groups: new Map(), rights: 'change', admins })],
  ...RIGHTS.flatMap((rights) => COUNTS.map((count) => [`the list of ${count} for somebody who may "${rights}"`, list(count, rights)] as const)),
  ...HOSTILE.map((name, index) => [`the list of hostile names (${index})`, list(100, 'change', name, `*${name.slice(0, 20)}* is saved.`)] as const),
  ['the last page', listView({ look: { query: '', offset: 9_990 }, total: 10_000, contacts: contacts(10), groups: new Map(), rights: 'change', admins })],
  ['the empty form of a contact', contactView(emptyForm(look))],
  ...HOSTILE.map((name, index) => [`the form of a contact of a hostile name (${index})`, contactView({ ...formOf(contact(1, name, 'x'.repeat(500)), groups(60, name), look), notice: name === '' ? 'x' : name })] as const),
  ...HOSTILE.map((name, index) => [`the question before one of a hostile name is removed (${index})`, removeContactView(contact(1, name), groups(3, name), look)] as const),
  ...RIGHTS.flatMap((rights) => COUNTS.map((count) => [`the groups, ${count}, for somebody who may "${rights}"`, groupsView({ look, groups: groups(Math.min(count, 16)), offset: 0, rights, admins })] as const)),
  ...HOSTILE.map((name, index) => [`the groups of hostile names (${index})`, groupsView({ look, groups: groups(16, name), offset: 15, rights: 'change', admins, notice: 'Saved.' })] as const),
  ...COUNTS.map((count) => [`a group of ${count}`, groupView({ id: 'g1', look, name: 'Leads', members: contacts(count) })] as const),
  ...HOSTILE.map((name, index) => [`a group of hostile names (${index})`, groupView({ look, name, members: contacts(100, name) })] as const),
  ...COUNTS.map((count) => [`the question before a group of ${count} is removed`, removeGroupView({ id: 'g1', name: 'Leads', size: count }, contacts(count), look)] as const),
  ['the form for a file', importView(look)],
  ...[DATABASE_AWAY, NOT_KNOWN_WHO_MAY, NOT_REMOVED, whoMayChange({ who: 'everyone' }), whoMayChange({ who: 'admins' }), whoMayChange(admins)].map((text, index) => [`a sentence (${index})`, sayingView('Phone book', text)] as const),
];

test.each(views)('%s keeps to the limits of views', (_what, view) => {
  expect(view.blocks.length).toBeGreaterThan(0);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
  for (const words of [view.title.text, view.submit?.text ?? '', view.close?.text ?? '']) expect(words.length).toBeLessThanOrEqual(24);
  expect(JSON.stringify(view).isWellFormed()).toBe(true);
  const blockIds = view.blocks.flatMap((block) => block.block_id ?? []);
  expect(new Set(blockIds).size).toBe(blockIds.length);
  expect((view.private_metadata ?? '').length).toBeLessThanOrEqual(3_000);
  // An input needs something to submit it with (docs reference/views/modal-views).
  expect(view.submit !== undefined || view.blocks.every(({ type }) => type !== 'input')).toBe(true);
});

test('no number is in a view of somebody who may not change the phone book, nor in what any view carries along unseen', () => {
  for (const rights of ['look', 'unknown'] as const) expect(JSON.stringify(list(15, rights))).not.toMatch(/0150|555|Night/u);
  for (const [, view] of views) expect(view.private_metadata ?? '').not.toContain('0150');
  const searched = listView({ look: { query: '+1 (415) 555-0150', offset: 30 }, total: 0, contacts: [], groups: new Map(), rights: 'change', admins });
  expect(searched.private_metadata).toBe('{"query":"","offset":0}');
});

judgedByBlockKit('modal_view', views, { ...loadingList(), title: { type: 'plain_text', text: 'x'.repeat(25) } });
