import { describe, expect, test } from 'vitest';
import type { ModalView } from '@slack/types';
import type { Conference } from '../../src/domain/conference.ts';
import type { ExamplePerson } from '../../src/domain/conference-examples.ts';
import { crowd, endedConference, exampleConference, SIX_O_CLOCK } from '../../src/domain/conference-examples.ts';
import { plainName } from '../../src/domain/people-names.ts';
import type { ParticipantState } from '../../src/domain/participant.ts';
import { addPeopleForm } from '../../src/slack/hands/add-people-form.ts';
import { announceForm } from '../../src/slack/hands/announce-form.ts';
import { saying } from '../../src/slack/hands/form.ts';
import { removeForm } from '../../src/slack/hands/remove-form.ts';
import { card } from '../../src/slack/messages/card.ts';
import { details } from '../../src/slack/messages/details.ts';
import { addedWords, hadJustLeft } from '../../src/slack/messages/hands-words.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The details with all their menus, and what the host's hands open, as small and as large as they can be, against Slack's limits and the schema of its views. */
const STATES: readonly ParticipantState[] = [
  'held', 'waiting', 'ringing', 'answered', 'joined', 'left', 'no-answer', 'busy', 'unreachable', 'voicemail', 'declined', 'removed', 'cancelled', 'not-called',
];
const ID = '3f2b8a1c-0000-4000-8000-000000000000';
const HOSTILE = ['<@U0BOB000001> *bold* & <b>', 'إينا \u202E مدير', '👩‍👩‍👧‍👦'.repeat(80), 'x'.repeat(200), ':fire: `code` ~no~ '];

function people(count: number, nameOf: (index: number) => string = (index) => `Person ${index + 1} of many`): Conference {
  const everybody = crowd(count, 'left').map((person, index): ExamplePerson => ({ ...person, name: plainName(nameOf(index)), state: STATES[index % STATES.length] ?? 'left', minutes: index }));
  const conference = exampleConference(everybody, { id: ID });
  return { ...conference, participants: conference.participants.map((person, index) => ({ ...person, id: `${ID.slice(0, -4)}${String(index).padStart(4, '0')}` })) };
}

const sizes = [0, 1, 10, 60, 240, 250];
const conferences: readonly (readonly [what: string, conference: Conference])[] = [
  ...sizes.map((count) => [`${count} people`, people(count)] as const),
  ...HOSTILE.map((name, index) => [`240 people of a hostile name (${index})`, people(240, () => name)] as const),
  ['one that is over', endedConference(crowd(10, 'left'), 'ended-by', 3)],
];

/** Everything whoever may do everything sees, page by page. */
function pagesOf(conference: Conference): ModalView[] {
  const viewer = { userId: conference.hostUserId, isAdmin: true, controls: 'channel' as const };
  const note = hadJustLeft(conference.participants[0]?.name ?? 'x'.repeat(5_000));
  const view = (page: number) => details(conference, viewer, SIX_O_CLOCK, { page, note });
  const count = Number(/Page 1 of (\d+)/u.exec(JSON.stringify(view(0)))?.[1] ?? 1);
  return Array.from({ length: count }, (_, page) => view(page));
}

const pages = conferences.flatMap(([what, conference]) => pagesOf(conference).map((view, page) => [`the details of ${what}, page ${page + 1}`, view] as const));
const forms: readonly (readonly [what: string, view: ModalView])[] = [
  ['the form to announce', announceForm(ID)], ['the form to add people', addPeopleForm(ID)],
  ['what was added', saying(addPeopleForm(ID), addedWords({ kind: 'done', conferenceName: 'x', people: HOSTILE.flatMap((name) => Array.from({ length: 50 }, () => ({ name, became: { kind: 'not-called' as const, code: 'x', sentence: name } }))) }, 'host') ?? '')],
  ...HOSTILE.map((name, index) => [`the question whether to take out a hostile name (${index})`, removeForm({ conferenceId: ID, page: 2, participantId: ID, viewId: 'V0123456789' }, details(people(1, () => name), { userId: 'U1', isAdmin: true, controls: 'host' }, SIX_O_CLOCK).blocks)] as const),
];
const views = [...pages, ...forms];

describe('every view', () => {
  test.each(views)('%s keeps to the limits of views', (_what, view) => {
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
    expect((view.private_metadata ?? '').length).toBeLessThanOrEqual(3_000);
    expect(JSON.stringify(view).isWellFormed()).toBe(true);
    for (const words of [view.title.text, view.submit?.text ?? '', view.close?.text ?? '']) expect(words.length).toBeLessThanOrEqual(24);
  });

  test.each(conferences)('the details of %s name everybody once, each with a block of their own', (_what, conference) => {
    const ids = pagesOf(conference).flatMap(({ blocks }) => blocks.flatMap(({ block_id: id }) => (id?.startsWith('person:') === true ? [id.slice('person:'.length)] : [])));
    expect(ids.toSorted()).toEqual(conference.participants.map(({ id }) => id).toSorted());
  });

  test.each(conferences)('a page of %s that is not there any more is the last one', (_what, conference) => {
    const viewer = { userId: 'U1', isAdmin: false, controls: 'host' as const };
    const last = details(conference, viewer, SIX_O_CLOCK, { page: 999 });
    expect(last.blocks.length).toBeGreaterThan(1);
  });
});

judgedByBlockKit('modal_view', views, { ...announceForm(ID), title: { type: 'plain_text', text: 'x'.repeat(25) } });

const cards: readonly (readonly [what: string, message: ReturnType<typeof card>])[] = conferences.map(([what, conference]) => [`the card of ${what}`, card(conference)]);
judgedByBlockKit('message_blocks', cards.map(([what, { blocks }]) => [what, blocks]), [{ type: 'actions', elements: [] }]);
