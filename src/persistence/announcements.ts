import type { Announcements } from '../conference/ports.ts';
import type { Announcement } from '../domain/announcement.ts';
import { announced } from '../domain/announcement.ts';
import type { Conference } from '../domain/conference.ts';
import type { Effect } from '../domain/effects.ts';
import type { ThreadLine } from '../domain/thread-line.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** Announcements in the database, sealed: people write anything. */
export function createAnnouncements(prisma: PrismaClient, cipher: Cipher): Announcements {
  return {
    fetchText: async (id, at) => {
      const row = await prisma.announcement.findUnique({ where: { id }, select: { text: true, fetchedAt: true } });
      if (row === null) return null;
      if (row.fetchedAt === null) await prisma.announcement.updateMany({ where: { id, fetchedAt: null }, data: { fetchedAt: new Date(at) } });
      return cipher.open(row.text);
    },

    find: async (id) => {
      const row = await prisma.announcement.findUnique({ where: { id }, select: { conferenceId: true, slackUserId: true, fetchedAt: true } });
      return row === null ? null : { conferenceId: row.conferenceId, by: row.slackUserId, fetchedAt: row.fetchedAt?.getTime() ?? null };
    },
  };
}

/** Keeps one, in the transaction of the change it belongs to. @returns what follows from it; nothing when it is kept already. */
export async function keepAnnouncement(tx: Prisma.TransactionClient, { id: conferenceId, teamId }: Conference, announcement: Announcement, cipher: Cipher): Promise<readonly Effect[]> {
  const { id, by, at, text } = announcement;
  const { count } = await tx.announcement.createMany({
    data: [{ id, conferenceId, teamId, slackUserId: by, text: cipher.seal(text), madeAt: new Date(at) }], skipDuplicates: true,
  });
  return count === 0 ? [] : announced(announcement);
}

/** The lines with what was announced in them, as far as it is still known. */
export async function withAnnouncedTexts<Row extends { readonly line: ThreadLine }>(prisma: PrismaClient, rows: readonly Row[], cipher: Cipher): Promise<readonly Row[]> {
  const ids = rows.flatMap(({ line }) => (line.kind === 'announced' ? [line.announcementId] : []));
  if (ids.length === 0) return rows;
  const found = await prisma.announcement.findMany({ where: { id: { in: ids } }, select: { id: true, text: true } });
  const texts = new Map(found.map(({ id, text }) => [id, cipher.open(text)]));
  return rows.map((row) => {
    const text = row.line.kind === 'announced' ? texts.get(row.line.announcementId) : undefined;
    return text === undefined ? row : { ...row, line: { ...row.line, text } };
  });
}
