import { randomUUID } from 'node:crypto';
import type { Contact, ContactToSave, Page, PhoneBook } from '../conference/ports.ts';
import type { SearchWords } from '../domain/contact-search.ts';
import { likePatterns, searchKey } from '../domain/contact-search.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { readNumber, sealNumber } from './rows.ts';

/** A row of `contact`, as far as a contact is made of it. */
type ContactRow = Prisma.ContactGetPayload<{ select: typeof COLUMNS }>;
const COLUMNS = { id: true, slackUserId: true, name: true, number: true, secondNumber: true, note: true } as const;

/** Best first, as `rank` in domain/contact-search has it: the name itself, its beginning, beginnings of words, anywhere. */
const BEST_FIRST = 'search_key <> $3, NOT starts_with(search_key, $3), NOT (\' \' || search_key) LIKE ALL ($4::text[]), search_key, id LIMIT $5 OFFSET $6';
const FOUND = 'team_id = $1 AND search_key LIKE ALL ($2::text[])';
const SEARCH = `SELECT id, slack_user_id AS "slackUserId", name, number, second_number AS "secondNumber", note, count(*) OVER ()::int AS total
  FROM contact WHERE ${FOUND} ORDER BY ${BEST_FIRST}`;
const COUNT = `SELECT count(*)::int AS total FROM contact WHERE ${FOUND}`;
const SEARCH_GROUPS = `SELECT id, name, (SELECT count(*)::int FROM contact_group_member m WHERE m.group_id = g.id) AS size
  FROM contact_group g WHERE ${FOUND} ORDER BY ${BEST_FIRST}`;

/** The phone book in the database: numbers and notes sealed, names searchable. */
export function createPhoneBook(prisma: PrismaClient, cipher: Cipher): PhoneBook {
  const read = (row: ContactRow): Contact => contactFrom(row, cipher);
  const groupWhere = async (where: Prisma.ContactGroupWhereInput) => {
    const row = await prisma.contactGroup.findFirst({
      where, include: { members: { select: { contact: { select: COLUMNS } }, orderBy: { contact: { searchKey: 'asc' } } } },
    });
    return row === null ? null : { group: { id: row.id, name: row.name, size: row.members.length }, members: row.members.map(({ contact }) => read(contact)) };
  };
  return {
    numbersOf: async (teamId, slackUserIds) => {
      const rows = await prisma.contact.findMany({
        where: { teamId, slackUserId: { in: [...slackUserIds] }, OR: [{ number: { not: null } }, { secondNumber: { not: null } }] }, select: COLUMNS,
      });
      return new Map(rows.flatMap((row) => (row.slackUserId === null ? [] : [[row.slackUserId, read(row)]])));
    },

    namesOf: async (teamId, numbers) => {
      const byHash = new Map(numbers.flatMap((number) => cipher.hashes(number).map((hash) => [hash, number])));
      const hashes = [...byHash.keys()];
      const rows = await prisma.contact.findMany({
        where: { teamId, OR: [{ numberHash: { in: hashes } }, { secondNumberHash: { in: hashes } }] },
        select: { numberHash: true, secondNumberHash: true, name: true }, orderBy: { id: 'asc' },
      });
      return new Map(rows.flatMap(({ numberHash, secondNumberHash, name }) => [numberHash, secondNumberHash].flatMap((hash): [string, string][] => {
        const number = hash === null ? undefined : byHash.get(hash);
        return number === undefined ? [] : [[number, name]];
      })));
    },

    contactsById: async (teamId, ids) => {
      const rows = await prisma.contact.findMany({ where: { teamId, id: { in: [...ids] } }, select: COLUMNS });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []).map(read);
    },

    contactOfSlackUser: async (teamId, slackUserId) => {
      const row = await prisma.contact.findUnique({ where: { teamId_slackUserId: { teamId, slackUserId } }, select: COLUMNS });
      return row === null ? null : read(row);
    },

    search: async (teamId, words, page) => {
      const rows = await prisma.$queryRawUnsafe<(ContactRow & { readonly total: number })[]>(SEARCH, ...parameters(teamId, words, page));
      if (rows[0] !== undefined) return { contacts: rows.map(read), total: rows[0].total };
      // Behind the last page no row is left to tell how many there are.
      const [counted] = page.offset === undefined || page.offset === 0 ? [] : await prisma.$queryRawUnsafe<{ total: number }[]>(COUNT, teamId, likePatterns(words));
      return { contacts: [], total: counted?.total ?? 0 };
    },

    searchGroups: (teamId, words, page) => prisma.$queryRawUnsafe(SEARCH_GROUPS, ...parameters(teamId, words, page)),
    groupNamed: (teamId, name) => groupWhere({ teamId, searchKey: searchKey(name) }),
    groupById: (teamId, id) => groupWhere({ teamId, id }),
    saveContact: (teamId, contact) => saveContact(prisma, cipher, teamId, contact),
  };
}

function parameters(teamId: string, words: SearchWords, { limit, offset = 0 }: Page): unknown[] {
  return [teamId, likePatterns(words), words.join(' '), words.map((word) => `% ${word}%`), limit, offset];
}

async function saveContact(prisma: PrismaClient, cipher: Cipher, teamId: string, contact: ContactToSave): Promise<string | undefined> {
  const { id, slackUserId } = contact;
  const columns = contactColumns(contact, cipher);
  if (id !== undefined) {
    const { count } = await prisma.contact.updateMany({ where: { teamId, id }, data: columns });
    return count === 0 ? undefined : id;
  }
  const created = { id: randomUUID(), teamId, slackUserId, ...columns };
  if (slackUserId === null) return (await prisma.contact.create({ data: created, select: { id: true } })).id;
  const saved = await prisma.contact.upsert({ where: { teamId_slackUserId: { teamId, slackUserId } }, create: created, update: columns, select: { id: true } });
  return saved.id;
}

/** What is written of a contact, but for whose it is. */
export function contactColumns({ name, number, secondNumber, note }: Omit<ContactToSave, 'id' | 'slackUserId'>, cipher: Cipher) {
  return {
    name, searchKey: searchKey(name), note: note === '' ? null : cipher.seal(note),
    number: number === null ? null : sealNumber(number, cipher), numberHash: number === null ? null : cipher.hash(number.e164),
    secondNumber: secondNumber === null ? null : sealNumber(secondNumber, cipher), secondNumberHash: secondNumber === null ? null : cipher.hash(secondNumber.e164),
  };
}

/** A contact whose sealed parts are opened when somebody asks for them: most who search want names. */
export function contactFrom(row: ContactRow, cipher: Cipher): Contact {
  const { id, slackUserId, name } = row;
  return {
    id, slackUserId, name,
    get number() {
      return row.number === null ? null : readNumber(row.number, cipher);
    },
    get secondNumber() {
      return row.secondNumber === null ? null : readNumber(row.secondNumber, cipher);
    },
    get note() {
      return row.note === null ? '' : cipher.open(row.note);
    },
  };
}
