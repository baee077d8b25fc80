import { randomUUID } from 'node:crypto';
import type { Contact, ImportCounts } from '../conference/ports.ts';
import type { CsvContact } from '../domain/contact-csv.ts';
import { matchContacts } from '../domain/match-contacts.ts';
import { searchKey } from '../domain/contact-search.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { contactColumns, contactFrom } from './phone-book.ts';

type Tx = Prisma.TransactionClient;

/** Rows a statement writes: more than this and Postgres runs out of parameters (65,535 a statement, nine a contact). */
const ROWS_AT_ONCE = 500;

/** Brings lines of a file into the phone book of a workspace, within a transaction. */
export async function importContacts(tx: Tx, cipher: Cipher, teamId: string, lines: readonly CsvContact[]): Promise<ImportCounts> {
  const before = new Map((await tx.contact.findMany({ where: { teamId } })).map((row) => [row.id, contactFrom(row, cipher)]));
  const matched = matchContacts([...before.values()], lines).map(({ line, contactId }) => ({ line, id: contactId ?? randomUUID(), known: before.get(contactId ?? '') }));
  const changed = matched.filter(({ line, known }) => known !== undefined && !isSame(known, merged(line, known)));
  const added = matched.filter(({ known }) => known === undefined);
  for (const rows of inParts(added)) {
    await tx.contact.createMany({ data: rows.map(({ line, id }) => ({ id, teamId, slackUserId: line.slackUserId, ...contactColumns(line, cipher) })) });
  }
  for (const { line, id, known } of changed) {
    if (known === undefined) continue;
    const contact = merged(line, known);
    await tx.contact.update({ where: { id, teamId }, data: { slackUserId: contact.slackUserId, ...contactColumns(contact, cipher) }, select: { id: true } });
  }
  const { newGroups, joined } = await joinGroups(tx, teamId, matched);
  const touched = new Set([...added, ...changed].map(({ id }) => id));
  const grouped = matched.filter(({ id }) => joined.has(id) && !touched.has(id)).length;
  return { added: added.length, changed: changed.length + grouped, unchanged: matched.length - touched.size - grouped, newGroups };
}

/** What an entry becomes: an empty cell leaves what is there. */
function merged(line: CsvContact, known: Contact): Omit<Contact, 'id'> {
  return {
    name: line.name, number: line.number ?? known.number, secondNumber: line.secondNumber ?? known.secondNumber, note: line.note === '' ? known.note : line.note,
    slackUserId: known.slackUserId ?? line.slackUserId,
  };
}

function isSame(one: Omit<Contact, 'id'>, other: Omit<Contact, 'id'>): boolean {
  const plain = ({ name, slackUserId, number, secondNumber, note }: Omit<Contact, 'id'>) =>
    JSON.stringify([name, slackUserId, number?.e164, number?.extension, secondNumber?.e164, secondNumber?.extension, note]);
  return plain(one) === plain(other);
}

/** Makes the groups that are missing, and puts everybody into theirs. @returns who was put into one they were not in. */
async function joinGroups(tx: Tx, teamId: string, matched: readonly { readonly line: CsvContact; readonly id: string }[]): Promise<{ readonly newGroups: number; readonly joined: ReadonlySet<string> }> {
  const names = new Map(matched.flatMap(({ line }) => line.groups.map((name) => [searchKey(name) as string, name] as const)).reverse());
  const keys = [...names.keys()];
  const newGroups = await tx.contactGroup.createMany({ data: [...names].map(([key, name]) => ({ id: randomUUID(), teamId, name, searchKey: key })), skipDuplicates: true });
  const groups = new Map((await tx.contactGroup.findMany({ where: { teamId, searchKey: { in: keys } }, select: { id: true, searchKey: true } })).map((group) => [group.searchKey, group.id]));
  const present = new Set((await tx.contactGroupMember.findMany({ where: { groupId: { in: [...groups.values()] } } })).map(({ groupId, contactId }) => `${groupId} ${contactId}`));
  const memberships = matched.flatMap(({ line, id: contactId }) => line.groups.flatMap((name) => {
    const groupId = groups.get(searchKey(name));
    return groupId === undefined || present.has(`${groupId} ${contactId}`) ? [] : [{ groupId, contactId }];
  }));
  for (const data of inParts(memberships)) await tx.contactGroupMember.createMany({ data, skipDuplicates: true });
  return { newGroups: newGroups.count, joined: new Set(memberships.map(({ contactId }) => contactId)) };
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, part) => items.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE));
}
