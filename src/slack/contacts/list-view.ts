import type { KnownBlock, ModalView } from '@slack/types';
import type { Contact, ContactGroup } from '../../conference/ports.ts';
import type { ContactsAdmins } from '../../domain/contacts-admins.ts';
import { listNames } from '../../domain/people-names.ts';
import { writtenNumber } from '../../domain/phone-number/written.ts';
import { NOT_KNOWN_WHO_MAY, whoMayChange } from '../messages/book-words.ts';
import type { Look } from './look.ts';
import { writeLook } from './look.ts';
import { button, context, editOrRemove, input, pages, section, shown } from './parts.ts';
import { DO, PER_PAGE, VIEW } from './words.ts';
import { plain } from '../messages/text.ts';

/** What somebody may do with the phone book; `unknown` when Slack does not say who they are. */
export type Rights = 'change' | 'look' | 'unknown';

/** A page of the phone book. */
export interface ListPage {
  readonly look: Look;
  readonly total: number;
  readonly contacts: readonly Contact[];
  readonly groups: ReadonlyMap<string, readonly ContactGroup[]>;
  readonly rights: Rights;
  readonly admins: ContactsAdmins;
  /** What just happened, in Slack's markup. */
  readonly notice?: string | undefined;
}

const LONGEST_NOTE = 150;
const LONGEST_GROUP = 40;
const MOST_GROUPS = 5;

/** While the page is being found. */
export function loadingList(): ModalView {
  return { ...shell({ query: '', offset: 0 }), blocks: [searchInput(), section('Opening the phone book …')] };
}

/** In its place when it cannot be found. */
export function listThatSays(look: Look, text: string): ModalView {
  return { ...shell(look), blocks: [searchInput(), section(text)] };
}

/** The phone book: searched, a page at a time; with numbers only for those who may change it. */
export function listView({ look, total, contacts, groups, rights, admins, notice }: ListPage): ModalView {
  const row = (contact: Contact): KnownBlock => section(contactText(contact, groups.get(contact.id) ?? [], rights), rights === 'change' ? editOrRemove(DO.withContact, contact.id) : undefined);
  return {
    ...shell(look),
    blocks: [
      searchInput(),
      { type: 'actions', elements: rights === 'change' ? [button('Add a contact', DO.add), button('Groups', DO.groups), button('Import', DO.import), button('Export', DO.export)] : [button('Groups', DO.groups)] },
      ...(notice === undefined ? [] : [section(notice)]),
      ...(rights === 'change' ? [] : [context(rights === 'look' ? whoMayChange(admins) : NOT_KNOWN_WHO_MAY)]),
      ...(contacts.length === 0 ? [section(nobody(look.query, rights))] : contacts.map(row)),
      ...pages({ offset: look.offset, perPage: PER_PAGE, total }, { previous: DO.previous, next: DO.next }),
    ],
  };
}

function shell(look: Look): Omit<ModalView, 'blocks'> {
  return { type: 'modal', callback_id: VIEW.list, title: plain('Phone book'), submit: plain('Search'), close: plain('Close'), private_metadata: writeLook(look) };
}

function searchInput(): KnownBlock {
  return input('Search', {
    type: 'plain_text_input', action_id: DO.search, max_length: 80, placeholder: plain('A name, or part of it'),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
  }, { optional: true, dispatch_action: true });
}

function contactText({ name, slackUserId, number, secondNumber, note }: Pick<Contact, 'name' | 'slackUserId'> & Partial<Contact>, groups: readonly ContactGroup[], rights: Rights): string {
  const who = `*${shown(name) || 'Somebody without a name'}*${slackUserId === null ? '' : `  <@${slackUserId}>`}`;
  const inGroups = groups.length === 0 ? [] : [`In ${listNames(groups.map((group) => shown(group.name, LONGEST_GROUP)), { max: MOST_GROUPS })}`];
  if (rights !== 'change') return [who, ...inGroups].join('\n');
  const numbers = [number, secondNumber].flatMap((one) => (one === null || one === undefined ? [] : [writtenNumber(one)]));
  return [who, numbers.length === 0 ? 'No number here' : numbers.join(', then '), ...(note ? [shown(note, LONGEST_NOTE)] : []), ...inGroups].join('\n');
}

function nobody(query: string, rights: Rights): string {
  if (query.trim() !== '') return `Nobody in the phone book is called “${shown(query)}”.`;
  return rights === 'change' ? 'Nobody is in the phone book yet. Add people one by one, or import a file.' : 'Nobody is in the phone book yet.';
}
