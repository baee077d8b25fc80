import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import { extendButton } from './extend-button.ts';
import { detailsButton } from './details.ts';
import { cut, plain } from './text.ts';

export const ADD_PEOPLE = 'add-people';
export const END_FOR_ALL = 'end-for-all';
export const ROOM_MENU = 'room-menu';

/** What can be chosen under "More", for all who are in it. */
export type RoomChoice = 'mute-all' | 'announce' | 'ring-missing';
const CHOICES: readonly (readonly [choice: RoomChoice, words: string])[] = [['mute-all', 'Mute all'], ['announce', 'Announce'], ['ring-missing', 'Ring the missing']];

/** What is called otherwise for those who hear it (docs reference/block-kit/block-elements/button-element: accessibility_label). */
const LABEL_LIMIT = 75;

/**
 * Everything that can be done on the card; once it is over the details alone. It is one message for all, so everybody sees everything, and whoever
 * may not reads why. To end it is a button of its own: a menu asks before each of its choices or before none (docs reference/block-kit, confirm).
 */
export function cardActions(conference: Conference): ActionsBlock {
  const details = detailsButton(conference);
  if (conference.state === 'ended') return { type: 'actions', elements: [details] };
  const { id } = conference;
  const name = conference.name ?? 'the conference';
  return {
    type: 'actions',
    elements: [
      ...extendButton(conference),
      { ...button('join', 'Join', id, `Join ${name}: your phone rings`), style: 'primary' }, button(ADD_PEOPLE, 'Add people', id, `Add people to ${name}`), details, endButton(id, name), roomMenu(id),
    ],
  };
}

/** What was chosen of which conference; undefined for what no menu of ours holds. */
export function readRoomChoice(value: string | undefined): { readonly choice: RoomChoice; readonly conferenceId: string } | undefined {
  const [choice = '', conferenceId] = (value ?? '').split(':');
  const known = CHOICES.find(([one]) => one === choice);
  return known === undefined || conferenceId === undefined ? undefined : { choice: known[0], conferenceId };
}

function endButton(id: string, name: string): Button {
  return {
    ...button(END_FOR_ALL, 'End for all', id, `End for all: ${name}`), style: 'danger',
    confirm: {
      title: plain('End for everyone?'), text: plain('Whoever is on the phone is hung up on, and nobody is rung any more.'), confirm: plain('End it'), deny: plain('Go on'), style: 'danger',
    },
  };
}

function roomMenu(id: string): Overflow {
  return { type: 'overflow', action_id: ROOM_MENU, options: CHOICES.map(([choice, words]) => ({ text: plain(words), value: `${choice}:${id}` })) };
}

function button(actionId: string, text: string, value: string, label: string): Button {
  return { type: 'button', action_id: actionId, value, text: plain(text), accessibility_label: cut(label, LABEL_LIMIT) };
}
