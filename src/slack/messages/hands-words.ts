import type { AddMorePeopleResult } from '../../conference/add-more-people.ts';
import type { AddedPerson, AddPeopleResult } from '../../conference/add-people.ts';
import type { NotDone, WhyNotDone } from '../../conference/ports.ts';
import type { Refusal } from '../../conference/reach-into.ts';
import type { RingAgainResult } from '../../conference/ring-again.ts';
import type { MarkKind } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import type { Controls } from '../../domain/may-control.ts';
import { listNames } from '../../domain/people-names.ts';
import { stateWords } from './person-state.ts';
import { cut, escapeText, userMention } from './text.ts';

/** What whoever reaches into a conference reads when it comes to nothing; markup, with everything people named themselves escaped. */
export const UNKNOWN = 'That conference is not there any more.';
export const ENDED = 'That conference has ended, so there is nothing to be done in it any more.';
export const FOREIGN = 'Only people of the workspace this app is installed in can do that.';
export const AWAY = 'I cannot reach my database just now, so nothing was done. Press again in a moment.';
export const SLACK_AWAY = 'Slack does not tell me just now who they are, so nobody was rung. Press again in a minute.';
export const NOBODY_IN = 'Nobody is in the room.';
/** Of those whom Mute all is about: whoever presses it may be there, and is not meant. */
export const NOBODY_ELSE_IN = 'Nobody else is in the room.';
export const NOT_OPENED = 'Slack did not open the form in time. Please press again.';

const TEXT_LIMIT = 2_900;
/** Names of people about whom there is something to say, before they are only counted. */
const MOST_NAMES = 20;

/** Why nothing was done. */
export function refusalWords(refusal: Refusal, controls: Controls): string {
  switch (refusal.kind) {
    case 'unknown': return UNKNOWN;
    case 'ended': return ENDED;
    case 'not-allowed': return whoMay(controls, refusal.hostUserId);
  }
}

/** Who may, for somebody who may not. */
function whoMay(controls: Controls, hostUserId: string): string {
  const host = userMention(hostUserId);
  const who = controls === 'participants' ? `those who are in it, ${host}, who started it,` : `${host}, who started it,`;
  return `Only ${who} and admins of this workspace can do that. Whoever is in it can mute themselves and hang up under Details.`;
}

/** What whoever has people rung again reads; null when their phones ring, for the card shows it. */
export function ringWords(result: RingAgainResult, controls: Controls): string | null {
  switch (result.kind) {
    case 'nobody-missing': return 'Nobody is missing: everybody who was rung is in the room, was in it, was taken out, or is being rung.';
    default: return addedWords(result, controls);
  }
}

/** What whoever adds people reads; null when all their phones ring. */
export function addedWords(result: Exclude<RingAgainResult, { kind: 'nobody-missing' }> | AddMorePeopleResult, controls: Controls): string | null {
  switch (result.kind) {
    case 'unknown': case 'ended': case 'not-allowed': return refusalWords(result, controls);
    case 'not-yet': return 'Its own people are still being looked up. Press again in a moment.';
    case 'full': return `It is full: a conference takes at most ${result.limit} people who are on the phone or being rung, and nobody was added.`;
    case 'too-many': return `That would be ${result.count} people, and a conference takes at most ${result.limit}. Nobody was added.`;
    case 'slack-is-away': return SLACK_AWAY;
    case 'done': return becameWords(result);
  }
}

function becameWords({ people }: Extract<AddPeopleResult, { kind: 'done' }>): string | null {
  const lines = people.flatMap(notRungWords);
  const shown = lines.slice(0, MOST_NAMES);
  return lines.length === 0 ? null : cut([...shown, ...(lines.length > shown.length ? [`… and ${lines.length - shown.length} more`] : [])].join('\n'), TEXT_LIMIT);
}

function notRungWords({ name, became }: AddedPerson): string[] {
  const who = escapeText(name);
  switch (became.kind) {
    case 'rung': return [];
    case 'held': return [`${who} is not rung before the host says so: it is night for them, or Do Not Disturb is on.`];
    case 'there-already': return [`${who} is in it already: ${stateWords(became.state)}.`];
    case 'same-phone': return [`${who} is not rung: the phone is in it already, or being rung, for ${escapeText(became.as)}.`];
    case 'not-called': return [`${who} is not rung. ${escapeText(became.sentence)}`];
  }
}

/** Those whose phones ring, for the form that was submitted. */
export function rungWords({ people }: Extract<AddPeopleResult, { kind: 'done' }>): string {
  const rung = people.filter(({ became }) => became.kind === 'rung').map(({ name }) => name);
  return rung.length === 0 ? 'Nobody is rung.' : `Ringing ${escapeText(listNames(rung, { max: MOST_NAMES }))}.`;
}

const TO_DO: Readonly<Record<MarkKind, Readonly<Record<'on' | 'off', readonly [before: string, after: string]>>>> = {
  muted: { on: ['mute', ''], off: ['unmute', ''] }, onHold: { on: ['put', ' on hold'], off: ['take', ' off hold'] },
};

const WHY: Readonly<Record<WhyNotDone, readonly [why: string, again: string]>> = {
  'no-answer': ['Twilio did not answer.', ''],
  'too-early': ['Twilio lets nobody be muted, put on hold or hear an announcement with only one person in the room.', ' when a second one is in'],
};

/** What came to nothing at Twilio, why, and what to do. */
export function notDoneWords({ name }: Pick<Conference, 'name'>, wish: NotDone): string {
  const room = `“${escapeText(name ?? 'the conference')}”`;
  const [why, again] = WHY[wish.why];
  if (wish.kind === 'announcement') return `I could not say in the room of ${room} what you announced: ${why} Please announce it again${again}.`;
  const [before, after] = TO_DO[wish.mark][wish.on ? 'on' : 'off'];
  return `I could not ${before} ${wish.person === null ? 'everyone' : escapeText(wish.person.name)}${after} in ${room}: ${why} Please choose it again${again}.`;
}

/** They left a moment before. */
export function hadJustLeft(name: string): string {
  return `${escapeText(name)} had just left.`;
}
