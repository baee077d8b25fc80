import type { Subject } from '../../conference/ports.ts';
import { ERASED_HOST } from '../../domain/conference.ts';
import { NOBODY_NAMED } from '../../domain/people-names.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Cipher } from '../cipher.ts';

type Transaction = Prisma.TransactionClient;

/** Whom a host asked for, once nobody does any more. */
const NOBODY_INVITED = JSON.stringify({ invitees: [], ringHost: false, urgent: false });

export interface History {
  readonly teamId: string;
  readonly subject: Subject;
  /** Conferences in which nothing can happen any more. */
  readonly over: readonly string[];
  readonly participantIds: readonly string[];
}

/** Takes somebody out of conferences that are over. */
export async function outOfHistory(tx: Transaction, cipher: Cipher, { teamId, subject, over, participantIds }: History): Promise<void> {
  // Looked for by conference: their ids are as many as they were called.
  const isTheirs = new Set(participantIds);
  const everybody = await tx.participant.findMany({ where: { teamId, conferenceId: { in: [...over] } }, select: { id: true, conferenceId: true, name: true, shortName: true } });
  const names = everybody.filter(({ id }) => isTheirs.has(id));
  for (const { conferenceId: id, name, shortName } of names) {
    // Made of names, when nobody named it; and whoever shares their phone was told whose it is.
    await tx.conference.updateMany({
      // One that was cut ("Conference with Wolfeschlegelstein…") holds no name in full.
      where: { id, name: { startsWith: 'Conference with ' }, OR: [{ name: { contains: shortName } }, { name: { contains: name } }, { name: { endsWith: '…' } }] },
      data: { name: 'Conference' },
    });
    await tx.participant.updateMany({ where: { conferenceId: id, notCalledCode: 'same-phone', notCalledSentence: { contains: name } }, data: { notCalledSentence: 'Same phone as somebody else, who was rung.' } });
  }
  await tx.participant.updateMany({ where: { teamId, id: { in: names.map(({ id }) => id) } }, data: { name: NOBODY_NAMED, shortName: NOBODY_NAMED, slackUserId: null, number: null, secondNumber: null, numberSource: null } });
  // What we announced ourselves may name the host, and is of no use once it was said.
  await tx.announcement.deleteMany({ where: { teamId, conferenceId: { in: [...over] }, slackUserId: null } });
  // Whom a host asked for is of no use once it was done; and where nobody was found, it alone names them.
  await tx.conference.updateMany({
    where: { teamId, OR: [{ id: { in: [...over] } }, { settled: true, peopleKnownAt: null }] }, data: { invited: cipher.seal(NOBODY_INVITED), responseUrl: null },
  });
  if (subject.kind === 'slack-user') await outOfHosting(tx, teamId, subject.slackUserId, over);
}

async function outOfHosting(tx: Transaction, teamId: string, slackUserId: string, over: readonly string[]): Promise<void> {
  const hosted = { teamId, id: { in: [...over] }, hostUserId: slackUserId };
  // Their direct messages are as good as their name: only channels and groups stay.
  await tx.conference.updateMany({ where: { ...hosted, NOT: [{ channelId: { startsWith: 'C' } }, { channelId: { startsWith: 'G' } }] }, data: { channelId: '' } });
  await tx.conference.updateMany({ where: { ...hosted, cardChannelId: { startsWith: 'D' } }, data: { cardChannelId: null, cardTs: null, cardLost: 'host-erased' } });
  await tx.conference.updateMany({ where: hosted, data: { hostUserId: ERASED_HOST } });
  const ids = [...over];
  await tx.$executeRaw`UPDATE thread_line SET line = jsonb_set(line, '{by}', 'null') WHERE line->>'by' = ${slackUserId} AND conference_id = ANY(${ids}::text[])`;
  await tx.conference.updateMany({ where: { teamId, id: { in: [...over] }, decidedBy: slackUserId }, data: { decidedBy: null } });
  // What came to nothing in time keeps whose wish it was.
  await tx.$executeRaw`UPDATE call SET wishes = '{}' WHERE wishes::text LIKE ${`%"${slackUserId}"%`} AND conference_id = ANY(${ids}::text[])`;
  await tx.$executeRaw`UPDATE participant SET held = jsonb_set(held, '{decided,by}', 'null') WHERE held->'decided'->>'by' = ${slackUserId} AND conference_id = ANY(${ids}::text[])`;
}
