import pg from 'pg';

/** Tells a Postgres server something, on a connection of its own. */
export function onServer(server: string, sql: string): Promise<void> {
  return connected(server, async (client) => void (await client.query(sql)));
}

/**
 * Makes a database that is a copy of another. Since version 15 Postgres copies page by page through its log unless told otherwise
 * (docs sql-createdatabase, STRATEGY), which takes several times the CPU of copying the files.
 */
export function copyDatabase(server: string, name: string, template: string): Promise<void> {
  return connected(server, async (client) => {
    const { rows: [version] } = await client.query<{ isNew: boolean }>(`SELECT current_setting('server_version_num')::int >= 150000 AS "isNew"`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}${version?.isNew === true ? ' STRATEGY file_copy' : ''}`);
  });
}

async function connected(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
