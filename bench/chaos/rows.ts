import type { Query } from './database.ts';

/** What the database holds at the end, by the names of its columns. Read with plain SQL: the app's own reading is under test too. */
export interface Rows {
  readonly conferences: readonly ConferenceRow[];
  readonly participants: readonly ParticipantRow[];
  readonly calls: readonly CallRow[];
  readonly lines: readonly LineRow[];
  readonly unapplied: readonly { readonly conference_id: string; readonly call_id: string | null; readonly problem: string | null; readonly payload: unknown }[];
  readonly deadJobs: readonly { readonly data: unknown; readonly output: unknown }[];
}

export interface ConferenceRow {
  readonly id: string;
  readonly name: string | null;
  readonly trigger_id: string;
  readonly channel_id: string;
  readonly state: string;
  readonly end_reason: string | null;
  /** When its end was decided on, whatever the phones did; null when they ended it. */
  readonly decided_end_at: Date | null;
  readonly decided_reason: string | null;
  readonly requested_at: Date;
  /** From when on its people could be rung. */
  readonly people_known_at: Date | null;
  readonly ended_at: Date | null;
  readonly live_at: Date | null;
  readonly card_channel_id: string | null;
  readonly card_ts: string | null;
  readonly card_lost: string | null;
  readonly settled: boolean;
}

export interface ParticipantRow {
  readonly id: string;
  readonly conference_id: string;
  readonly slack_user_id: string | null;
  readonly name: string;
  readonly short_name: string;
  readonly state: string;
  readonly not_called_code: string | null;
}

export interface CallRow {
  readonly id: string;
  readonly conference_id: string;
  readonly participant_id: string;
  readonly placing: string;
  readonly sid: string | null;
  readonly status: string | null;
  readonly refusal: unknown;
}

export interface LineRow {
  readonly conference_id: string;
  readonly key: string;
  readonly line: { readonly kind: string; readonly participantId?: string; readonly callId?: string };
  readonly posted_ts: string | null;
}

export async function readRows(query: Query): Promise<Rows> {
  return {
    conferences: await query('SELECT * FROM conference ORDER BY requested_at'),
    participants: await query('SELECT * FROM participant ORDER BY position'),
    calls: await query('SELECT * FROM call WHERE "placing" <> \'withdrawn\' ORDER BY position'),
    lines: await query('SELECT conference_id, key, line, posted_ts FROM thread_line ORDER BY id'),
    unapplied: await query('SELECT conference_id, call_id, problem, payload FROM callback WHERE applied_at IS NULL'),
    deadJobs: await query("SELECT data, output FROM pgboss.job WHERE name = 'dead-jobs'"),
  };
}

/** Whether the app has something left to do: a conference that is not settled, or a job that is to run sooner or later. */
export async function isBusy(query: Query): Promise<boolean> {
  const [row] = await query<{ busy: boolean }>(`SELECT
    EXISTS (SELECT 1 FROM conference WHERE NOT settled)
    OR EXISTS (SELECT 1 FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name NOT LIKE '\\_\\_pgboss%'
      AND name NOT IN ('dead-jobs', 'sweep', 'watch-limit', 'end-when-alone')) AS busy`);
  return row?.busy ?? true;
}
