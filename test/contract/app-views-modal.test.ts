import { describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { FoundPerson } from '../../src/conference/find-people.ts';
import { plainName } from '../../src/domain/people-names.ts';
import { numbersView } from '../../src/slack/start-modal/numbers-view.ts';
import { NOBODY_YET, NOT_KNOWN, summaryText } from '../../src/slack/start-modal/summary.ts';
import type { Prefill } from '../../src/slack/start-modal/view.ts';
import { sayingView, startModal } from '../../src/slack/start-modal/view.ts';
import { FOREIGNERS_START_NOTHING } from '../../src/slack/foreign.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The views of the modal, empty and as full as they can be, against Slack's limits and the schema of its views. Whoever is in the phone book is not in them: Slack asks for them. */
const HOSTILE = ['<@U0BOB000001> *bold* & <b>', 'إينا ‮ مدير', '👩‍👩‍👧‍👦'.repeat(50), 'x'.repeat(200), ':fire: `code` ~no~', ''];
const EMPTY: Prefill = { channelId: null, ringHost: false, confirmJoin: false, urgent: false };

function lacking(count: number, name = (index: number) => `Person ${index + 1}`): Pick<FoundPerson, 'key' | 'fullName' | 'isHost' | 'notCalled'>[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `user U${index}`, fullName: plainName(name(index)), isHost: index === 0, notCalled: { code: index % 2 === 0 ? 'no-number' : 'profile-number-unreadable', sentence: '' },
  }));
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `U${String(index).padStart(10, '0')}`);
const notRung = HOSTILE.map((text) => ({ kind: 'unescaped-mention' as const, text }));
const estimate = (count: number, name: (index: number) => string): string =>
  summaryText({ kind: 'phones', phones: count, notRung: lacking(count, name).map(({ fullName }) => fullName), perMinute: { amount: 1.4, currency: 'USD', ofPhones: count - 1 } }, 250);

const views: readonly (readonly [what: string, view: ModalView])[] = [
  ['the modal with nothing in it', startModal(EMPTY, NOBODY_YET)],
  ['the modal with everything in it', startModal({ channelId: 'C0GENERAL01', ringHost: true, confirmJoin: true, urgent: true, name: 'x'.repeat(80), people: ids(100), userGroups: ids(30), notRung }, NOT_KNOWN)],
  ...HOSTILE.map((name, index) => [`the modal with a hostile name (${index})`, startModal({ ...EMPTY, name: plainName(name), notRung: [{ kind: 'unescaped-mention', text: name }] }, estimate(10_000, () => name))] as const),
  ['the modal with a very long text that rings nobody', startModal({ ...EMPTY, notRung: Array.from({ length: 200 }, () => ({ kind: 'unescaped-mention' as const, text: '@'.padEnd(200, '<') })) }, NOBODY_YET)],
  ...[0, 1, 100, 10_000].map((count) => [`the numbers of ${count} people`, numbersView({ people: lacking(count), mayRemember: count > 0 })] as const),
  ['the numbers of people with hostile names', numbersView({ people: lacking(HOSTILE.length * 16, (index) => HOSTILE[index % HOSTILE.length] ?? ''), mayRemember: true })],
  ['a refusal', sayingView(FOREIGNERS_START_NOTHING)],
];

test.each(views)('%s keeps to the limits of views', (_what, view) => {
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
  for (const words of [view.title.text, view.submit?.text ?? '', view.close?.text ?? '']) expect(words.length).toBeLessThanOrEqual(24);
  expect(JSON.stringify(view).isWellFormed()).toBe(true);
  const blockIds = view.blocks.flatMap((block) => block.block_id ?? []);
  expect(new Set(blockIds).size).toBe(blockIds.length);
  expect(view.private_metadata ?? '').toBe('');
});

judgedByBlockKit('modal_view', views, { ...startModal(EMPTY, NOBODY_YET), submit: { type: 'plain_text', text: 'Create & Start Conference' } });

describe('the line about phones and costs', () => {
  const phones = (count: number, perMinute: { amount: number; currency: string; ofPhones: number } | null, missing: string[] = []) =>
    summaryText({ kind: 'phones', phones: count, notRung: missing, perMinute }, 50);

  test.each([
    [phones(1, { amount: 0.014, currency: 'USD', ofPhones: 1 }), '1 phone will ring, about $0.02 a minute while all talk.'],
    [phones(3, { amount: 0.1 + 0.2, currency: 'USD', ofPhones: 3 }), '3 phones will ring, about $0.30 a minute while all talk.'],
    [phones(3, { amount: 0.03, currency: 'EUR', ofPhones: 2 }), '3 phones will ring, about €0.03 a minute for 2 of them; what the others cost is not known.'],
    [phones(2, { amount: 7.2, currency: 'JPY', ofPhones: 2 }), '2 phones will ring, about ¥8 a minute while all talk.'],
    [phones(2, null), '2 phones will ring. What a minute costs is not known just now.'],
    [phones(0, null, ['Dora']), 'No phone would ring. Not rung so far: Dora.'],
    [phones(1, null, ['A', 'B', 'C', 'D', 'E', 'F', 'G']), '1 phone will ring. What a minute costs is not known just now. Not rung so far: A, B, C, D, E and 2 others.'],
    [summaryText({ kind: 'too-many', count: 60 }, 50), 'That is 60 people, and a conference takes at most 50.'],
  ])('%s', (said, expected) => expect(said).toBe(expected));
});
