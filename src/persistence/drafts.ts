import * as z from 'zod';
import type { ConferenceDraft, Drafts } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** Written by `keep` from typed drafts, so only its shape is checked. */
const draftJson = z.custom<ConferenceDraft>((value) => typeof value === 'object' && value !== null && 'invited' in value && 'channelId' in value);

/** Drafts in the database, sealed: they hold numbers and a way to answer somebody. @param now the time, epoch milliseconds. */
export function createDrafts(prisma: PrismaClient, cipher: Cipher, now: () => number): Drafts {
  return {
    keep: async (teamId, viewId, slackUserId, draft) => {
      const columns = { slackUserId, draft: cipher.seal(JSON.stringify(draft)), madeAt: new Date(now()) };
      await prisma.conferenceDraft.upsert({ where: { teamId_viewId: { teamId, viewId } }, create: { teamId, viewId, ...columns }, update: columns });
    },

    read: async (teamId, viewId, slackUserId) => {
      const row = await prisma.conferenceDraft.findFirst({ where: { teamId, viewId, slackUserId }, select: { draft: true } });
      return row === null ? null : draftJson.parse(JSON.parse(cipher.open(row.draft)));
    },

    eraseOld: async (before) => {
      await prisma.conferenceDraft.deleteMany({ where: { madeAt: { lt: new Date(before) } } });
    },
  };
}
