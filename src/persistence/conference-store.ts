import * as z from 'zod';
import type { ConferenceStore, Invited, NewConference, Outbox, Watch } from '../conference/ports.ts';
import type { ThreadLine } from '../domain/thread-line.ts';
import { transitionAll } from '../domain/transition.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { keepAnnouncement, withAnnouncedTexts } from './announcements.ts';
import type { Cipher } from './cipher.ts';
import { loadConferences, loadSettled, lockConferences } from './load-conferences.ts';
import { saveChanges } from './save-changes.ts';

/** Waiting for a turn and holding it are bounded, so that one stuck conference cannot hold up a worker for ever. */
export const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

export interface StoreDependencies {
  readonly prisma: PrismaClient;
  readonly cipher: Cipher;
  readonly outbox: Outbox;
  readonly watch: Watch;
}

/** What a thread line is made of; written by `saveChanges` from typed lines, so only its shape is checked. */
const threadLine = z.custom<ThreadLine>((value) => typeof value === 'object' && value !== null && 'key' in value && 'kind' in value);
const invitedJson = z.custom<Invited>((value) => typeof value === 'object' && value !== null && 'invitees' in value);

/** Conferences in the database. */
export function createConferenceStore({ prisma, cipher, outbox, watch }: StoreDependencies): ConferenceStore {
  return {
    request: async (conference) => {
      const requested = await prisma.$transaction((tx) => insertRequest(tx, conference, cipher, outbox), TRANSACTION);
      if (requested.created) watch.requested();
      return requested;
    },

    change: async (conferenceId, decide) => {
      const changed = await prisma.$transaction(async (tx) => {
        const before = (await lockConferences(tx, [conferenceId], cipher)).get(conferenceId)?.conference;
        if (before === undefined) return undefined;
        const { events, result, announcement } = decide(before);
        const { conference: after, effects: changed } = transitionAll(before, events);
        const effects = announcement === undefined ? changed : [...changed, ...(await keepAnnouncement(tx, before, announcement, cipher))];
        await saveChanges(tx, [{ before, after, effects }], cipher);
        await outbox.enqueue(tx, [{ conferenceId, effects }]);
        return { result, before, after };
      }, TRANSACTION);
      if (changed === undefined) return undefined;
      watch.changed([changed]);
      return changed.result;
    },

    read: async (conferenceId) => (await loadConferences(prisma, [conferenceId], cipher)).get(conferenceId)?.conference ?? null,

    knownSids: async (sids) => {
      const rows = await prisma.call.findMany({ where: { sid: { in: [...sids] } }, select: { sid: true } });
      return new Set(rows.flatMap(({ sid }) => (sid === null ? [] : [sid])));
    },

    invited: async (conferenceId) => {
      const row = await prisma.conference.findUnique({ where: { id: conferenceId }, select: { invited: true } });
      return row === null ? null : invitedJson.parse(JSON.parse(cipher.open(row.invited)));
    },

    responseUrl: async (conferenceId) => {
      const row = await prisma.conference.findUnique({ where: { id: conferenceId }, select: { responseUrl: true } });
      return row === null || row.responseUrl === null ? null : cipher.open(row.responseUrl);
    },

    readSettled: (conferenceId) => loadSettled(prisma, conferenceId, cipher),

    publish: (conferenceId) => outbox.publish([conferenceId]),

    saveCard: async (conferenceId, { place, hash, lost }) => {
      await prisma.conference.update({
        where: { id: conferenceId },
        data: { cardChannelId: place?.channelId ?? null, cardTs: place?.ts ?? null, cardHash: hash, cardLost: lost },
        select: { id: true },
      });
    },

    heardFrom: async (conferenceId) => {
      const [row, last] = await Promise.all([
        prisma.conference.findUnique({ where: { id: conferenceId }, select: { askedAt: true } }),
        prisma.callback.findFirst({ where: { conferenceId }, orderBy: { id: 'desc' }, select: { receivedAt: true } }),
      ]);
      return { lastCallbackAt: last?.receivedAt.getTime() ?? 0, lastAskedAt: row?.askedAt?.getTime() ?? 0 };
    },

    verdictsHeard: async (conferenceId) => {
      const told = await prisma.callback.findMany({ where: { conferenceId, kind: 'answered-by' }, select: { callId: true } });
      return new Set(told.flatMap(({ callId }) => callId ?? []));
    },

    markAsked: async (conferenceId, at) => {
      await prisma.conference.update({ where: { id: conferenceId }, data: { askedAt: new Date(at) }, select: { id: true } });
    },

    linesToPost: async (conferenceId) => {
      const rows = await prisma.threadLine.findMany({ where: { conferenceId, postedTs: null }, orderBy: { id: 'asc' } });
      return withAnnouncedTexts(prisma, rows.map(({ id, line }) => ({ id, line: threadLine.parse(line) })), cipher);
    },

    markPosted: async (ids, ts) => {
      await prisma.threadLine.updateMany({ where: { id: { in: [...ids] } }, data: { postedTs: ts } });
    },
  };
}

async function insertRequest(tx: Prisma.TransactionClient, conference: NewConference, cipher: Cipher, outbox: Outbox) {
  const { id, teamId, channelId, hostUserId, triggerId, name, roomName, requestedAt, confirmJoin, ringPlan, responseUrl, invited } = conference;
  const { count } = await tx.conference.createMany({
    data: [{
      id, teamId, channelId, hostUserId, triggerId, name, roomName, confirmJoin, ringAttempts: ringPlan.attempts, ringPauseMs: ringPlan.pauseMs, state: 'starting', requestedAt: new Date(requestedAt),
      invited: cipher.seal(JSON.stringify(invited)),
      responseUrl: responseUrl === null ? null : cipher.seal(responseUrl),
    }],
    skipDuplicates: true,
  });
  if (count === 1) {
    await outbox.resolvePeople(tx, id);
    return { conferenceId: id, created: true };
  }
  const first = await tx.conference.findUniqueOrThrow({ where: { teamId_triggerId: { teamId, triggerId } }, select: { id: true } });
  return { conferenceId: first.id, created: false };
}
