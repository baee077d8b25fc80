import { Socket } from 'node:net';
import pg from 'pg';

/** No statement of ours is without an answer for so long where somebody answers at all; TCP would wait for a quarter of an hour. */
const SILENT_MS = 20_000;

/** How long a new connection, or one somebody else has, is waited for, in milliseconds: a host that is gone refuses nothing. */
export const CONNECT_WITHIN_MS = 15_000;

/**
 * Lets the process outlive connections that are lost. What a server that shuts down says on one: between pool and borrower there is a moment in
 * which nobody listens on it, and Node ends a process at an 'error' nobody hears. And a server that is gone without a word, its address
 * another's by now: whoever waits for an answer would hold up all who wait for them. Nothing is hidden: the query on such a connection fails.
 * @param silentMs how long a connection may be silent before it counts as lost, in milliseconds.
 */
export function outliveLostConnections(pool: Pick<pg.Pool, 'on'>, silentMs = SILENT_MS): void {
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    const stream = client instanceof pg.Client ? client.connection.stream : undefined;
    if (stream instanceof Socket) stream.setTimeout(silentMs, () => stream.destroy(new Error(`Postgres has not answered for ${silentMs / 1_000} s`)));
  });
}
