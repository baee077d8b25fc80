import type { ViewStateValue } from '@slack/bolt';
import type { NumberToRing } from '../../conference/number-to-ring.ts';
import { MAX_GROUPS, MAX_NOTE_LENGTH } from '../../domain/contact-csv/read-contact.ts';
import { searchKey } from '../../domain/contact-search.ts';
import type { DialedNumber } from '../../domain/participant.ts';
import { MAX_NAME_LENGTH, plainName } from '../../domain/people-names.ts';
import { countCharacters, printable } from '../../domain/plain-text.ts';
import { BOOK_CONTACTS_ACTION, BOOK_GROUPS_ACTION, readBookOption } from '../book-option.ts';
import { FIELD } from './words.ts';

/** `view.state.values`: block_id -> action_id -> what is filled in. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;
/** What has to be put right, by block_id. */
export type Mistakes = Readonly<Record<string, string>>;

export interface ReadContactForm {
  /** "" when the Slack user's own is to be taken. */
  readonly name: string;
  readonly slackUserId: string | null;
  readonly number: DialedNumber | null;
  readonly secondNumber: DialedNumber | null;
  readonly note: string;
  readonly groupIds: readonly string[];
  readonly mistakes: Mistakes;
}

/** Reads the form of a contact. Never throws, whatever is in it. */
export function readContactForm(values: FormValues, toRing: (raw: string) => NumberToRing): ReadContactForm {
  const mistakes: Record<string, string> = {};
  const slackUserId = field(values, FIELD.slackUser)?.selected_user ?? null;
  const name = nameOf(values, FIELD.name, mistakes);
  const typed = (actionId: string): DialedNumber | null => {
    const raw = printable(field(values, actionId)?.value ?? '').trim();
    if (raw === '') return null;
    const read = toRing(raw);
    if (!read.ok) mistakes[actionId] = read.sentence;
    return read.ok ? read.number : null;
  };
  const number = typed(FIELD.number);
  const secondNumber = typed(FIELD.secondNumber);
  const note = (field(values, FIELD.note)?.value ?? '').split(/\r\n|[\r\n]/u).map((line) => printable(line).trim()).join('\n').trim();
  if (name === '' && slackUserId === null) mistakes[FIELD.name] ??= 'There is no name. Type one, or choose a Slack user.';
  if (number === null && slackUserId === null) mistakes[FIELD.number] ??= 'There is no number. Only Slack users can be without one.';
  if (number === null && secondNumber !== null) mistakes[FIELD.number] ??= 'There is only a second number. Put it here.';
  if (number !== null && number.e164 === secondNumber?.e164 && number.extension === secondNumber.extension) mistakes[FIELD.secondNumber] ??= 'Both numbers are the same. Leave one of them out.';
  if (countCharacters(note) > MAX_NOTE_LENGTH) mistakes[FIELD.note] = `A note has at most ${MAX_NOTE_LENGTH} characters. Shorten it.`;
  return { name, slackUserId, number, secondNumber, note, groupIds: chosen(values, BOOK_GROUPS_ACTION).slice(0, MAX_GROUPS), mistakes };
}

export interface ReadGroupForm {
  readonly name: string;
  readonly contactIds: readonly string[];
  readonly slackUserIds: readonly string[];
  readonly mistakes: Mistakes;
}

/** Reads the form of a group. Never throws, whatever is in it. */
export function readGroupForm(values: FormValues): ReadGroupForm {
  const mistakes: Record<string, string> = {};
  const name = nameOf(values, FIELD.groupName, mistakes);
  if (searchKey(name) === '') mistakes[FIELD.groupName] ??= 'The name needs a letter or a digit, or nobody can find the group by it.';
  else if (/^[+\d\s().\-/]+$/u.test(name) && name.replace(/\D/gu, '').length >= 7) mistakes[FIELD.groupName] ??= 'That is a phone number. Give the group a name that can be said aloud.';
  return { name, contactIds: chosen(values, BOOK_CONTACTS_ACTION), slackUserIds: field(values, FIELD.slackUsers)?.selected_users ?? [], mistakes };
}

/** An input by its action_id, in whatever block it stands. */
export function field(values: FormValues, actionId: string): ViewStateValue | undefined {
  return Object.values(values).find((actions) => actions[actionId] !== undefined)?.[actionId];
}

function nameOf(values: FormValues, actionId: string, mistakes: Record<string, string>): string {
  const name = printable(field(values, actionId)?.value ?? '').trim();
  if (countCharacters(name) > MAX_NAME_LENGTH) mistakes[actionId] = `A name has at most ${MAX_NAME_LENGTH} characters. Shorten it.`;
  return plainName(name);
}

/** The ids of what is chosen in a menu of the phone book. */
function chosen(values: FormValues, actionId: string): string[] {
  return (field(values, actionId)?.selected_options ?? []).flatMap(({ value }) => readBookOption(value)?.id ?? []);
}
