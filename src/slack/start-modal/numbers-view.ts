import type { KnownBlock, ModalView } from '@slack/types';
import type { FoundPerson } from '../../conference/find-people.ts';
import type { NumberToRing } from '../../conference/number-to-ring.ts';
import type { DialedNumber } from '../../domain/participant.ts';
import { cut, plain } from '../messages/text.ts';
import { FIELD, NUMBERS_VIEW, OPTION } from './fields.ts';
import type { FormValues } from './read-form.ts';
import { field } from './read-form.ts';
import { box, input } from './view.ts';

/** A modal has at most 100 blocks (docs surfaces/modals); three are for what is said and asked besides. */
const MOST_INPUTS = 95;
const LABEL_LIMIT = 200;

/** Whose number is asked for, and what may be done with it. */
export interface Asked {
  readonly people: readonly Pick<FoundPerson, 'key' | 'fullName' | 'isHost' | 'notCalled'>[];
  /** Whether whoever types them may change the phone book. */
  readonly mayRemember: boolean;
}

/** Asks for the numbers nobody knows, an input each. Any of them may stay empty. */
export function numbersView({ people, mayRemember }: Asked): ModalView {
  const asked = people.slice(0, MOST_INPUTS);
  const more = people.length - asked.length;
  return {
    type: 'modal', callback_id: NUMBERS_VIEW, title: plain('Whose number is it?'), submit: plain('Create & Start'), close: plain('Back'),
    blocks: [
      section('I know no phone number of these people. Type it here for this conference, or leave it empty: whoever has none is not rung, and the others are.'),
      ...asked.map(numberInput),
      ...(more === 0 ? [] : [section(`And ${more} more of whom no number is known. They are not rung.`)]),
      ...(mayRemember ? [remember()] : []),
    ],
  };
}

function numberInput({ key, fullName, isHost, notCalled }: Asked['people'][number]): KnownBlock {
  return {
    ...input(isHost ? 'You' : cut(fullName === '' ? 'Somebody' : fullName, LABEL_LIMIT), { type: 'plain_text_input', action_id: FIELD.number, placeholder: plain('+1 415 555 0100') }, true),
    block_id: blockOf(key),
    ...(notCalled?.code === 'profile-number-unreadable' ? { hint: plain('What their Slack profile says cannot be read as a phone number.') } : {}),
  };
}

function remember(): KnownBlock {
  const keep = box(OPTION.remember, 'Remember these numbers', 'In the phone book of this workspace. Whoever may change it sees them.');
  return input('Next time', { type: 'checkboxes', action_id: FIELD.remember, options: [keep] }, true);
}

/** What was typed: numbers by the key of the person they are for, and what has to be put right, by block_id. */
export interface TypedNumbers {
  readonly numbers: Readonly<Record<string, DialedNumber>>;
  readonly mistakes: Readonly<Record<string, string>>;
  readonly remember: boolean;
}

/** Reads that view. Never throws, whatever is in it. */
export function readTypedNumbers(values: FormValues, toRing: (raw: string) => NumberToRing): TypedNumbers {
  const numbers: Record<string, DialedNumber> = {};
  const mistakes: Record<string, string> = {};
  for (const [blockId, actions] of Object.entries(values)) {
    const typed = actions[FIELD.number]?.value?.trim() ?? '';
    if (typed === '') continue;
    const read = toRing(typed);
    if (read.ok) numbers[keyOf(blockId)] = read.number;
    else mistakes[blockId] = read.sentence;
  }
  const ticked = field(values, FIELD.remember)?.value.selected_options ?? [];
  return { numbers, mistakes, remember: ticked.some(({ value }) => value === OPTION.remember) };
}

/** The first input of the view: where to say what concerns all of them. */
export function firstNumberBlock(values: FormValues): string | undefined {
  return Object.keys(values).find((blockId) => values[blockId]?.[FIELD.number] !== undefined);
}

function blockOf(key: string): string {
  return `${FIELD.number} ${key}`;
}

function keyOf(blockId: string): string {
  return blockId.slice(FIELD.number.length + 1);
}

function section(text: string): KnownBlock {
  return { type: 'section', text: plain(text) };
}
