import type { Erasure, Outbox, Subject } from '../conference/ports.ts';
import { NOBODY_NAMED } from '../domain/people-names.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';
import { readNumber } from './rows.ts';

/** Participants looked at in one go. */
const BATCH = 1_000;
/** Whom a host asked for, once nobody does any more. */
const NOBODY_INVITED = JSON.stringify({ invitees: [], ringHost: false, urgent: false });

interface Found {
  readonly participantIds: readonly string[];
  readonly conferenceIds: readonly string[];
}

/** Erasure in the database. */
export function createErasure(prisma: PrismaClient, cipher: Cipher, outbox: Outbox): Erasure {
  return {
    request: (teamId, subject) => outbox.erasePerson({ teamId, subject }),
    subjectOf: (number) => ({ kind: 'number', numberHash: cipher.hash(number) }),

    fromBook: async (teamId, slackUserIds) => {
      await prisma.$transaction((tx) => outOfBook(tx, teamId, [...slackUserIds]), TRANSACTION);
    },

    erase: async (teamId, subject) => {
      const found = await find(prisma, cipher, teamId, subject);
      return prisma.$transaction(async (tx) => {
        if (subject.kind === 'slack-user') await outOfBook(tx, teamId, [subject.slackUserId]);
        else await tx.contact.deleteMany({ where: { teamId, OR: [{ numberHash: subject.numberHash }, { secondNumberHash: subject.numberHash }] } });
        const concerned = await tx.conference.findMany({ where: { teamId, id: { in: [...found.conferenceIds] } }, select: { id: true, settled: true } });
        const settled = concerned.filter((conference) => conference.settled).map(({ id }) => id);
        await outOfHistory(tx, cipher, { teamId, subject, settled, participantIds: found.participantIds });
        return { unsettled: concerned.length - settled.length };
      }, TRANSACTION);
    },
  };
}

async function outOfBook(tx: Prisma.TransactionClient, teamId: string, slackUserIds: string[]): Promise<void> {
  const theirs = { where: { teamId, slackUserId: { in: slackUserIds } } };
  await tx.contact.deleteMany(theirs);
  await tx.person.deleteMany(theirs);
  await tx.numberProof.deleteMany(theirs);
  await tx.homeView.deleteMany(theirs);
  await tx.conferenceDraft.deleteMany(theirs);
}

/** Everywhere they were: rung as a Slack user or by their number typed by hand, or as the host. */
async function find(prisma: PrismaClient, cipher: Cipher, teamId: string, subject: Subject): Promise<Found> {
  if (subject.kind === 'number') {
    const rows = await bearersOf(prisma, cipher, teamId, new Set([subject.numberHash]));
    return { participantIds: rows.map(({ id }) => id), conferenceIds: unique(rows.map(({ conferenceId }) => conferenceId)) };
  }
  const { slackUserId } = subject;
  const own = await prisma.participant.findMany({ where: { teamId, slackUserId }, select: { id: true, conferenceId: true, number: true } });
  const book = await prisma.contact.findMany({ where: { teamId, slackUserId }, select: { numberHash: true, secondNumberHash: true } });
  const person = await prisma.person.findMany({ where: { teamId, slackUserId }, select: { provedNumberHash: true } });
  const hashes = [
    ...own.flatMap(({ number }) => (number === null ? [] : [cipher.hash(readNumber(number, cipher).e164)])),
    ...book.flatMap(({ numberHash, secondNumberHash }) => [numberHash, secondNumberHash]), ...person.map(({ provedNumberHash }) => provedNumberHash),
  ].filter((hash) => hash !== null);
  const typed = hashes.length === 0 ? [] : await bearersOf(prisma, cipher, teamId, new Set(hashes));
  const hosted = await prisma.conference.findMany({ where: { teamId, hostUserId: slackUserId }, select: { id: true } });
  return {
    participantIds: unique([...own, ...typed].map(({ id }) => id)),
    conferenceIds: unique([...[...own, ...typed].map(({ conferenceId }) => conferenceId), ...hosted.map(({ id }) => id)]),
  };
}

/** Outside people with one of these numbers. Nothing says whose a stored number is but the number itself, so each is opened. */
async function bearersOf(prisma: PrismaClient, cipher: Cipher, teamId: string, hashes: ReadonlySet<string>) {
  const bearers: { readonly id: string; readonly conferenceId: string }[] = [];
  for (let after = ''; ;) {
    const rows = await prisma.participant.findMany({
      where: { teamId, slackUserId: null, number: { not: null }, id: { gt: after } }, select: { id: true, conferenceId: true, number: true }, orderBy: { id: 'asc' }, take: BATCH,
    });
    bearers.push(...rows.filter(({ number }) => number !== null && hashes.has(cipher.hash(readNumber(number, cipher).e164))));
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return bearers;
    after = last.id;
  }
}

interface History {
  readonly teamId: string;
  readonly subject: Subject;
  /** Conferences in which nothing can happen any more. */
  readonly settled: readonly string[];
  readonly participantIds: readonly string[];
}

async function outOfHistory(tx: Prisma.TransactionClient, cipher: Cipher, { teamId, subject, settled, participantIds }: History): Promise<void> {
  const conferenceId = { in: [...settled] };
  const theirs = { teamId, conferenceId, id: { in: [...participantIds] } };
  const names = await tx.participant.findMany({ where: theirs, select: { conferenceId: true, name: true, shortName: true } });
  for (const { conferenceId: id, name, shortName } of names) {
    // Made of names, when nobody named it; and whoever shares their phone was told whose it is.
    await tx.conference.updateMany({ where: { id, name: { startsWith: 'Conference with ' }, OR: [{ name: { contains: shortName } }, { name: { contains: name } }] }, data: { name: 'Conference' } });
    await tx.participant.updateMany({ where: { conferenceId: id, notCalledCode: 'same-phone', notCalledSentence: { contains: name } }, data: { notCalledSentence: 'Same phone as somebody else, who was rung.' } });
  }
  await tx.participant.updateMany({ where: theirs, data: { name: NOBODY_NAMED, shortName: NOBODY_NAMED, slackUserId: null, number: null, numberSource: null } });
  // Whom a host asked for is of no use once it was done, and names people who were never found, too.
  await tx.conference.updateMany({ where: { teamId, settled: true }, data: { invited: cipher.seal(NOBODY_INVITED), responseUrl: null } });
  if (subject.kind !== 'slack-user') return;
  await tx.conference.updateMany({ where: { teamId, id: conferenceId, hostUserId: subject.slackUserId }, data: { hostUserId: '' } });
  await tx.$executeRaw`UPDATE thread_line SET line = jsonb_set(line, '{by}', 'null') WHERE line->>'by' = ${subject.slackUserId} AND conference_id = ANY(${[...settled]}::text[])`;
  await tx.$executeRaw`UPDATE participant SET held = jsonb_set(held, '{decided,by}', 'null') WHERE held->'decided'->>'by' = ${subject.slackUserId} AND conference_id = ANY(${[...settled]}::text[])`;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
