import { describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { Conference } from '../../src/domain/conference.ts';
import { crowd, endedConference, exampleConference, SIX_O_CLOCK } from '../../src/domain/conference-examples.ts';
import { plainName } from '../../src/domain/people-names.ts';
import { details, detailsToCome, noDetails } from '../../src/slack/messages/details.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The details of a conference, empty and as large as they can be, with ordinary and with hostile names, against Slack's limits and its schema. */
const HOSTILE: Readonly<Record<string, string>> = {
  'of markup': '<!channel> & *bold* <@U1> `code`', 'of emoji': '👩‍👩‍👧‍👦'.repeat(100), 'from right to left': `\u202e${'שלום '.repeat(40)}`, 'of 200 characters': 'Maximilian '.repeat(19), 'of ampersands': '&'.repeat(200),
};
const WHY = { code: 'twilio-1', sentence: 'Twilio blocks this number against fraud or by regulation. For numbers in +1 an admin may have to add a Primary Customer Profile in the Twilio Console. '.repeat(2) };

/** With a number of every origin, and one of them in each state that has most to say. */
function withNumbers(conference: Conference, held = false): Conference {
  const sources = ['proved', 'book', 'profile', 'typed'] as const;
  return {
    ...conference,
    participants: conference.participants.map((person, index) => ({
      ...person, number: { e164: '+14155550101', extension: '12' }, numberSource: sources[index % sources.length] ?? 'typed',
      held: held ? { reason: 'do-not-disturb' as const, localTime: '03:10', decided: null } : null,
    })),
  };
}

const conferences: readonly (readonly [what: string, conference: Conference])[] = [
  ...[0, 1, 10, 95, 96, 250].flatMap((count) => [
    [`of ${count} people`, withNumbers(exampleConference(crowd(count, 'joined')))] as const,
    [`of ${count} people, over`, withNumbers(endedConference(crowd(count, 'left').map((person) => ({ ...person, minutes: 3 })), 'everyone-left', 240))] as const,
  ]),
  ...Object.entries(HOSTILE).flatMap(([what, name]) => [
    [`of names ${what}`, withNumbers(exampleConference(crowd(250, 'held').map((person) => ({ ...person, name: plainName(name) })), { name: plainName(name) }), true)] as const,
    [`of names ${what} with long reasons`, withNumbers(exampleConference(crowd(250, 'not-called').map((person) => ({ ...person, name: plainName(name), why: WHY }))))] as const,
  ]),
  ['nobody has named', exampleConference(crowd(3, 'ringing'), { name: null })],
];

const views: readonly (readonly [what: string, view: ModalView])[] = [
  ['to come', detailsToCome()], ['that cannot be shown', noDetails('I know no such conference in this workspace.')],
  ...conferences.flatMap(([what, conference]) => [
    [`${what}, as the host reads them`, details(conference, { userId: conference.hostUserId, isAdmin: false, controls: 'host' }, SIX_O_CLOCK)] as const, [`${what}, as anybody reads them`, details(conference, { userId: 'U1', isAdmin: false, controls: 'host' }, SIX_O_CLOCK)] as const,
  ]),
];

describe('the details', () => {
  test.each(views)('%s keep to the limits of views', (_what, view) => {
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
    expect(JSON.stringify(view).isWellFormed()).toBe(true);
  });

  test.each(views)('%s show no number, and no name where markup counts but the escaped name of the room', (_what, view) => {
    expect(JSON.stringify(view)).not.toMatch(/\+\d{7,}/u);
    const markup = view.blocks.flatMap((block) => ('text' in block && typeof block.text === 'object' && block.text.type === 'mrkdwn' ? [block.text.text] : []));
    for (const text of markup) expect(text).not.toMatch(/<(?!@U0INA000001>)/u);
  });

  judgedByBlockKit('modal_view', views, { ...detailsToCome(), title: { type: 'mrkdwn', text: 'Details' } });
});
