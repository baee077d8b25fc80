import { describe, expect, test } from 'vitest';
import { newCall } from '../../src/domain/call.ts';
import type { Conference } from '../../src/domain/conference.ts';
import type { ExamplePerson } from '../../src/domain/conference-examples.ts';
import { crowd, endedConference, exampleConference, SIX_O_CLOCK } from '../../src/domain/conference-examples.ts';
import type { HeldPerson } from '../../src/domain/held-person.ts';
import type { ParticipantState } from '../../src/domain/participant.ts';
import { plainName } from '../../src/domain/people-names.ts';
import type { PersonLine, ThreadLine } from '../../src/domain/thread-line.ts';
import { announcement, card } from '../../src/slack/messages/card.ts';
import * as replies from '../../src/slack/messages/command-replies.ts';
import { extendOffer } from '../../src/slack/messages/extend-offer.ts';
import { heldQuestion } from '../../src/slack/messages/held-question.ts';
import { threadMessage } from '../../src/slack/messages/thread-message.ts';
import { whereTheCardIs, whoIsNotRung } from '../../src/slack/messages/to-host.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** Every kind of message the app makes, small and as large as it can be, against Slack's limits and the schema of its blocks. */
const STATES: readonly ParticipantState[] = [
  'held', 'waiting', 'ringing', 'answered', 'joined', 'left', 'no-answer', 'busy', 'unreachable', 'voicemail', 'declined', 'removed', 'cancelled', 'not-called',
];
const KINDS: readonly PersonLine[] = ['joined', 'left', 'left-before-joining', 'no-answer', 'busy', 'declined', 'unreachable', 'voicemail', 'challenged', 'passed', 'asked-to-be-rung', 'added', 'rung-again', 'rung-anyway', 'left-out'];

const ENDS_SOON = { endsAt: SIX_O_CLOCK + 14_400_000, at: SIX_O_CLOCK + 14_100_000, extendMs: 1_800_000, extendedAt: null };
const NIGHT: HeldPerson = { reason: 'own-quiet-hours', localTime: '03:10', decided: null };

/** As long as a name can be: eighty characters, each of them a family of four. */
const LONGEST_NAME = plainName('👩‍👩‍👧‍👦'.repeat(100));
/** Longer than any the app has. */
const WHY = { code: 'twilio-1', sentence: 'Twilio blocks this number against fraud or by regulation. For numbers in +1 an admin may have to add a Primary Customer Profile in the Twilio Console. '.repeat(2) };

function inEveryState(count: number): ExamplePerson[] {
  return crowd(count, 'left').map((person, index) => ({
    ...person, state: STATES[index % STATES.length] ?? 'left', minutes: index, ...(STATES[index % STATES.length] === 'held' ? { held: NIGHT } : {}),
  }));
}

const conferences: readonly (readonly [what: string, conference: Conference])[] = [
  ...[1, 10, 60, 70, 240, 250].flatMap((count) => [
    [`${count} people, live`, exampleConference(inEveryState(count))] as const,
    [`${count} people, over`, endedConference(inEveryState(count), 'everyone-left', 240)] as const,
  ]),
  ['250 people, over, with prices', endedConference(inEveryState(250).map((person) => ({ ...person, price: 14_000 })), 'everyone-left', 240)],
  ['250 people, about to end', exampleConference(inEveryState(250), { name: LONGEST_NAME, limitWarning: ENDS_SOON })],
  ['one who was alone', endedConference([{ name: '<!channel> & *Alice*', state: 'left', minutes: 14 }], 'alone', 14)],
  ['nobody', exampleConference([])],
  ['a name of 80 characters that are long', exampleConference(inEveryState(10), { name: LONGEST_NAME })],
  ['no name yet', exampleConference(inEveryState(1), { name: null })],
  ['250 people of the longest names', exampleConference(inEveryState(250).map((person) => ({ ...person, name: LONGEST_NAME })), { name: LONGEST_NAME })],
  ['five of every state with long names and reasons', exampleConference(inEveryState(70).map((person) => ({ ...person, name: LONGEST_NAME, why: WHY, sipResponseCode: 480 })))],
  ['250 people with long reasons', exampleConference(crowd(250, 'not-called').map((person) => ({ ...person, name: LONGEST_NAME, why: WHY })))],
  ['250 people of names full of markup', exampleConference(inEveryState(250).map((person) => ({ ...person, name: '<&>'.repeat(26) })))],
];

/** The same people, all of them held. */
function allHeld(conference: Conference): Conference {
  return { ...conference, participants: conference.participants.map((person) => ({ ...person, state: 'held', held: NIGHT, notCalled: null, calls: [newCall(person.id, 'held')] })) };
}

function allLines(conference: Conference): ThreadLine[] {
  const about = conference.participants.flatMap(({ id }, index): ThreadLine[] => [{ key: `${index}`, kind: KINDS[index % KINDS.length] ?? 'joined', participantId: id, at: SIX_O_CLOCK }]);
  const ending: ThreadLine[] = [{ key: 'soon', kind: 'ends-soon', at: SIX_O_CLOCK, endsAt: SIX_O_CLOCK + 300_000, canExtend: true }, { key: 'more', kind: 'extended', at: SIX_O_CLOCK, by: 'U0', extendMs: 1_800_000 }];
  return [...about, ...ending, { key: 'ended', kind: 'ended', reason: 'everyone-left', at: SIX_O_CLOCK }];
}

/** Slack counts UTF-16 units. What a message, and an edited one, may be: docs chat.postMessage, chat.update. */
const TEXT_LIMIT = 4_000;
const BLOCKS_LIMIT = 50;

describe('every card', () => {
  const cards = conferences.flatMap(([what, conference]): [string, Pick<ReturnType<typeof card>, 'text' | 'blocks'>][] => [[`of ${what}`, card(conference)], [`of ${what}, with Slack's own call`, card(conference, null, 'R0E69JAIF')], [`of ${what}, at first`, announcement(conference)]])
    .concat(conferences.map(([what, conference]) => [`that asks about held people of ${what}`, heldQuestion(allHeld(conference))]))
    .concat(conferences.map(([what, conference]) => [`that offers to extend ${what}`, extendOffer({ ...conference, limitWarning: ENDS_SOON }) ?? { text: '', blocks: [] }]));

  test.each(cards)('%s keeps to the limits of texts and blocks', (_what, { text, blocks }) => {
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
    expect(blocks.length).toBeLessThanOrEqual(BLOCKS_LIMIT);
    expect(`${text}${JSON.stringify(blocks)}`.isWellFormed()).toBe(true);
  });

  judgedByBlockKit('message_blocks', cards.map(([what, { blocks }]) => [what, blocks]), [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]);
});

describe('every other message', () => {
  test.each(conferences.filter(([, { participants }]) => participants.length > 0))('for %s keeps to the limit of a text', (_what, conference) => {
    const host = { userId: conference.hostUserId, isRung: true };
    const invitees = conference.participants.map(({ slackUserId }) => ({ kind: 'slack-user' as const, userId: slackUserId ?? 'U1' }));
    const notRung = conference.participants.map(({ name }) => ({ kind: 'unescaped-mention' as const, text: name }));
    const texts = [
      threadMessage(conference, allLines(conference)).text, whereTheCardIs(conference, 'never-allowed'), whereTheCardIs(conference, 'gone'),
      whoIsNotRung(conference, 250) ?? 'nobody', replies.help(250), replies.tooManyPeople(251, 250), replies.beingStored(), replies.notStored(),
      replies.ringing({ kind: 'start', name: conference.name, invitees, notRung: notRung.slice(0, 10) }, host),
      replies.explainNotRung(notRung.slice(0, 10)).join('\n') || 'nothing',
      replies.nameTooLong({ kind: 'refused', reason: 'name-too-long', length: 81, limit: 80 }),
    ];
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(9 * TEXT_LIMIT);
    }
  });
});
