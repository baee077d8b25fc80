import * as z from 'zod';
import type { BookFiles, ImportCounts, Outbox } from '../conference/ports.ts';
import type { CsvContact } from '../domain/contact-csv.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';
import { importContacts } from './import-contacts.ts';
import { contactFrom } from './phone-book.ts';

export interface BookFilesDependencies {
  readonly prisma: PrismaClient;
  readonly cipher: Cipher;
  readonly outbox: Pick<Outbox, 'importContacts' | 'exportContacts'>;
}

/** Doubles come within minutes; a month of them is for whoever asks what happened. */
const KEPT_MS = 30 * 86_400_000;
/** Ten thousand lines take seconds, all in one transaction. */
const IMPORT_TRANSACTION = { ...TRANSACTION, timeout: 120_000 };
/** Read at once: opening the numbers of so many takes some milliseconds, in which nothing else is done. */
const READ_AT_ONCE = 500;

const counts: z.ZodType<ImportCounts> = z.object({ added: z.number(), changed: z.number(), unchanged: z.number(), newGroups: z.number() });

/** Imports and exports of phone books in the database. */
export function createBookFiles({ prisma, cipher, outbox }: BookFilesDependencies, now: () => number): BookFiles {
  return {
    requestImport: ({ id, teamId, slackUserId, fileId }) => prisma.$transaction(async (tx) => {
      await tx.contactImport.deleteMany({ where: { teamId, madeAt: { lt: new Date(now() - KEPT_MS) } } });
      const { count } = await tx.contactImport.createMany({ data: [{ id, teamId, slackUserId, fileId, madeAt: new Date(now()) }], skipDuplicates: true });
      if (count === 1) await outbox.importContacts(tx, { teamId, importId: id });
    }, TRANSACTION),

    findImport: async (teamId, importId) => {
      const row = await prisma.contactImport.findFirst({ where: { teamId, id: importId } });
      if (row === null) return null;
      const { id, slackUserId, fileId, toldAt } = row;
      return { id, teamId, slackUserId, fileId, counts: row.counts === null ? null : counts.parse(row.counts), isTold: toldAt !== null };
    },

    importContacts: (teamId, importId, contacts) => prisma.$transaction(async (tx) => {
      // Held until the end: of two at once the second waits, and finds that it is done.
      const [row] = await tx.$queryRaw<{ counts: unknown }[]>`SELECT counts FROM contact_import WHERE team_id = ${teamId} AND id = ${importId} FOR UPDATE`;
      if (row === undefined) throw new Error('There is no such import.');
      if (row.counts !== null) return counts.parse(row.counts);
      // Two files at once would each add whom both name.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`import ${teamId}`}, 0))`;
      const done = await importContacts(tx, cipher, teamId, contacts);
      await tx.contactImport.update({ where: { id: importId, teamId }, data: { counts: { ...done } }, select: { id: true } });
      return done;
    }, IMPORT_TRANSACTION),

    markTold: async (teamId, id) => {
      await prisma.contactImport.updateMany({ where: { teamId, id }, data: { toldAt: new Date(now()) } });
    },

    allContacts: async (teamId) => {
      const contacts: CsvContact[] = [];
      for (let skip = 0; skip === contacts.length; skip += READ_AT_ONCE) {
        const rows = await prisma.contact.findMany({
          where: { teamId }, orderBy: [{ searchKey: 'asc' }, { id: 'asc' }], skip, take: READ_AT_ONCE,
          include: { groups: { select: { group: { select: { name: true } } }, orderBy: { group: { searchKey: 'asc' } } } },
        });
        contacts.push(...rows.map((row): CsvContact => {
          const { name, number, secondNumber, note, slackUserId } = contactFrom(row, cipher);
          return { name, number, secondNumber, note, slackUserId, groups: row.groups.map(({ group }) => group.name) };
        }));
      }
      return contacts;
    },

    requestExport: (teamId, slackUserId) => outbox.exportContacts({ teamId, slackUserId }),
  };
}
