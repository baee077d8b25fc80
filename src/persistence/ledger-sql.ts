/** Conferences that never began are their host's business at the moment, and nobody's history. */
export const BEGAN = "people_known_at IS NOT NULL AND coalesce(end_reason, '') NOT IN ('nobody-to-ring', 'too-many-people', 'people-unknown')";

/** The channel of a conference; nothing for direct messages, which are as good as the name of whose they are. */
export const CHANNEL = `CASE WHEN channel_id LIKE 'C%' OR channel_id LIKE 'G%' THEN channel_id ELSE '' END`;

/** Calls `k` somebody answered, as `wasAnswered` has it. */
const ANSWERED = "k.sid IS NOT NULL AND (k.answered_at IS NOT NULL OR k.status = 'completed' OR jsonb_array_length(k.presence) > 0)";

const ms = (time: string): string => `(extract(epoch FROM ${time}) * 1000)::bigint`;

/**
 * The answered calls of the conferences `c` of a query, with their minutes as `domain/cost.ts` counts them; a test holds the two together. In
 * milliseconds, for a rounding error of a fraction would be a minute more. @param now what calls that go on are counted to, in SQL.
 */
export function legsOf(query: string, now: string): string {
  return `SELECT c.*, k.price, k.price_unit,
    greatest(0, coalesce(ceil((${ms(`coalesce(k.ended_at, ${now})`)} - coalesce(${ms('k.answered_at')}, (k.presence->0->>'at')::numeric::bigint)) / 60000.0), 0)) AS minutes
    FROM ${query} c JOIN call k ON k.conference_id = c.id WHERE ${ANSWERED}`;
}

/** The conferences one Slack user ($2) of a workspace ($1) started or was called into: each of the two ways by its own index; whoever did both has it once. */
export const OF_ONE = `
(SELECT id, requested_at FROM conference WHERE team_id = $1 AND host_user_id = $2 AND ${BEGAN}
  UNION SELECT c.id, c.requested_at FROM participant p JOIN conference c ON c.id = p.conference_id AND c.team_id = p.team_id WHERE p.team_id = $1 AND p.slack_user_id = $2 AND ${BEGAN})`;
/** The same shape for everybody's. */
export const OF_ALL = `(SELECT id, requested_at FROM conference WHERE team_id = $1 AND $2::text IS NULL AND ${BEGAN})`;
