import type { CardPlace, CardRecord } from '../conference/ports.ts';
import type { Conference } from '../domain/conference.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import type { ConferenceRow } from './rows.ts';
import { conferenceFrom } from './rows.ts';

/** Raw SQL, inside a transaction or outside. */
export type Sql = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

/** A conference as it is stored, with the record of its card. */
export interface LoadedConference {
  readonly conference: Conference;
  readonly card: CardRecord;
}

/** A time as epoch milliseconds: within JSON a timestamp would be text, and at the top a Date. */
function ms(column: string, name: string): string {
  return `(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;
}

/** One statement for everything: people and calls come as JSON, so that a conference costs one round trip and not one a table. */
const LOAD = `
SELECT c.id, c.team_id AS "teamId", c.host_user_id AS "hostUserId", c.channel_id AS "channelId", c.name, c.room_name AS "roomName", c.state,
  ${ms('c.requested_at', 'requestedAt')}, c.confirm_join AS "confirmJoin", c.ring_attempts AS "ringAttempts", c.ring_pause_ms AS "ringPauseMs", ${ms('c.people_known_at', 'peopleKnownAt')}, ${ms('c.live_at', 'liveAt')}, ${ms('c.ended_at', 'endedAt')}, c.end_reason AS "endReason",
  ${ms('c.decided_end_at', 'decidedEndAt')}, c.decided_reason AS "decidedReason", c.decided_by AS "decidedBy", c.ended_rooms AS "endedRooms", c.prices_given_up AS "pricesGivenUp",
  c.extended_ms AS "extendedMs", c.limit_warning AS "limitWarning",
  c.card_channel_id AS "cardChannelId", c.card_ts AS "cardTs", c.card_hash AS "cardHash", c.card_lost AS "cardLost",
  (SELECT coalesce(json_agg(p), '[]') FROM (
    SELECT id, slack_user_id AS "slackUserId", name, short_name AS "shortName", is_host AS "isHost", number, second_number AS "secondNumber", number_source AS "numberSource", held,
      not_called_code AS "notCalledCode", not_called_sentence AS "notCalledSentence", state
    FROM participant WHERE conference_id = c.id ORDER BY position) p) AS participants,
  (SELECT coalesce(json_agg(k), '[]') FROM (
    SELECT id, participant_id AS "participantId", attempt, to_second AS "toSecond", "placing", ${ms('not_before', 'notBefore')}, ${ms('leased_at', 'leasedAt')}, sid, refusal, status, ${ms('answered_at', 'answeredAt')},
      ${ms('ended_at', 'endedAt')}, sip_response_code AS "sipResponseCode", presence, muted, on_hold AS "onHold", wishes, removed_themselves AS "removedThemselves", ${ms('removed_at', 'removedAt')},
      machine, ${ms('challenged_at', 'challengedAt')}, ${ms('passed_at', 'passedAt')},
      (price * 1000000)::float8 AS price, price_unit AS "priceUnit"
    FROM call WHERE conference_id = c.id ORDER BY position) k) AS calls
FROM conference c WHERE c.id = ANY($1::text[])`;

type Row = ConferenceRow & {
  readonly cardChannelId: string | null; readonly cardTs: string | null; readonly cardHash: string | null; readonly cardLost: string | null;
};

/** Reads conferences as they are at this moment, by id; those there are not are left out. */
export async function loadConferences(sql: Sql, ids: readonly string[], cipher: Cipher): Promise<ReadonlyMap<string, LoadedConference>> {
  const rows = await sql.$queryRawUnsafe<Row[]>(LOAD, ids);
  return new Map(rows.map((row) => [row.id, { conference: conferenceFrom(row, cipher), card: cardOf(row) }]));
}

/**
 * Loads conferences and keeps everybody else from changing them until the transaction ends. Whoever locks several takes them in the
 * same order, or two of them would wait for each other for ever.
 */
export async function lockConferences(tx: Sql, ids: readonly string[], cipher: Cipher): Promise<ReadonlyMap<string, LoadedConference>> {
  // A statement of its own: one that had to wait for the lock would go on to read people and calls as they were before.
  await tx.$queryRawUnsafe('SELECT 1 FROM conference WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE', ids);
  return loadConferences(tx, ids, cipher);
}

/**
 * Reads a conference once whatever was changing it has committed. A pending refresh is found before the change that asked for it has
 * committed, and a second one is then not enqueued: without the wait this would show the state before it, and nobody would refresh again.
 */
export async function loadSettled(sql: Sql, id: string, cipher: Cipher): Promise<LoadedConference | null> {
  // The lock is given back at once; what has to be seen is committed by then.
  await sql.$queryRawUnsafe('SELECT 1 FROM conference WHERE id = $1 FOR SHARE', id);
  return (await loadConferences(sql, [id], cipher)).get(id) ?? null;
}

function cardOf({ cardChannelId, cardTs, cardHash, cardLost }: Row): CardRecord {
  const place: CardPlace | null = cardChannelId === null || cardTs === null ? null : { channelId: cardChannelId, ts: cardTs };
  return { place, hash: cardHash, lost: cardLost };
}
