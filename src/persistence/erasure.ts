import type { Erasure, Outbox } from '../conference/ports.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';
import { findTraces, hashesOf } from './erasure/find-traces.ts';
import { outOfHistory } from './erasure/out-of-history.ts';

/** How often conferences that go on are looked at. */
const AGAIN_MS = 60_000;
/** Conferences written anew in one transaction. */
const AT_ONCE = 100;

/** Erasure in the database. */
export function createErasure(prisma: PrismaClient, cipher: Cipher, outbox: Outbox, now: () => number): Erasure {
  return {
    request: (teamId, subject) => outbox.erasePerson({ teamId, subject }),
    subjectOf: (number) => ({ kind: 'number', numberHashes: cipher.hashes(number) }),

    fromBook: async (teamId, slackUserIds) => {
      await prisma.$transaction((tx) => outOfBook(tx, teamId, [...slackUserIds]), TRANSACTION);
    },

    erase: async (teamId, subject) => {
      const numberHashes = await hashesOf(prisma, cipher, teamId, subject);
      if (subject.kind === 'slack-user' && subject.numberHashes === undefined) {
        // What they are found by goes into a job first: whoever takes it up after a crash finds them by it, with half of their traces gone.
        await outbox.erasePerson({ teamId, subject: { ...subject, numberHashes } });
        return { isDone: false };
      }
      const { participantIds, conferenceIds } = await findTraces(prisma, cipher, { teamId, subject, numberHashes });
      const { over, goOn } = await prisma.$transaction(async (tx) => {
        if (subject.kind === 'slack-user') await outOfBook(tx, teamId, [subject.slackUserId]);
        else await tx.contact.deleteMany({ where: { teamId, OR: [{ numberHash: { in: numberHashes } }, { secondNumberHash: { in: numberHashes } }] } });
        const sorted = await sortOut(tx, teamId, conferenceIds);
        if (sorted.goOn > 0) await outbox.erasePerson({ teamId, subject: { ...subject, numberHashes } }, now() + AGAIN_MS, tx);
        return sorted;
      }, TRANSACTION);
      // A few at a time, so that nobody who was called for years holds everybody else up.
      for (let from = 0; from === 0 || from < over.length; from += AT_ONCE) {
        const some = over.slice(from, from + AT_ONCE);
        await prisma.$transaction((tx) => outOfHistory(tx, cipher, { teamId, subject, over: some, participantIds }), TRANSACTION);
      }
      return { isDone: goOn === 0 };
    },
  };
}

async function outOfBook(tx: Prisma.TransactionClient, teamId: string, slackUserIds: string[]): Promise<void> {
  const theirs = { where: { teamId, slackUserId: { in: slackUserIds } } };
  await tx.contact.deleteMany(theirs);
  await tx.person.deleteMany(theirs);
  await tx.numberProof.updateMany({ ...theirs, data: { number: '', code: '', outcome: 'void', refusal: null } });
  await tx.homeView.deleteMany(theirs);
  await tx.conferenceDraft.deleteMany(theirs);
  await tx.$executeRaw`DELETE FROM found_so_far WHERE team_id = ${teamId} AND slack_user_id = ANY(${slackUserIds}::text[])`;
  // Also of what goes on: a line that is not posted yet says then that something was announced.
  await tx.announcement.deleteMany(theirs);
  // One nobody was told of yet is somebody's answer still.
  await tx.contactImport.updateMany({ where: { ...theirs.where, toldAt: { not: null } }, data: { slackUserId: '' } });
  await tx.rateSlot.deleteMany({ where: { OR: slackUserIds.map((id) => ({ key: { endsWith: `/${teamId}/${id}` } })) } });
}

/**
 * Those of these conferences in which nothing can happen any more and of which nothing is left to tell, and how many are not so far. Those whose
 * people are only being looked for count as well: who is among them nobody knows yet.
 */
async function sortOut(tx: Prisma.TransactionClient, teamId: string, conferenceIds: readonly string[]) {
  const concerned = await tx.conference.findMany({
    where: { teamId, OR: [{ id: { in: [...conferenceIds] } }, { peopleKnownAt: null, state: { not: 'ended' } }] },
    select: { id: true, settled: true, cardLost: true, threadLines: { where: { postedTs: null }, select: { id: true }, take: 1 } },
  });
  const over = concerned.filter(({ settled, cardLost, threadLines }) => settled && (cardLost !== null || threadLines.length === 0)).map(({ id }) => id);
  return { over, goOn: concerned.length - over.length };
}
