import type { Button, KnownBlock, ModalView, SectionBlock } from '@slack/types';
import type { MarkKind } from '../../domain/call.ts';
import { holds, isWanted } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import { heldThen, isOwnWish } from '../../domain/held.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { NumberSource } from '../../domain/number-source.ts';
import type { Participant } from '../../domain/participant.ts';
import { latestCall } from '../../domain/participant.ts';
import { timeInRoom } from '../../domain/participant-state.ts';
import { isCrowd } from './crowd.ts';
import type { Viewer } from './person-menu.ts';
import { personMenu } from './person-menu.ts';
import { STATE_ORDER, stateLine } from './person-state.ts';
import { cut, duration, escapeText, hostMention } from './text.ts';

export const DETAILS = 'details';
/** Turning the pages of those with many people. */
export const TURN = 'details-page';

/** Slack's limits: a section 3,000 characters, a modal 100 blocks and 250 KB (docs reference/views/modal-views). */
const SECTION_LIMIT = 2_900;
const MOST_ON_A_PAGE = 90;
const MOST_BYTES = 180_000;

/** The button on the card; where that only counts people it says what it is for. */
export function detailsButton(conference: Conference): Button {
  const { id, name, participants } = conference;
  return {
    type: 'button', action_id: DETAILS, value: id, text: { type: 'plain_text', text: isCrowd(conference) ? `Show all ${participants.length}` : 'Details', emoji: false },
    accessibility_label: cut(`Details of ${name ?? 'the conference'}`, 75),
  };
}

/** What stands there until the details are known: Slack gives three seconds to open a view, and a database can take longer. */
export function detailsToCome(): ModalView {
  return modal([said('One moment …')]);
}

/** The details cannot be shown, and why. */
export function noDetails(why: string): ModalView {
  return modal([said(why)]);
}

/** Which conference is shown, and which of its pages; Slack gives it back with every press. */
export interface DetailsPlace {
  readonly conferenceId: string;
  readonly page: number;
}

export interface DetailsOptions {
  /** Which page, from 0; the last one where there are fewer by now. */
  readonly page?: number;
  /** What is said above everything else, as markup: why a press came to nothing. */
  readonly note?: string | null;
}

/**
 * Everybody with what they live through and why, for how long they were in, and what whoever looks may do about it. The host alone reads where each
 * number comes from: anybody may have typed anything into their profile. Never a number.
 * @param now epoch milliseconds.
 */
export function details(conference: Conference, viewer: Viewer, now: number, { page = 0, note = null }: DetailsOptions = {}): ModalView {
  const people = conference.participants.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state));
  const pages = inPages(people.map((person) => personBlock(conference, person, viewer, now)));
  const shown = Math.min(Math.max(0, page), pages.length - 1);
  return modal([
    ...(note === null ? [] : [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: cut(note, SECTION_LIMIT) } }]),
    { type: 'section', text: { type: 'mrkdwn', text: `*${escapeText(conference.name ?? 'Conference')}*, started by ${hostMention(conference)}` } },
    ...(people.length === 0 ? [said('Its people are still being looked for.')] : pages[shown] ?? []),
    ...turning(shown, pages.length),
  ], { conferenceId: conference.id, page: shown });
}

/** What `details` put into the view; undefined for another view. */
export function readDetailsPlace(metadata: string | undefined): DetailsPlace | undefined {
  const [conferenceId = '', page = ''] = (metadata ?? '').split(' ');
  return conferenceId !== '' && /^\d{1,3}$/u.test(page) ? { conferenceId, page: Number(page) } : undefined;
}

function personBlock(conference: Conference, person: Participant, viewer: Viewer, now: number): KnownBlock {
  const menu = personMenu(conference, person, viewer);
  return { ...said(cut(entry(conference, person, viewer.userId, now), SECTION_LIMIT)), block_id: `person:${person.id}`, ...(menu === undefined ? {} : { accessory: menu }) };
}

/** As many on a page as a view holds; names can be longer than people have. */
function inPages(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [[]];
  let bytes = 0;
  for (const block of blocks) {
    const size = Buffer.byteLength(JSON.stringify(block));
    if ((pages.at(-1)?.length ?? 0) >= MOST_ON_A_PAGE || bytes + size > MOST_BYTES) {
      pages.push([]);
      bytes = 0;
    }
    pages.at(-1)?.push(block);
    bytes += size;
  }
  return pages;
}

/** To the pages before and behind; the value of a button is the page it leads to. */
function turning(page: number, count: number): KnownBlock[] {
  if (count === 1) return [];
  const button = (to: number, text: string): Button => ({ type: 'button', action_id: `${TURN}-${to < page ? 'back' : 'on'}`, value: String(to), text: { type: 'plain_text', text, emoji: false } });
  return [
    { type: 'context', elements: [{ type: 'plain_text', text: `Page ${page + 1} of ${count}`, emoji: false }] },
    { type: 'actions', elements: [...(page > 0 ? [button(page - 1, 'Those before')] : []), ...(page + 1 < count ? [button(page + 1, 'Those behind')] : [])] },
  ];
}

function entry(conference: Conference, person: Participant, viewerId: string, now: number): string {
  const time = timeInRoom(conference, person, conference.end?.at ?? now);
  return [
    stateLine(conference, person),
    ...underWay(person),
    ...(time > 0 ? [`In the room for ${duration(time)}.`] : []),
    ...(person.held === null ? [] : [heldLine(conference, person, person.held)]),
    ...(viewerId === conference.hostUserId && person.numberSource !== null ? [`${SOURCE[person.numberSource]}${person.secondNumber === null ? '' : SECOND}`] : []),
  ].join('\n');
}

/** What is being done about somebody at this moment. */
function underWay(person: Participant): string[] {
  const call = person.state === 'joined' ? latestCall(person) : undefined;
  if (call === undefined) return [];
  if (call.removedAt !== null) return ['Taken out: they are hung up on within moments.'];
  const is = (mark: MarkKind): boolean => call.wishes[mark]?.outcome === 'asked' && isWanted(call, mark) !== holds(call[mark], call);
  return [
    ...(is('muted') ? [isWanted(call, 'muted') ? 'Being muted.' : 'Being unmuted.'] : []),
    ...(is('onHold') ? [isWanted(call, 'onHold') ? 'Being put on hold.' : 'Being taken off hold.'] : []),
  ];
}

function heldLine({ hostUserId, end }: Conference, person: Participant, held: HeldPerson): string {
  const { decided } = held;
  if (decided === null) return `${heldThen(held)}${end === null ? '' : ', and nobody said whether to ring them'}.`;
  const { by, decision } = decided;
  if (by === null) return 'Held back at first, and nobody said in time whether to ring them.';
  if (isOwnWish(person, decided)) return 'Held back at first, and rung by their own wish.';
  const who = by === hostUserId ? 'the host' : 'somebody else';
  return decision === 'ring' ? `Held back at first, and rung because ${who} said so.` : `Held back at first, and left out by ${who}.`;
}

const SOURCE: Readonly<Record<NumberSource, string>> = {
  proved: 'The number is one they proved to be theirs.',
  book: 'The number is from the phone book.',
  profile: 'The number is from their Slack profile, not proved.',
  typed: 'The number is one somebody typed.',
};

const SECOND = ' A second one, from the phone book, is rung when that comes to nothing.';

function said(text: string): SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function modal(blocks: KnownBlock[], place?: DetailsPlace): ModalView {
  const metadata = place === undefined ? {} : { private_metadata: `${place.conferenceId} ${place.page}` };
  return { type: 'modal', callback_id: DETAILS, ...metadata, title: { type: 'plain_text', text: 'Details', emoji: false }, close: { type: 'plain_text', text: 'Close', emoji: false }, blocks };
}
