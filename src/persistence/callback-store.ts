import * as z from 'zod';
import type { CallbackReport, CallbackStore, KeptCallback } from '../conference/ports.ts';
import type { ConferenceEvent } from '../domain/events.ts';
import { transitionAll } from '../domain/transition.ts';
import { lockConference, TRANSACTION } from './conference-store.ts';
import type { StoreDependencies } from './conference-store.ts';
import { groupCommit } from './group-commit.ts';
import { saveChanges } from './save-changes.ts';

const reportJson = z.custom<CallbackReport>((value) => typeof value === 'object' && value !== null && 'kind' in value && 'at' in value);

/** Twilio's callbacks in the database. */
export function createCallbackStore({ prisma, cipher, outbox }: StoreDependencies, now: () => number): CallbackStore {
  const store = async (callbacks: readonly KeptCallback[]): Promise<void> => {
      await prisma.callback.createMany({
        data: callbacks.map(({ key, conferenceId, callId, report, receivedAt }) => ({
          key, conferenceId, callId, kind: report.kind, payload: { ...report }, receivedAt: new Date(receivedAt),
        })),
        skipDuplicates: true,
      });
      await outbox.applyCallbacks([...new Set(callbacks.map(({ conferenceId }) => conferenceId))]);
  };
  return {
    keep: groupCommit(store),

    apply: (conferenceId, explain) =>
      prisma.$transaction(async (tx) => {
        const before = await lockConference(tx, conferenceId, cipher);
        const rows = await tx.callback.findMany({ where: { conferenceId, appliedAt: null }, orderBy: { id: 'asc' } });
        if (rows.length === 0) return;
        if (before === null) {
          await tx.callback.updateMany({
            where: { id: { in: rows.map(({ id }) => id) } }, data: { problem: 'no conference of ours has this id: it may belong to another database' },
          });
          return;
        }
        const events: ConferenceEvent[] = [];
        const applied: bigint[] = [];
        for (const row of rows) {
          const kept: KeptCallback = {
            key: row.key, conferenceId, callId: row.callId, report: reportJson.parse(row.payload), receivedAt: row.receivedAt.getTime(),
          };
          const explained = explain(before, kept);
          if (explained !== null && 'problem' in explained) {
            if (row.problem !== explained.problem) await tx.callback.update({ where: { id: row.id }, data: { problem: explained.problem } });
            continue;
          }
          if (explained !== null) events.push(explained);
          applied.push(row.id);
        }
        const { conference, effects } = transitionAll(before, events);
        await saveChanges(tx, before, conference, effects, cipher);
        await tx.callback.updateMany({ where: { id: { in: applied } }, data: { appliedAt: new Date(now()), problem: null } });
        await outbox.enqueue(tx, conferenceId, effects);
      }, TRANSACTION),
  };
}
