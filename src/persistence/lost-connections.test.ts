import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import pg from 'pg';
import { outliveLostConnections } from './lost-connections.ts';

/** One message of Postgres' protocol: a letter, its length, its content. */
function message(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

const WELCOME = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))];
const SHUTTING_DOWN = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

/** Listens like Postgres. @param greeted what the server does once it has said hello. */
async function poolAt(greeted: (socket: Socket) => void, silentMs?: number): Promise<{ readonly pool: pg.Pool; readonly close: () => Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => greeted(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pool = new pg.Pool({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'nobody', database: 'none', max: 1 });
  pool.on('error', () => undefined);
  outliveLostConnections(pool, silentMs);
  return {
    pool,
    close: async () => {
      await pool.end();
      server.close();
    },
  };
}

test('A server that greets and shuts down in one breath ends no process; whoever has the connection is told by its query', async () => {
  const { pool, close } = await poolAt((socket) => socket.end(Buffer.concat([...WELCOME, SHUTTING_DOWN])));
  const client = await pool.connect();
  await expect(client.query('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed/iu);
  client.release(true);
  await close();
});

test('A server that is gone without a word is waited for no longer than a statement may take; the next one asks on a new connection', async () => {
  let greeted = 0;
  const { pool, close } = await poolAt((socket) => {
    greeted += 1;
    socket.write(Buffer.concat(WELCOME));
  }, 200);
  await expect(pool.query('SELECT 1')).rejects.toThrow('Postgres has not answered for 0.2 s');
  const client = await pool.connect();
  await expect(client.query('BEGIN')).rejects.toThrow('Postgres has not answered');
  client.release();
  expect(greeted).toBe(2);
  await expect(pool.query('SELECT 1')).rejects.toThrow('Postgres has not answered');
  expect(greeted).toBe(3);
  await close();
});
