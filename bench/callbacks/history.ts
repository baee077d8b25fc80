import type { BenchDatabase } from '../databases.ts';
import { CALLBACKS_PER_CONFERENCE, insertConferences, PEOPLE } from './stories.ts';

/** Conferences of the past have numbers from here on. */
const PAST = 1_000_000;

/**
 * Fills the tables as a month of conferences leaves them: all over, all told of, every callback applied. What pg-boss keeps is little, for a
 * job that is done is deleted; some dead ones wait for an operator.
 * @param callbacks how many callbacks of the past there are.
 */
export async function insertHistory(database: BenchDatabase, callbacks: number): Promise<void> {
  const conferences = Math.ceil(callbacks / CALLBACKS_PER_CONFERENCE);
  await insertConferences(database, PAST, conferences);
  await database.query(`UPDATE conference SET state = 'ended', settled = true, end_reason = 'everyone-left', card_channel_id = channel_id, card_ts = '1', card_hash = md5(id), card_lost = NULL,
    requested_at = now() - interval '1 hour', people_known_at = now() - interval '1 hour', live_at = now() - interval '59 minutes', ended_at = now() - interval '30 minutes',
    ended_rooms = '{"CF00": 1}' WHERE room_name >= 'room' AND id IN (SELECT 'bench-' || n FROM generate_series(${PAST}, ${PAST + conferences - 1}) n)`);
  const past = `conference_id IN (SELECT id FROM conference WHERE settled)`;
  await database.query(`UPDATE participant SET state = 'left' WHERE ${past}`);
  await database.query(`UPDATE call SET status = 'completed', answered_at = now(), ended_at = now(), sip_response_code = 200,
    presence = '[{"kind":"join","roomSid":"CF00","sequence":1,"at":1},{"kind":"leave","roomSid":"CF00","sequence":2,"at":2}]' WHERE ${past}`);
  await database.query(`INSERT INTO callback (key, conference_id, call_id, kind, payload, received_at, applied_at)
    SELECT 'CA' || lpad(to_hex(hashint8(n)::bigint & 4294967295), 32, '0') || '/' || k || '/' || n, 'bench-' || n, 'bench-' || n || '-c' || k % ${PEOPLE}, 'call',
      jsonb_build_object('kind', 'call', 'callSid', 'CA' || lpad(to_hex(n), 32, '0'), 'status', 'ringing', 'sipResponseCode', 200, 'at', 1, 'sequence', k),
      now() - interval '1 hour', now() - interval '1 hour'
    FROM generate_series(${PAST}, ${PAST + conferences - 1}) n, generate_series(1, ${CALLBACKS_PER_CONFERENCE}) k`);
  await database.query(`INSERT INTO thread_line (conference_id, key, line, posted_ts)
    SELECT 'bench-' || n, k::text, jsonb_build_object('key', k::text, 'kind', 'joined', 'participantId', 'bench-' || n || '-p' || k % ${PEOPLE}, 'at', 1), '1.1'
    FROM generate_series(${PAST}, ${PAST + conferences - 1}) n, generate_series(1, ${2 * PEOPLE + 1}) k`);
  // Full: the rows were written in several versions, and what a month leaves was not.
  await database.query('VACUUM (FULL, ANALYZE)');
}
