import { randomUUID } from 'node:crypto';
import type { BookChanges, ContactGroup, ContactToKeep, GroupToKeep, KeptContact, KeptGroup } from '../conference/ports.ts';
import { searchKey } from '../domain/contact-search.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';
import { contactColumns, contactFrom } from './phone-book.ts';

type Tx = Prisma.TransactionClient;

/** Names of who has the same number, as many as anybody would read. */
const MOST_OTHERS = 5;

/** Changes of the phone book in the database. */
export function createBookChanges(prisma: PrismaClient, cipher: Cipher): BookChanges {
  return {
    keepContact: (teamId, contact) => prisma.$transaction((tx) => keepContact(tx, cipher, teamId, contact), TRANSACTION),

    removeContact: async (teamId, id) => (await prisma.contact.deleteMany({ where: { teamId, id } })).count === 1,

    othersWith: async (teamId, contactId, numbers) => {
      const hashes = numbers.flatMap(({ e164 }) => cipher.hashes(e164));
      const rows = await prisma.contact.findMany({
        where: { teamId, id: { not: contactId }, OR: [{ numberHash: { in: hashes } }, { secondNumberHash: { in: hashes } }] }, orderBy: { searchKey: 'asc' },
      });
      return rows.map((row) => contactFrom(row, cipher)).filter(({ number, secondNumber }) => numbers.some(({ e164, extension }) =>
        [number, secondNumber].some((other) => other?.e164 === e164 && other.extension === extension))).slice(0, MOST_OTHERS).map(({ name }) => name);
    },

    groupsOf: async (teamId, contactIds) => {
      const rows = await prisma.contactGroupMember.findMany({
        where: { contactId: { in: [...contactIds] }, group: { teamId } }, orderBy: { group: { searchKey: 'asc' } },
        select: { contactId: true, group: { select: { id: true, name: true, _count: { select: { members: true } } } } },
      });
      const groups = new Map<string, ContactGroup[]>();
      for (const { contactId, group: { id, name, _count: { members: size } } } of rows) groups.set(contactId, [...(groups.get(contactId) ?? []), { id, name, size }]);
      return groups;
    },

    keepGroup: (teamId, group) => prisma.$transaction((tx) => keepGroup(tx, cipher, teamId, group), TRANSACTION),

    removeGroup: async (teamId, id) => (await prisma.contactGroup.deleteMany({ where: { teamId, id } })).count === 1,
  };
}

async function keepContact(tx: Tx, cipher: Cipher, teamId: string, contact: ContactToKeep): Promise<KeptContact> {
  const { id, slackUserId, isNew, groupIds } = contact;
  const taken = async (): Promise<KeptContact | null> => {
    const other = slackUserId === null ? null : await tx.contact.findFirst({ where: { teamId, slackUserId, id: { not: id } }, select: { name: true } });
    return other === null ? null : { kind: 'slack-user-taken', by: other.name };
  };
  const before = await taken();
  if (before !== null) return before;
  const columns = { slackUserId, ...contactColumns(contact, cipher) };
  const isThere = await write({
    isNew, create: () => tx.contact.createMany({ data: [{ id, teamId, ...columns }], skipDuplicates: true }),
    update: () => tx.contact.updateMany({ where: { teamId, id }, data: columns }),
  });
  // Somebody else may have entered the same Slack user at the same moment.
  if (!isThere) return (await taken()) ?? { kind: 'gone' };
  const groups = await tx.contactGroup.findMany({ where: { teamId, id: { in: [...groupIds] } }, select: { id: true } });
  await tx.contactGroupMember.deleteMany({ where: { contactId: id, groupId: { notIn: groups.map((group) => group.id) } } });
  await tx.contactGroupMember.createMany({ data: groups.map((group) => ({ groupId: group.id, contactId: id })), skipDuplicates: true });
  return { kind: 'kept' };
}

async function keepGroup(tx: Tx, cipher: Cipher, teamId: string, group: GroupToKeep): Promise<KeptGroup> {
  const { id, name, isNew, keepsOthers } = group;
  const columns = { name, searchKey: searchKey(name) };
  const taken = async (): Promise<KeptGroup | null> => {
    const other = await tx.contactGroup.findFirst({ where: { teamId, searchKey: columns.searchKey, id: { not: id } }, select: { name: true } });
    return other === null ? null : { kind: 'name-taken', by: other.name };
  };
  const before = await taken();
  if (before !== null) return before;
  const isThere = await write({
    isNew, create: () => tx.contactGroup.createMany({ data: [{ id, teamId, ...columns }], skipDuplicates: true }),
    update: () => tx.contactGroup.updateMany({ where: { teamId, id }, data: columns }),
  });
  if (!isThere) return (await taken()) ?? { kind: 'gone' };
  const members = await membersOf(tx, cipher, teamId, group);
  if (!keepsOthers) await tx.contactGroupMember.deleteMany({ where: { groupId: id, contactId: { notIn: members } } });
  await tx.contactGroupMember.createMany({ data: members.map((contactId) => ({ groupId: id, contactId })), skipDuplicates: true });
  return { kind: 'kept' };
}

interface Write {
  readonly isNew: boolean;
  readonly create: () => Promise<{ readonly count: number }>;
  readonly update: () => Promise<{ readonly count: number }>;
}

/**
 * A form that is submitted twice writes twice at one moment: whoever comes second waits for the first, finds it there and writes the same.
 * @returns false when there is none to change: it was removed, or the id is another workspace's.
 */
async function write({ isNew, create, update }: Write): Promise<boolean> {
  if (isNew && (await create()).count === 1) return true;
  return (await update()).count === 1;
}

/** The ids of those named who are in the phone book, once the Slack users among them are. */
async function membersOf(tx: Tx, cipher: Cipher, teamId: string, { contactIds, slackUsers }: GroupToKeep): Promise<string[]> {
  const unknown = { number: null, secondNumber: null, note: '' };
  await tx.contact.createMany({
    data: slackUsers.map(({ userId, name }) => ({ id: randomUUID(), teamId, slackUserId: userId, ...contactColumns({ name, ...unknown }, cipher) })), skipDuplicates: true,
  });
  const rows = await tx.contact.findMany({
    where: { teamId, OR: [{ id: { in: [...contactIds] } }, { slackUserId: { in: slackUsers.map(({ userId }) => userId) } }] }, select: { id: true },
  });
  return rows.map((row) => row.id);
}
