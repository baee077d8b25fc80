import type { Overflow } from '@slack/types';
import { isWanted } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import type { Controls, PersonControl, Presser } from '../../domain/may-control.ts';
import { controlsFor, mayControlPerson } from '../../domain/may-control.ts';
import type { Participant } from '../../domain/participant.ts';
import { latestCall } from '../../domain/participant.ts';

export const PERSON_MENU = 'person-menu';

/** Who looks, and what the workspace lets people do. */
export interface Viewer extends Presser {
  readonly controls: Controls;
}

const WORDS: Readonly<Record<PersonControl, string>> = { mute: 'Mute', unmute: 'Unmute', hold: 'Hold', resume: 'Resume', remove: 'Remove', 'ring-again': 'Ring again' };
const TO_THEMSELVES: Readonly<Partial<Record<PersonControl, string>>> = { mute: 'Mute me', unmute: 'Unmute me', remove: 'Hang up', 'ring-again': 'Ring me again' };
const ALL: readonly string[] = Object.keys(WORDS);

/** What whoever looks may do to somebody as they are now; undefined for nothing, for Slack takes no empty menu. */
export function personMenu(conference: Conference, person: Participant, viewer: Viewer): Overflow | undefined {
  const call = latestCall(person);
  const marks = { muted: call !== undefined && isWanted(call, 'muted'), onHold: call !== undefined && isWanted(call, 'onHold') };
  const offered = controlsFor(conference, person, marks)
    // Whoever is being taken out already is gone in a moment.
    .filter((control) => (control === 'ring-again' || call?.removedAt === null) && mayControlPerson(viewer.controls, conference, viewer, control, person));
  if (offered.length === 0) return undefined;
  return { type: 'overflow', action_id: PERSON_MENU, options: offered.map((control) => ({ text: { type: 'plain_text', text: wordsOf(control, person, viewer), emoji: false }, value: `${control}:${person.id}${person.slackUserId === viewer.userId ? `:${OWN}` : ''}` })) };
}

/** What was chosen of whom; undefined for what no menu of ours holds. */
export function readPersonChoice(value: string | undefined): PersonChoice | undefined {
  const [control = '', participantId, whose] = (value ?? '').split(':');
  return participantId === undefined || !isControl(control) ? undefined : { control, participantId, isOwn: whose === OWN };
}

export interface PersonChoice {
  readonly control: PersonControl;
  readonly participantId: string;
  /** Whether it was offered to them about themselves; whether they may is looked at anew. */
  readonly isOwn: boolean;
}

const OWN = 'own';

function isControl(word: string): word is PersonControl {
  return ALL.includes(word);
}

function wordsOf(control: PersonControl, { slackUserId, calls }: Participant, { userId }: Viewer): string {
  if (control === 'ring-again' && calls.every(({ placing }) => placing === 'held' || placing === 'abandoned')) return 'Ring now';
  return (slackUserId === userId ? TO_THEMSELVES[control] : undefined) ?? WORDS[control];
}
