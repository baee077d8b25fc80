import { expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { Sees } from '../../src/conference/whose-records.ts';
import { crowd, endedConference, exampleConference } from '../../src/domain/conference-examples.ts';
import type { CostRow } from '../../src/domain/month-costs.ts';
import { costsThatSay, costsView } from '../../src/slack/ledger/costs-view.ts';
import { historyThatSays, historyView } from '../../src/slack/ledger/history-view.ts';
import { AWAY, EXPORTING, FOREIGN, NOT_NOTED } from '../../src/slack/ledger/words.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** Costs and history within Slack's limits, however many there are and whatever people call themselves. */
const COUNTS = [0, 1, 100, 10_000];
const SEES: readonly Sees[] = ['all', 'own', 'own-for-now'];
const HOSTILE = ['<!channel> *bold* _x_ `y` ~z~', '👩‍👩‍👧‍👦'.repeat(20), '\u202Eright to left\u202C', '&'.repeat(200), '<@U1|x> <#C1> :fire:'];
const look = { month: '2030-01', by: 'host', offset: 0 } as const;

const rows = (count: number): CostRow[] => Array.from({ length: count }, (_, index) => ({
  hostUserId: index === 0 ? null : index === 1 ? '' : `U0HOST${String(index).padStart(5, '0')}`, channelId: index % 7 === 0 ? '' : `C0CHAN${String(index).padStart(5, '0')}`,
  conferences: 1_000_000, calls: 1_000_000, minutes: 1_000_000_000, known: ['EUR', 'GBP', 'USD'].map((currency) => ({ currency, millionths: 9_000_000_000_000 - index })), pending: 3, never: 4,
}));
const costs = (count: number, more: Partial<Parameters<typeof costsView>[0]> = {}): ModalView => costsView({ look, rows: rows(count), sees: 'all', present: '2030-02', ...more });
const past = (name: string, people: number) => endedConference(crowd(people, 'left').map((person) => ({ ...person, name, minutes: 3, price: 14_000 })), 'everyone-left', 5);
const history = (total: number, name: string, people: number, more: Partial<Parameters<typeof historyView>[0]> = {}): ModalView =>
  historyView({ conferences: Array.from({ length: Math.min(total, 10) }, (_, index) => ({ ...(index % 3 === 1 ? exampleConference(crowd(people, 'no-answer')) : past(name, people)), name })), offset: 0, total, sees: 'all', retentionDays: 90, ...more });

const views: readonly (readonly [what: string, view: ModalView])[] = [
  ...COUNTS.flatMap((count) => SEES.map((sees) => [`the costs of ${count} hosts for somebody who sees ${sees}`, costs(count, { sees })] as const)),
  ...COUNTS.map((count) => [`the costs of ${count} by channel, a later page`, costs(count, { look: { ...look, by: 'channel', offset: 40 }, notice: EXPORTING })] as const),
  ...COUNTS.flatMap((count) => SEES.map((sees) => [`the history of ${count} for somebody who sees ${sees}`, history(count, 'Review', 5, { sees, notice: NOT_NOTED })] as const)),
  ...HOSTILE.map((name, index) => [`the history of hostile names (${index})`, history(10_000, name, 250, { offset: 9_990 })] as const),
  ...[AWAY, FOREIGN].flatMap((text) => [['costs that say something', costsThatSay(look, text)] as const, ['a history that says something', historyThatSays(text)] as const]),
];

test.each(views)('%s keeps to the limits of views', (_what, view) => {
  expect(view.blocks.length).toBeGreaterThan(0);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
  expect(JSON.stringify(view).isWellFormed()).toBe(true);
  expect((view.private_metadata ?? '').length).toBeLessThanOrEqual(3_000);
});

test('every host of a hundred stands on one of the pages, and what people call themselves is plain text', () => {
  const pages = [0, 20, 40, 60, 80].map((offset) => JSON.stringify(costs(100, { look: { ...look, offset } })));
  for (const { hostUserId } of rows(100).slice(2)) expect(pages.filter((page) => page.includes(`<@${hostUserId}>`))).toHaveLength(1);
  const marked = JSON.stringify(history(10, '<!channel>', 3).blocks.filter((block) => JSON.stringify(block).includes('mrkdwn')).map((block) => ('elements' in block ? block.elements : block)));
  expect(JSON.parse(marked).flat().filter((one: { type: string; text: string }) => one.type === 'mrkdwn' && one.text.includes('<!channel>'))).toEqual([]);
});

judgedByBlockKit('modal_view', views, { ...costs(1), title: { type: 'plain_text', text: 'x'.repeat(25) } });
