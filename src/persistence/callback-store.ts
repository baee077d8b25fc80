import * as z from 'zod';
import type { CallbackReport, CallbackStore, Explain, KeptCallback } from '../conference/ports.ts';
import type { Conference } from '../domain/conference.ts';
import type { ConferenceEvent } from '../domain/events.ts';
import { transitionAll } from '../domain/transition.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { TRANSACTION } from './conference-store.ts';
import type { StoreDependencies } from './conference-store.ts';
import { groupCommit } from './group-commit.ts';
import { lockConferences } from './load-conferences.ts';
import { saveChanges } from './save-changes.ts';

const reportJson = z.custom<CallbackReport>((value) => typeof value === 'object' && value !== null && 'kind' in value && 'at' in value);

/** In the order of the keys: of two processes that keep the same ones, in whatever order they came, none waits for the other in a circle. */
const KEEP = `
INSERT INTO callback (key, conference_id, call_id, kind, payload, received_at)
SELECT key, "conferenceId", "callId", report->>'kind', report, to_timestamp("receivedAt" / 1000)
FROM json_to_recordset($1::text::json) AS n(key text, "conferenceId" text, "callId" text, report jsonb, "receivedAt" float8)
ORDER BY key
ON CONFLICT (key) DO NOTHING`;

const UNAPPLIED = `
SELECT id::text, key, conference_id AS "conferenceId", call_id AS "callId", payload AS report, (extract(epoch FROM received_at) * 1000)::float8 AS "receivedAt", problem
FROM callback WHERE conference_id = ANY($1::text[]) AND applied_at IS NULL ORDER BY received_at, id`;

type KeptRow = KeptCallback & { readonly id: string; readonly problem: string | null };

const STRANGER = 'no conference of ours has this id: it may belong to another database';

/** Twilio's callbacks in the database. */
export function createCallbackStore({ prisma, cipher, outbox, watch }: StoreDependencies, now: () => number): CallbackStore {
  const store = async (callbacks: readonly KeptCallback[]): Promise<void> => {
    await prisma.$executeRawUnsafe(KEEP, JSON.stringify(callbacks));
    await outbox.applyCallbacks([...new Set(callbacks.map(({ conferenceId }) => conferenceId))].sort());
  };
  return {
    keep: groupCommit(store),

    apply: async (conferenceIds, explain) => {
      const done = await prisma.$transaction(async (tx) => {
        const conferences = await lockConferences(tx, conferenceIds, cipher);
        const kept = Map.groupBy(await tx.$queryRawUnsafe<KeptRow[]>(UNAPPLIED, conferenceIds), ({ conferenceId }) => conferenceId);
        const read = [...kept].map(([conferenceId, rows]) => explainAll(conferences.get(conferenceId)?.conference, rows, explain));
        const changes = read.flatMap(({ before, events }) => {
          if (before === undefined || events.length === 0) return [];
          const { conference: after, effects } = transitionAll(before, events);
          return [{ conferenceId: before.id, before, after, effects }];
        });
        await saveChanges(tx, changes, cipher);
        const at = now();
        await markApplied(tx, read.flatMap(({ applied }) => applied.map(({ id }) => id)), new Date(at));
        await noteProblems(tx, read.flatMap(({ problems }) => problems));
        await outbox.enqueue(tx, changes);
        return { changes, lags: read.flatMap(({ applied }) => applied.map(({ report }) => at - report.at)) };
      }, TRANSACTION);
      watch.changed(done.changes);
      watch.applied(done.lags);
    },
  };
}

interface Explained {
  readonly before: Conference | undefined;
  readonly events: readonly ConferenceEvent[];
  /** The callbacks that are done with. */
  readonly applied: readonly KeptRow[];
  /** Callbacks that cannot be applied, and why: only those that say something new. */
  readonly problems: readonly { readonly id: string; readonly problem: string }[];
}

function explainAll(before: Conference | undefined, rows: readonly KeptRow[], explain: Explain): Explained {
  const explained = rows.map((row) => {
    const what = before === undefined ? { problem: STRANGER } : explain(before, { ...row, report: reportJson.parse(row.report) });
    return { row, what };
  });
  return {
    before,
    events: explained.flatMap(({ what }) => (what === null || 'problem' in what ? [] : [what])),
    applied: explained.flatMap(({ row, what }) => (what !== null && 'problem' in what ? [] : [row])),
    problems: explained.flatMap(({ row, what }) => (what !== null && 'problem' in what && what.problem !== row.problem ? [{ id: row.id, problem: what.problem }] : [])),
  };
}

async function markApplied(tx: Prisma.TransactionClient, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRawUnsafe('UPDATE callback SET applied_at = $1::timestamptz, problem = NULL WHERE id = ANY($2::bigint[])', at.toISOString(), ids);
}

async function noteProblems(tx: Prisma.TransactionClient, problems: Explained['problems']): Promise<void> {
  for (const [problem, those] of Map.groupBy(problems, (one) => one.problem)) {
    await tx.callback.updateMany({ where: { id: { in: those.map(({ id }) => BigInt(id)) } }, data: { problem } });
  }
}
