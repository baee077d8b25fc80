import { describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { MyNumber } from '../../src/conference/read-my-number.ts';
import { NOTHING_SAID } from '../../src/conference/ports.ts';
import type { NumberSource } from '../../src/domain/number-source.ts';
import { codeView, loadingView, myNumberView, noCodeView, setNumberView } from '../../src/slack/my-number/views.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** Every view of "My number", against Slack's limits and the schema of Block Kit. */
const PROOF = '6f1dbb0e-5a3c-4c0e-9d51-6f0c52f6a3de';
const NUMBER = { e164: '+4930231251', extension: '12345678901234567890' };
const HOURS = { from: 1320, to: 420 } as const;
const LONG = 'Twilio blocks this number <!channel> & so on. 👩‍👩‍👧‍👦 '.repeat(200);
const SOURCES: readonly NumberSource[] = ['proved', 'book', 'profile'];
const PROFILES: readonly MyNumber['profile'][] = ['unread', 'empty', 'unreadable', 'read'];

function mine(changes: Partial<MyNumber>): MyNumber {
  return { number: null, refusal: null, profile: 'empty', settings: NOTHING_SAID, timeZone: null, ...changes };
}

const views: readonly (readonly [what: string, view: ModalView])[] = [
  ['before anything is known', loadingView()],
  ...PROFILES.map((profile) => [`without a number, the profile ${profile}`, myNumberView(mine({ profile }), 'off')] as const),
  ...SOURCES.map((source) => [`a number, ${source}`, myNumberView(mine({ number: { number: NUMBER, source } }), HOURS)] as const),
  ['everything set', myNumberView(mine({
    number: { number: NUMBER, source: 'proved' }, refusal: LONG, timeZone: 'America/Argentina/ComodRivadavia', settings: { proved: NUMBER, doNotRing: true, quietHours: HOURS },
  }), HOURS)],
  ['asking for a number', setNumberView()],
  ['asking for a code', codeView(PROOF, NUMBER)],
  ['no code comes', noCodeView(PROOF, LONG)],
];

describe('every view', () => {
  test.each(views)('%s keeps to the limits of titles, texts and blocks', (_what, view) => {
    for (const words of [view.title, view.submit, view.close]) expect(words?.text.length ?? 1).toBeLessThanOrEqual(24);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(view.private_metadata ?? '').not.toContain(NUMBER.e164);
    expect(JSON.stringify(view).isWellFormed()).toBe(true);
  });

  test('whatever somebody or a provider wrote stands in plain text, so that no markup comes to life', () => {
    const marked = views.filter(([, view]) => JSON.stringify(view).includes('"mrkdwn"'));
    expect(marked.map(([what]) => what)).toEqual([]);
  });

  judgedByBlockKit('modal_view', views, { type: 'modal', title: { type: 'mrkdwn', text: 'x' }, blocks: [] });
});
