import type { World } from './world.ts';

/** Everything a dump of the database would hold, a text a row: the app's tables and those of the job queue. */
export async function dump({ database }: Pick<World, 'database'>): Promise<readonly { readonly table: string; readonly row: string }[]> {
  const tables = await database.query(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const rows = await Promise.all(tables.map(async ({ schema, name }) => {
    const table = `${String(schema)}.${String(name)}`;
    const all = await database.query(`SELECT row_to_json(t)::text AS row FROM "${String(schema)}"."${String(name)}" t`);
    return all.map(({ row }) => ({ table, row: String(row) }));
  }));
  return rows.flat();
}

/** The rows in which one of these numbers can be read, whatever stands between its digits. @param digits the last of them, without the country. */
export async function rowsShowing(world: Pick<World, 'database'>, digits: readonly string[]): Promise<readonly string[]> {
  const patterns = digits.map((one) => new RegExp(one.split('').join('[\\s().\\-/]*'), 'u'));
  return (await dump(world)).filter(({ row }) => patterns.some((pattern) => pattern.test(row))).map(({ table, row }) => `${table}: ${row}`);
}
