import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { searchWords } from '../../domain/contact-search.ts';
import { groupsView } from './group-view.ts';
import { listView } from './list-view.ts';
import type { Look } from './look.ts';
import { rightsOf } from './rights.ts';
import type { Reader } from './screen.ts';
import { PER_PAGE } from './words.ts';

/** The list as it stands. @throws when database does not answer. */
export async function loadList(context: Context, reader: Reader, look: Look, notice?: string): Promise<ModalView> {
  const { phoneBook, bookChanges, rules } = context;
  const { teamId } = reader;
  const words = searchWords(look.query);
  const [rights, found] = await Promise.all([rightsOf(context, reader), phoneBook.search(teamId, words, { limit: PER_PAGE, offset: look.offset })]);
  // The last of a page may have been removed.
  const isBehind = found.contacts.length === 0 && found.total > 0;
  const offset = isBehind ? Math.floor((found.total - 1) / PER_PAGE) * PER_PAGE : look.offset;
  const { contacts, total } = isBehind ? await phoneBook.search(teamId, words, { limit: PER_PAGE, offset }) : found;
  const groups = await bookChanges.groupsOf(teamId, contacts.map(({ id }) => id));
  return listView({ look: { query: look.query, offset }, total, contacts, groups, rights, admins: rules.contactsAdmins, notice });
}

/** The saved groups as they stand. @param offset where the page begins. */
export async function loadGroups(context: Context, reader: Reader, look: Look, offset: number, notice?: string): Promise<ModalView> {
  const { phoneBook, rules } = context;
  const [rights, groups] = await Promise.all([rightsOf(context, reader), phoneBook.searchGroups(reader.teamId, [], { limit: PER_PAGE + 1, offset })]);
  if (groups.length === 0 && offset > 0) return loadGroups(context, reader, look, Math.max(0, offset - PER_PAGE), notice);
  return groupsView({ look, groups, offset, rights, admins: rules.contactsAdmins, notice });
}
