import type { Button, KnownBlock } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import { isHeld, isOwnWish, waitsForTheHost } from '../../domain/held.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { Participant } from '../../domain/participant.ts';
import { describeHeld } from '../../domain/quiet-hours.ts';
import type { Message } from './card.ts';
import { cut, escapeText } from './text.ts';

export const RING_HELD = 'ring-held';
export const LEAVE_OUT_HELD = 'leave-out-held';

/** A message has at most 50 blocks, and everybody with buttons of their own takes two. */
const WITH_BUTTONS = 15;
/** Slack's limits are 3,000 for a section and 4,000 for an edited text (docs reference/block-kit/blocks, chat.update). */
const SECTION_LIMIT = 2_900;
const TEXT_LIMIT = 3_900;

/**
 * What the host reads about people for whom it is night: "It is 03:10 for Bob.", with Ring anyway and Leave out; and in the place of the buttons
 * what was decided, once it was. A function of the conference, so that whoever presses too late reads how it stands.
 */
export function heldQuestion(conference: Conference): Message {
  const people = conference.participants.filter((participant): participant is Asked => participant.held !== null);
  const open = conference.state === 'ended' ? [] : people.filter(isHeld);
  const head = headOf(conference, open.length);
  const lines = people.map((person) => lineOf(conference, person));
  const shown = people.slice(0, WITH_BUTTONS);
  const others = lines.slice(WITH_BUTTONS);
  return {
    text: cut(escapeText([head, ...lines].join(' ')), TEXT_LIMIT),
    blocks: [
      section(head),
      ...shown.flatMap((person) => [section(lineOf(conference, person)), ...(open.includes(person) ? [buttons(conference, person.id)] : [])]),
      ...(others.length > 0 ? [section(others.join('\n'))] : []),
      ...(open.length > 1 ? [buttons(conference, null, open.length)] : []),
    ],
  };
}

type Asked = Participant & { readonly held: HeldPerson };

function headOf(conference: Conference, open: number): string {
  const name = `“${conference.name ?? 'Conference'}”`;
  if (conference.state === 'ended') return `${name} has ended.`;
  if (waitsForTheHost(conference)) return `Nobody is rung for ${name} yet, and after 10 minutes without a word from you nobody will be.`;
  if (open === 0) return `For ${name} all is decided.`;
  return conference.liveAt === null ? `The others are being rung for ${name}.` : `${name} goes on without them.`;
}

function lineOf({ state, hostUserId }: Conference, person: Asked): string {
  const { name, held: { decided } } = person;
  if (decided === null) return state === 'ended' ? `${name} was not rung.` : describeHeld(name, person.held);
  const { by, decision } = decided;
  if (by === null) return `${name} was left out, for nobody said anything.`;
  if (isOwnWish(person, decided)) return `${name} asked to be rung.`;
  const who = by === hostUserId ? 'You' : 'Somebody else';
  return decision === 'ring' ? `${who} had ${name} rung.` : `${who} left ${name} out.`;
}

function section(text: string): KnownBlock {
  // Plain text: a name with asterisks, angle brackets or a mention in it stays what it is.
  return { type: 'section', text: { type: 'plain_text', text: cut(text, SECTION_LIMIT), emoji: false } };
}

/** @param participantId null for all, of whom there are `count`. */
function buttons({ id }: Conference, participantId: string | null, count = 1): KnownBlock {
  const value = participantId === null ? id : `${id} ${participantId}`;
  const button = (action_id: string, text: string): Button => ({ type: 'button', action_id, value, text: { type: 'plain_text', text, emoji: false } });
  const [ring, leaveOut] = participantId === null ? [`Ring all ${count} anyway`, `Leave all ${count} out`] : ['Ring anyway', 'Leave out'];
  return { type: 'actions', elements: [button(RING_HELD, ring), button(LEAVE_OUT_HELD, leaveOut)] };
}

/** Reads the value of a button; undefined for one that is none of ours. */
export function readHeldButton(value: string | undefined): { readonly conferenceId: string; readonly participantId: string | null } | undefined {
  const [conferenceId = '', participantId = null, ...more] = (value ?? '').split(' ');
  return conferenceId === '' || more.length > 0 ? undefined : { conferenceId, participantId };
}

/** Somebody pressed who did not start it. */
export function onlyTheHostDecides(hostUserId: string): string {
  return `Only <@${hostUserId}>, who started the conference, can say whether people are rung at night. Nothing was changed.`;
}

export const CONFERENCE_UNKNOWN = 'I know no such conference in this workspace.';
export const DECISION_NOT_STORED = 'Nothing was changed: I cannot reach my database just now. Please press again in a moment.';
