import type { Subject } from '../../conference/ports.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Cipher } from '../cipher.ts';
import { readNumber } from '../rows.ts';

/** Participants looked at in one go. */
const BATCH = 1_000;

/** Where somebody stands in the history. */
export interface Traces {
  readonly participantIds: readonly string[];
  readonly conferenceIds: readonly string[];
}

export interface Sought {
  readonly teamId: string;
  readonly subject: Subject;
  /** Of all numbers that are theirs. */
  readonly numberHashes: readonly string[];
}

/** Keyed hashes of all numbers that are somebody's: proved, in the phone book, rung under their name. With every key in use. */
export async function hashesOf(prisma: PrismaClient, cipher: Cipher, teamId: string, subject: Subject): Promise<string[]> {
  if (subject.kind === 'number') return [...subject.numberHashes];
  const theirs = { where: { teamId, slackUserId: subject.slackUserId } };
  const [rung, book, said, asked] = await Promise.all([
    prisma.participant.findMany({ ...theirs, select: { number: true, secondNumber: true } }), prisma.contact.findMany({ ...theirs, select: { number: true, secondNumber: true } }),
    prisma.person.findMany({ ...theirs, select: { provedNumber: true } }), prisma.numberProof.findMany({ ...theirs, select: { number: true } }),
  ]);
  const sealed = [...[...rung, ...book].flatMap(({ number, secondNumber }) => [number, secondNumber]), ...said.map(({ provedNumber }) => provedNumber), ...asked.map(({ number }) => number)];
  return unique([...(subject.numberHashes ?? []), ...sealed.flatMap((one) => hashesIn(cipher, one))]);
}

/** Everywhere they were: rung as a Slack user or by their number typed by hand, or as the host. */
export async function findTraces(prisma: PrismaClient, cipher: Cipher, { teamId, subject, numberHashes }: Sought): Promise<Traces> {
  const typed = numberHashes.length === 0 ? [] : await bearersOf(prisma, cipher, teamId, new Set(numberHashes));
  const slackUserId = subject.kind === 'slack-user' ? subject.slackUserId : null;
  const own = slackUserId === null ? [] : await prisma.participant.findMany({ where: { teamId, slackUserId }, select: { id: true, conferenceId: true } });
  const hosted = slackUserId === null ? [] : await prisma.conference.findMany({ where: { teamId, hostUserId: slackUserId }, select: { id: true } });
  const reached = slackUserId === null ? [] : await reachedInto(prisma, teamId, slackUserId);
  return {
    participantIds: unique([...own, ...typed].map(({ id }) => id)),
    conferenceIds: unique([...[...own, ...typed].map(({ conferenceId }) => conferenceId), ...hosted.map(({ id }) => id), ...reached]),
  };
}

/** Conferences in which they did something without being in them: ended it, or muted somebody as an admin. */
async function reachedInto(prisma: PrismaClient, teamId: string, slackUserId: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`SELECT c.id FROM conference c WHERE c.team_id = ${teamId}
    AND (c.decided_by = ${slackUserId} OR EXISTS (SELECT 1 FROM thread_line l WHERE l.conference_id = c.id AND l.line->>'by' = ${slackUserId}))`;
  return rows.map(({ id }) => id);
}

/** Outside people with one of these numbers. Nothing says whose a stored number is but the number itself, so each is opened. */
async function bearersOf(prisma: PrismaClient, cipher: Cipher, teamId: string, hashes: ReadonlySet<string>) {
  const bearers: { readonly id: string; readonly conferenceId: string }[] = [];
  for (let after = ''; ;) {
    const rows = await prisma.participant.findMany({
      where: { teamId, slackUserId: null, number: { not: null }, id: { gt: after } }, select: { id: true, conferenceId: true, number: true, secondNumber: true }, orderBy: { id: 'asc' }, take: BATCH,
    });
    bearers.push(...rows.filter(({ number, secondNumber }) => [number, secondNumber].some((sealed) => hashesIn(cipher, sealed).some((hash) => hashes.has(hash)))));
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return bearers;
    after = last.id;
  }
}

/** None for what is empty, or sealed with a key nobody has any more: that number is lost to us as well. */
function hashesIn(cipher: Cipher, sealed: string | null): readonly string[] {
  if (sealed === null || sealed === '') return [];
  try {
    return cipher.hashes(readNumber(sealed, cipher).e164);
  } catch {
    return [];
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
