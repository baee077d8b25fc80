import type { Conference } from '../domain/conference.ts';
import type { Participant } from '../domain/participant.ts';
import type { Effect } from '../domain/effects.ts';
import type { Cipher } from './cipher.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { callColumns, conferenceColumns, participantColumns, participantRow } from './rows.ts';

/** Two versions of a conference, and the effects of what lies between. */
export interface Change {
  readonly before: Conference;
  readonly after: Conference;
  readonly effects: readonly Effect[];
}

/**
 * Writes what differs between the versions of conferences, and the thread lines among the effects: one statement a table, however many
 * there are. Whatever is the very same object in both did not change: `transition` keeps identity.
 */
export async function saveChanges(tx: Prisma.TransactionClient, changes: readonly Change[], cipher: Cipher): Promise<void> {
  const changed = changes.filter(({ before, after }) => before !== after);
  // Most changes are of people and their calls alone.
  await update(tx, UPDATE_CONFERENCES, changed.map(({ before, after }) => [conferenceColumns(before), conferenceColumns(after)] as const)
    .flatMap(([old, columns]) => (JSON.stringify(old) === JSON.stringify(columns) ? [] : [columns])));
  const withPeople = changed.filter(({ before, after }) => before.participants !== after.participants);
  await saveParticipants(tx, withPeople, cipher);
  await saveCalls(tx, withPeople);
  await insertLines(tx, changes);
}

async function saveParticipants(tx: Prisma.TransactionClient, changes: readonly Change[], cipher: Cipher): Promise<void> {
  const added: Prisma.ParticipantCreateManyInput[] = [];
  const decided: ReturnType<typeof participantColumns>[] = [];
  const states: { readonly id: string; readonly state: string }[] = [];
  for (const { before, after } of changes) {
    const known = new Map(before.participants.map((participant) => [participant.id, participant]));
    for (const [position, participant] of after.participants.entries()) {
      const { id, state } = participant;
      const old = known.get(id);
      if (old === undefined) added.push(participantRow(after, participant, position, cipher));
      else if (isDecidedAnew(old, participant)) decided.push(participantColumns(participant, cipher));
      else if (old.state !== state) states.push({ id, state });
    }
  }
  if (added.length > 0) await tx.participant.createMany({ data: added });
  await update(tx, UPDATE_PARTICIPANTS, decided);
  await update(tx, UPDATE_STATES, states);
}

/** Whether more than a state changed, which is rare: what Twilio tells changes states alone. A new number comes with a new call. */
function isDecidedAnew(old: Participant, participant: Participant): boolean {
  return old.held !== participant.held || old.notCalled !== participant.notCalled || old.shortName !== participant.shortName || old.calls.length !== participant.calls.length;
}

async function saveCalls(tx: Prisma.TransactionClient, changes: readonly Change[]): Promise<void> {
  const rows = changes.flatMap(({ before, after }) => {
    const known = new Map(before.participants.flatMap(({ calls }) => calls.map((call) => [call.id, call])));
    return after.participants.flatMap((participant) => participant.calls.flatMap((call, position) =>
      known.get(call.id) === call ? [] : [{ conference_id: after.id, team_id: after.teamId, participant_id: participant.id, position, ...callColumns(call) }]));
  });
  if (rows.length > 0) await tx.$executeRawUnsafe(UPSERT_CALLS, JSON.stringify(rows));
}

async function insertLines(tx: Prisma.TransactionClient, changes: readonly Change[]): Promise<void> {
  const rows = changes.flatMap(({ after, effects }) => effects.flatMap((effect) =>
    effect.effect === 'say-in-thread' ? [{ conference_id: after.id, key: effect.line.key, line: effect.line }] : []));
  if (rows.length > 0) await tx.$executeRawUnsafe(INSERT_LINES, JSON.stringify(rows));
}

/**
 * Updates rows by their ids, all in one statement. The ids are passed a second time as an array: the planner knows how many those are, and
 * of the rows of a JSON text it assumes a hundred, for which it would rather read a whole table.
 */
async function update(tx: Prisma.TransactionClient, sql: string, rows: readonly { readonly id: string }[]): Promise<void> {
  if (rows.length > 0) await tx.$executeRawUnsafe(sql, JSON.stringify(rows), rows.map(({ id }) => id));
}

const INSERT_LINES = `INSERT INTO thread_line (conference_id, key, line)
  SELECT conference_id, key, line FROM json_to_recordset($1::text::json) AS n(conference_id text, key text, line jsonb)
  ON CONFLICT (conference_id, key) DO NOTHING`;

const UPDATE_CONFERENCES = updateSql('conference', {
  name: 'text', state: 'text', settled: 'boolean', priced: 'boolean', prices_given_up: 'boolean', people_known_at: 'timestamptz', live_at: 'timestamptz', ended_at: 'timestamptz', end_reason: 'text',
  decided_end_at: 'timestamptz', decided_reason: 'text', decided_by: 'text', ended_rooms: 'jsonb',
  extended_ms: 'integer', limit_warning: 'jsonb', alone_since: 'timestamptz',
});
const UPDATE_STATES = updateSql('participant', { state: 'text' });
const UPDATE_PARTICIPANTS = updateSql('participant', {
  state: 'text', short_name: 'text', number: 'text', second_number: 'text', number_source: 'text', held: 'jsonb', not_called_code: 'text', not_called_sentence: 'text',
});

const CALL_COLUMNS = {
  attempt: 'integer', to_second: 'boolean', placing: 'text', not_before: 'timestamptz', leased_at: 'timestamptz', sid: 'text', refusal: 'jsonb', status: 'text', answered_at: 'timestamptz', ended_at: 'timestamptz',
  sip_response_code: 'integer', presence: 'jsonb', muted: 'jsonb', on_hold: 'jsonb', wishes: 'jsonb', removed_at: 'timestamptz', machine: 'jsonb', challenged_at: 'timestamptz', passed_at: 'timestamptz', removed_themselves: 'boolean',
  price: 'numeric', price_unit: 'text',
};
const UPSERT_CALLS = `INSERT INTO call (id, conference_id, team_id, participant_id, position, ${quoted(CALL_COLUMNS)})
  SELECT id, conference_id, team_id, participant_id, position, ${quoted(CALL_COLUMNS)}
  FROM json_to_recordset($1::text::json) AS n(id text, conference_id text, team_id text, participant_id text, position integer, ${typed(CALL_COLUMNS)})
  ON CONFLICT (id) DO UPDATE SET ${Object.keys(CALL_COLUMNS).map((name) => `"${name}" = excluded."${name}"`).join(', ')}`;

/** Columns with their types. */
type Columns = Readonly<Record<string, string>>;

function updateSql(table: string, columns: Columns): string {
  return `UPDATE "${table}" t SET ${Object.keys(columns).map((name) => `"${name}" = n."${name}"`).join(', ')}
    FROM json_to_recordset($1::text::json) AS n(id text, ${typed(columns)}) WHERE t.id = n.id AND t.id = ANY($2::text[])`;
}

function quoted(columns: Columns): string {
  return Object.keys(columns).map((name) => `"${name}"`).join(', ');
}

function typed(columns: Columns): string {
  return Object.entries(columns).map(([name, type]) => `"${name}" ${type}`).join(', ');
}
