import type pg from 'pg';

/**
 * Lets the process outlive what a server that shuts down says on its connections. Between pool and borrower there is a moment in which nobody
 * listens on one, and Node ends a process at an 'error' nobody hears. Nothing is hidden: the next query on such a connection fails.
 */
export function outliveLostConnections(pool: Pick<pg.Pool, 'on'>): void {
  pool.on('connect', (client) => client.on('error', () => undefined));
}
