import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { NumberSource } from '../../domain/number-source.ts';
import type { Participant } from '../../domain/participant.ts';
import { timeInRoom } from '../../domain/participant-state.ts';
import { describeHeld } from '../../domain/quiet-hours.ts';
import { isCrowd } from './crowd.ts';
import { STATE_ORDER, stateLine } from './person-state.ts';
import { cut, duration, escapeText, hostMention } from './text.ts';

export const DETAILS = 'details';

/** Slack's limits: a section 3,000 characters, a modal 100 blocks and 250 KB (docs reference/views/modal-views). */
const SECTION_LIMIT = 2_900;
const MOST_SECTIONS = 95;
const MOST_BYTES = 200_000;

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

/**
 * Everybody with what they live through and why, and for how long they were in. The host alone reads where each number comes from: anybody may
 * have typed anything into their profile. Never a number.
 * @param viewerId who looks, a Slack user.
 * @param now epoch milliseconds.
 */
export function details(conference: Conference, viewerId: string, now: number): ModalView {
  const people = conference.participants.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state));
  const entries = people.map((person) => cut(entry(conference, person, viewerId, now), SECTION_LIMIT));
  const texts = withinBytes(entries.length <= MOST_SECTIONS ? entries : chunks(entries));
  const left = entries.length - texts.reduce((sum, { count }) => sum + count, 0);
  return modal([
    { type: 'section', text: { type: 'mrkdwn', text: `*${escapeText(conference.name ?? 'Conference')}*, started by ${hostMention(conference)}` } },
    ...(entries.length === 0 ? [said('Its people are still being looked for.')] : texts.map(({ text }) => said(text))),
    ...(left > 0 ? [said(`… and ${left} more`)] : []),
  ]);
}

function entry(conference: Conference, person: Participant, viewerId: string, now: number): string {
  const time = timeInRoom(conference, person, conference.end?.at ?? now);
  return [
    stateLine(conference, person),
    ...(time > 0 ? [`In the room for ${duration(time)}.`] : []),
    ...(person.held === null ? [] : [heldLine(conference, person.name, person.held)]),
    ...(viewerId === conference.hostUserId && person.numberSource !== null ? [SOURCE[person.numberSource]] : []),
  ].join('\n');
}

function heldLine({ hostUserId }: Conference, name: string, held: HeldPerson): string {
  const { decided } = held;
  if (decided === null) return describeHeld(name, held);
  if (decided.by === null) return 'Held back at first, and nobody said in time whether to ring them.';
  if (decided.by !== hostUserId) return 'Held back at first, and rung by their own wish.';
  return decided.decision === 'ring' ? 'Held back at first, and rung because the host said so.' : 'Held back at first, and left out by the host.';
}

const SOURCE: Readonly<Record<NumberSource, string>> = {
  proved: 'The number is one they proved to be theirs.',
  book: 'The number is from the phone book.',
  profile: 'The number is from their Slack profile, not proved.',
  typed: 'The number is one you typed.',
};

/** As many entries in one text as fit: two hundred and fifty people are more than a view has blocks. */
function chunks(entries: readonly string[]): string[] {
  const texts: string[] = [];
  for (const text of entries) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= SECTION_LIMIT) texts[texts.length - 1] = `${last}${APART}${text}`;
    else texts.push(text);
  }
  return texts;
}

/** Unlike any line of an entry, so that what is cut can be counted. */
const APART = '\n\n';

/** Those that fit into a view, with how many people each is about: names can be longer than people have. */
function withinBytes(texts: readonly string[]): { readonly text: string; readonly count: number }[] {
  let bytes = 0;
  const fit = texts.slice(0, MOST_SECTIONS).filter((text) => (bytes += Buffer.byteLength(JSON.stringify(text))) <= MOST_BYTES);
  return fit.map((text) => ({ text, count: text.split(APART).length }));
}

function said(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function modal(blocks: KnownBlock[]): ModalView {
  return { type: 'modal', title: { type: 'plain_text', text: 'Details', emoji: false }, close: { type: 'plain_text', text: 'Close', emoji: false }, blocks };
}
