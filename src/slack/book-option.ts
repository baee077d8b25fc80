import type { PlainTextOption } from '@slack/types';
import type { Contact, ContactGroup } from '../conference/ports.ts';
import { plainName } from '../domain/people-names.ts';
import { cut } from './messages/text.ts';

/** The menu that offers contacts and saved groups: every view that has it calls it so, and one listener fills it. */
export const BOOK_ACTION = 'book';
/** The same with contacts alone, for whom to put into a group. */
export const BOOK_CONTACTS_ACTION = 'book-contacts';
/** The same with groups alone, for which of them somebody is in. */
export const BOOK_GROUPS_ACTION = 'book-groups';

/** Slack's limit of an option's text (docs reference/block-kit/composition-objects/option-object). */
const TEXT_LIMIT = 75;

/** A contact or a saved group of the phone book, as chosen in a menu. */
export interface BookChoice {
  readonly kind: 'contact' | 'group';
  readonly id: string;
}

/** What an option of the menu stands for: `c:<contact id>` or `g:<group id>`; undefined for anything else. Whether there is such a one, the phone book knows. */
export function readBookOption(value: string): BookChoice | undefined {
  const [, kind, id] = /^([cg]):(.{1,73})$/u.exec(value) ?? [];
  return id === undefined ? undefined : { kind: kind === 'c' ? 'contact' : 'group', id };
}

/** A contact as an option. Its number is nobody's business here. */
export function contactOption({ id, name }: Pick<Contact, 'id' | 'name'>): PlainTextOption {
  return { text: plainOption(plainName(name) || 'Somebody without a name'), value: `c:${id}` };
}

/** "Leads (3 people)". */
export function groupOption({ id, name, size }: ContactGroup): PlainTextOption {
  const people = ` (${size === 1 ? '1 person' : `${size} people`})`;
  return { text: plainOption(`${cut(plainName(name), TEXT_LIMIT - people.length)}${people}`), value: `g:${id}` };
}

/** `emoji: false`: a name that reads ":fire:" is a name. */
function plainOption(text: string): PlainTextOption['text'] {
  return { type: 'plain_text', text: cut(text, TEXT_LIMIT), emoji: false };
}
