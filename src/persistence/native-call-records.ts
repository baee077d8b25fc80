import * as z from 'zod';
import type { NativeCallRecord, NativeCallRecords, Outbox } from '../conference/ports.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { TRANSACTION } from './conference-store.ts';

const NOTHING_TOLD: NativeCallRecord = { callId: null, told: [], ended: false, refused: null };
const toldJson = z.array(z.string());

/** What Slack was told of calls, in the database. */
export function createNativeCallRecords(prisma: PrismaClient, outbox: Outbox): NativeCallRecords {
  /** Publishing waits for the row of its conference and sees what is written here: one that was pending before does not show the card without it. */
  const withCard = (conferenceId: string, write: (tx: Prisma.TransactionClient) => Promise<unknown>): Promise<void> =>
    prisma.$transaction(async (tx) => {
      await tx.$queryRawUnsafe('SELECT 1 FROM conference WHERE id = $1 FOR UPDATE', conferenceId);
      await write(tx);
      await outbox.publishWithin(tx, conferenceId);
    }, TRANSACTION);
  return {
    of: async (conferenceId) => {
      const row = await prisma.nativeCall.findUnique({ where: { conferenceId } });
      return row === null ? NOTHING_TOLD : { callId: row.callId, told: toldJson.parse(row.told), ended: row.ended, refused: row.refused };
    },

    keepCall: ({ id: conferenceId, teamId }, callId, told) =>
      withCard(conferenceId, (tx) => tx.nativeCall.createMany({ data: [{ conferenceId, teamId, callId, told: [...told] }], skipDuplicates: true })),

    keepTold: async (conferenceId, told) => {
      await prisma.nativeCall.updateMany({ where: { conferenceId }, data: { told: [...told] } });
    },

    keepEnded: async (conferenceId) => {
      await prisma.nativeCall.updateMany({ where: { conferenceId }, data: { ended: true } });
    },

    keepRefused: ({ id: conferenceId, teamId }, refused) =>
      withCard(conferenceId, (tx) => tx.nativeCall.upsert({ where: { conferenceId }, create: { conferenceId, teamId, refused }, update: { refused } })),
  };
}
