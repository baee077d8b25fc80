import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Contact, ContactGroup } from '../../conference/ports.ts';
import { MAX_GROUPS, MAX_NOTE_LENGTH } from '../../domain/contact-csv/read-contact.ts';
import { MAX_NAME_LENGTH } from '../../domain/people-names.ts';
import { writtenNumber } from '../../domain/phone-number/written.ts';
import { BOOK_GROUPS_ACTION, groupOption } from '../book-option.ts';
import type { Look } from './look.ts';
import { writeLook } from './look.ts';
import { input, sayingView, section, shown } from './parts.ts';
import { FIELD, VIEW } from './words.ts';
import { plain } from '../messages/text.ts';

/** What stands in the form. */
export interface ContactForm {
  /** Undefined for somebody new. */
  readonly id?: string | undefined;
  readonly look: Look;
  /** Numbers as written. */
  readonly name: string;
  readonly slackUserId: string | null;
  readonly number: string;
  readonly secondNumber: string;
  readonly note: string;
  /** The groups they are in, as options of the menu. */
  readonly groups: readonly PlainTextOption[];
  /** Said on top, in Slack's markup. */
  readonly notice?: string;
}

export const ADD_TITLE = 'Add a contact';
export const EDIT_TITLE = 'Edit a contact';

/** The form of a contact as the phone book has it. */
export function formOf({ id, name, slackUserId, number, secondNumber, note }: Contact, groups: readonly ContactGroup[], look: Look): ContactForm {
  return { id, look, name, slackUserId, number: number === null ? '' : writtenNumber(number), secondNumber: secondNumber === null ? '' : writtenNumber(secondNumber), note, groups: groups.map(groupOption) };
}

export function emptyForm(look: Look): ContactForm {
  return { look, name: '', slackUserId: null, number: '', secondNumber: '', note: '', groups: [] };
}

/** Adds or edits somebody; only for those who may change the phone book, for it shows numbers. */
export function contactView({ id, look, name, slackUserId, number, secondNumber, note, groups, notice }: ContactForm): ModalView {
  return {
    type: 'modal', callback_id: VIEW.contact, title: plain(id === undefined ? ADD_TITLE : EDIT_TITLE), submit: plain('Save'), close: plain('Cancel'), private_metadata: writeLook(look, id),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      input('Name', { type: 'plain_text_input', action_id: FIELD.name, max_length: MAX_NAME_LENGTH, ...initial(name) }, { optional: true, hint: plain('Leave it empty to take the name of the Slack user.') }),
      input('Slack user', { type: 'users_select', action_id: FIELD.slackUser, placeholder: plain('Nobody'), ...(slackUserId === null ? {} : { initial_user: slackUserId }) }, { optional: true, hint: plain('Leave it empty for somebody outside of Slack.') }),
      numberInput('Number', FIELD.number, number, plain('With + and the country code. Only a Slack user can be without one.')),
      numberInput('Second number', FIELD.secondNumber, secondNumber, plain('Another number of theirs.')),
      input('Note', { type: 'plain_text_input', action_id: FIELD.note, multiline: true, max_length: MAX_NOTE_LENGTH, ...initial(note) }, { optional: true }),
      input('Groups', {
        type: 'multi_external_select', action_id: BOOK_GROUPS_ACTION, min_query_length: 0, max_selected_items: MAX_GROUPS, placeholder: plain('Type the name of a group'),
        ...(groups.length === 0 ? {} : { initial_options: groups.slice(0, MAX_GROUPS) }),
      }, { optional: true }),
    ],
  };
}

/** Asks whether to remove somebody, and says what that does. */
export function removeContactView({ id, name }: Pick<Contact, 'id' | 'name'>, groups: readonly ContactGroup[], look: Look): ModalView {
  const consequence = groups.length === 0 ? '' : ` They are taken out of ${groups.length === 1 ? 'the group' : `${groups.length} groups, among them`} *${shown(groups[0]?.name ?? '')}*.`;
  return {
    ...sayingView('Remove a contact', `Remove *${shown(name)}* from the phone book?${consequence} Conferences they were in stay as they are.`, VIEW.removeContact),
    submit: plain('Remove'), close: plain('Keep'), private_metadata: writeLook(look, id),
  };
}

function numberInput(label: string, actionId: string, value: string, hint: ReturnType<typeof plain>): KnownBlock {
  return input(label, { type: 'plain_text_input', action_id: actionId, max_length: 250, placeholder: plain('+1 415 555 0100'), ...initial(value) }, { optional: true, hint });
}

function initial(value: string): { readonly initial_value?: string } {
  return value === '' ? {} : { initial_value: value };
}
