import pg from 'pg';
import { onServer, urlOf } from '../test/support/server.ts';

/** A database of one measurement's own. */
export interface BenchDatabase {
  readonly url: string;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

let made = 0;

/** Makes an empty database on a server. */
export async function freshDatabase(server: string): Promise<BenchDatabase> {
  made += 1;
  const name = `conference_bench_${process.pid}_${made}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = urlOf(server, name);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  return {
    url,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) => (await pool.query(sql, [...parameters])).rows as Row[],
    drop: async () => {
      await pool.end();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
