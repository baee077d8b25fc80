import type { KnownBlock, ModalView } from '@slack/types';
import type { Contact, ContactGroup } from '../../conference/ports.ts';
import { listNames, MAX_NAME_LENGTH } from '../../domain/people-names.ts';
import { BOOK_CONTACTS_ACTION, contactOption } from '../book-option.ts';
import { whoMayChange } from '../messages/book-words.ts';
import { cut, escapeText, plain } from '../messages/text.ts';
import type { Look } from './look.ts';
import { writeLook } from './look.ts';
import type { ListPage, Rights } from './list-view.ts';
import { button, context, editOrRemove, input, pages, sayingView, section, shown } from './parts.ts';
import { DO, FIELD, PER_PAGE, VIEW } from './words.ts';

/** A page of the saved groups; one more than a page when there is a next. */
export interface GroupsPage extends Pick<ListPage, 'look' | 'rights' | 'admins' | 'notice'> {
  readonly groups: readonly ContactGroup[];
  readonly offset: number;
}

/** Whose members a form can show: menus of a hundred and more are nothing anybody reads, and Slack may not take them. */
export const MOST_SHOWN = 100;
const LONGEST_NAME = 120;
export const GROUPS_TITLE = 'Groups';

/** Saved groups, and how they are rung. */
export function groupsView({ look, groups, offset, rights, admins, notice }: GroupsPage): ModalView {
  const shown = groups.slice(0, PER_PAGE);
  return {
    type: 'modal', callback_id: VIEW.groups, title: plain(GROUPS_TITLE), close: plain('Back'), private_metadata: writeLook(look),
    blocks: [
      ...(rights === 'change' ? [{ type: 'actions' as const, elements: [button('New group', DO.addGroup)] }] : []),
      ...(notice === undefined ? [] : [section(notice)]),
      ...(rights === 'look' ? [context(whoMayChange(admins))] : []),
      ...(shown.length === 0 ? [section('There is no group yet. A group is rung by its name: `/conference group:Leads`.')] : shown.map((group) => groupRow(group, rights))),
      ...pages({ offset, perPage: PER_PAGE, total: offset + groups.length }, { previous: DO.previousGroups, next: DO.nextGroups }).filter(({ type }) => type === 'actions'),
    ],
  };
}

function groupRow({ id, name, size }: ContactGroup, rights: Rights): KnownBlock {
  const text = `*${shown(name)}*\n${size === 1 ? '1 person' : `${size} people`}, rung by \`/conference ${typedAs(name)}\``;
  return section(text, rights === 'change' ? editOrRemove(DO.withGroup, id) : undefined);
}

/** As `findSavedGroups` reads it. */
function typedAs(name: string): string {
  const plainWord = /^[\p{L}\p{N}_-]+$/u.test(name);
  return `group:${plainWord ? name : `"${escapeText(cut(name, LONGEST_NAME)).replaceAll('`', "'")}"`}`;
}

export interface GroupForm {
  readonly id?: string | undefined;
  readonly look: Look;
  readonly name: string;
  readonly members: readonly Contact[];
  readonly notice?: string;
}

/** Creates a group, renames it, and chooses who is in it. */
export function groupView({ id, look, name, members, notice }: GroupForm): ModalView {
  const isLarge = members.length > MOST_SHOWN;
  const outside = isLarge ? [] : members.filter(({ slackUserId }) => slackUserId === null);
  const users = isLarge ? [] : members.flatMap(({ slackUserId }) => slackUserId ?? []);
  return {
    type: 'modal', callback_id: VIEW.group, title: plain(id === undefined ? 'New group' : 'Edit a group'), submit: plain('Save'), close: plain('Cancel'), private_metadata: writeLook(look, id),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      input('Name', { type: 'plain_text_input', action_id: FIELD.groupName, max_length: MAX_NAME_LENGTH, placeholder: plain('Leads'), ...(name === '' ? {} : { initial_value: name }) }, { hint: plain('It is rung by it: /conference group:Leads. A name with spaces stands in quotes there.') }),
      ...(isLarge ? [section(`${members.length} people are in it, more than can be shown here. Those you choose are *added*. To take somebody out, edit the person.`)] : []),
      input('Slack users', { type: 'multi_users_select', action_id: FIELD.slackUsers, placeholder: plain('Choose people'), ...(users.length === 0 ? {} : { initial_users: users }) }, { optional: true, hint: plain('They are added to the phone book if they are not in it.') }),
      input('Contacts', {
        type: 'multi_external_select', action_id: BOOK_CONTACTS_ACTION, min_query_length: 0, placeholder: plain('Type a name'),
        ...(outside.length === 0 ? {} : { initial_options: outside.map(contactOption) }),
      }, { optional: true }),
    ],
  };
}

/** Asks whether to remove a group. */
export function removeGroupView({ id, name, size }: ContactGroup, members: readonly Contact[], look: Look): ModalView {
  const who = size === 0 ? 'Nobody is in it.' : `${listNames(members.map((member) => shown(member.name)), { max: 3 })} ${size === 1 ? 'stays' : 'stay'} in the phone book.`;
  return { ...sayingView('Remove a group', `Remove the group *${shown(name)}*? ${who}`, VIEW.removeGroup), submit: plain('Remove'), close: plain('Keep'), private_metadata: writeLook(look, id) };
}
