import { describe, expect, test } from 'vitest';
import type { HomeView } from '@slack/types';
import type { Home, MyNumber } from '../../src/conference/ports.ts';
import type { Conference } from '../../src/domain/conference.ts';
import type { ExamplePerson } from '../../src/domain/conference-examples.ts';
import { crowd, endedConference, exampleConference } from '../../src/domain/conference-examples.ts';
import { plainName } from '../../src/domain/people-names.ts';
import type { JoinResult } from '../../src/conference/join-conference.ts';
import { home, homeWithout } from '../../src/slack/messages/home.ts';
import { BEING_JOINED, joinModal, joinReply, NOT_JOINED } from '../../src/slack/messages/join-replies.ts';
import { STATE_ORDER } from '../../src/slack/messages/person-state.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The Home tab, empty and as large as it can be, with ordinary and with hostile names, against Slack's limits and its schema. */
const NUMBERS: readonly MyNumber[] = [
  ...(['proved', 'book', 'profile', 'typed'] as const).map((source): MyNumber => ({ kind: 'rung', masked: '+1•••••••00', source })),
  ...['no-number', 'profile-number-unreadable', 'do-not-ring', 'foreign-team', 'country'].map((code): MyNumber => ({ kind: 'not-rung', code, sentence: 'Numbers in this country are not rung.' })),
  { kind: 'unknown' },
];

const HOSTILE: Readonly<Record<string, string>> = {
  'of markup': '<!channel> & *bold* <@U1> `code`', 'of emoji': '👩‍👩‍👧‍👦'.repeat(100), 'from right to left': `\u202e${'שלום '.repeat(40)}`,
  'of 200 characters': 'Maximilian '.repeat(18) + 'X'.repeat(2), 'of ampersands': '&'.repeat(200),
};

function many(count: number, name: string, size: number): Conference[] {
  const people = crowd(size, 'left').map((person, index): ExamplePerson => ({
    ...person, name: name === '' ? person.name : name, state: index % 2 === 0 ? 'left' : 'busy', minutes: index, price: 14_000,
  }));
  return Array.from({ length: count }, (_, index) => ({ ...endedConference(people, 'everyone-left', 240), id: `c${index}`, ...(name === '' ? {} : { name }) }));
}

function running(conferences: readonly Conference[]): Conference[] {
  return conferences.map((conference) => ({ ...conference, state: 'live', end: null }));
}

function homeOf(conferences: readonly Conference[], myNumber: MyNumber = { kind: 'unknown' }): Home {
  return { userId: 'U0INA000001', myNumber, running: running(conferences), over: conferences };
}

const views: readonly (readonly [what: string, view: HomeView])[] = [
  ['of a newcomer', home(homeOf([]))],
  ['without a database', homeWithout()],
  ...NUMBERS.map((myNumber) => [`with the number: ${JSON.stringify(myNumber)}`, home(homeOf([], myNumber))] as const),
  ...[1, 10, 60, 250].map((size) => [`of ten conferences of ${size} people`, home(homeOf(many(10, '', size)))] as const),
  ...Object.entries(HOSTILE).map(([what, name]) => [`of names ${what}`, home(homeOf(many(10, plainName(name), 250)))] as const),
  ['of conferences nobody has named or joined', home(homeOf([exampleConference(crowd(3, 'ringing'), { name: null }), endedConference(crowd(3, 'no-answer'), 'nobody-answered', 1)]))],
];

const LONGEST_NAME = plainName('👩‍👩‍👧‍👦'.repeat(100));
const RESULTS: readonly JoinResult[] = [
  ...STATE_ORDER.map((state): JoinResult => ({ kind: 'there-already', conferenceName: LONGEST_NAME, state })),
  ...(['unknown', 'ended', 'not-yet', 'foreign', 'no-number', 'slack-is-away'] as const).map((kind): JoinResult => ({ kind })),
  { kind: 'full', limit: 250 }, { kind: 'not-called', sentence: 'Numbers in this country are not rung.' }, { kind: 'same-phone', as: LONGEST_NAME },
];

describe('every answer to Join', () => {
  const texts = [...RESULTS.map((result) => joinReply(result)?.text ?? ''), BEING_JOINED, NOT_JOINED];

  test('says something, in whole sentences, unless the phone rings', () => {
    for (const text of texts) expect(text).toMatch(/^[A-Z].*[.]$/u);
    expect(joinReply({ kind: 'rung', conferenceName: 'Review' })).toBeNull();
  });

  judgedByBlockKit('modal_view', texts.map((text) => [text, joinModal(text)]), { ...joinModal('x'), title: { type: 'mrkdwn', text: 'x' } });
});

describe('every Home', () => {
  test.each(views)('%s keeps to the limits of views', (_what, view) => {
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
    expect(JSON.stringify(view).isWellFormed()).toBe(true);
    // Slack refuses a view in which two blocks have one id, and an actions block in which two elements have one action_id.
    const blockIds = view.blocks.flatMap((block) => block.block_id ?? []);
    expect(new Set(blockIds).size).toBe(blockIds.length);
  });

  test.each(views)('%s shows no number, and no name where markup counts', (_what, view) => {
    expect(JSON.stringify(view)).not.toMatch(/\+\d{7,}/);
    const markup = view.blocks.flatMap((block) => (block.type === 'context' && 'elements' in block ? block.elements.flatMap((element: { readonly type: string; readonly text?: unknown }) => (element.type === 'mrkdwn' ? [element.text] : [])) : []));
    for (const text of markup) expect(text).toMatch(/^(?:(?:Ringing|Live) since )?<!date\^\d+\^[^|>]+\|[^>]+ UTC>, started by <@U0INA000001>$/);
  });

  judgedByBlockKit('home_view', views, { type: 'home', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] });
});
