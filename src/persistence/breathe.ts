import { setImmediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';

/** The longest statements follow one another before requests get their turn. */
const AT_A_STRETCH_MS = 20;

/**
 * Lets the process breathe between statements and transactions. PGlite works inside this very thread, and its answers come without a turn of the
 * event loop: as long as statements wait, no request would be read and none answered, for many seconds after a crash left much to catch up with.
 */
export function breatheBetweenStatements(lite: PGlite): void {
  const query = lite.query.bind(lite);
  const transaction = lite.transaction.bind(lite);
  let lastTurn = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - lastTurn <= AT_A_STRETCH_MS) return;
    await setImmediate();
    lastTurn = performance.now();
  };
  lite.query = async <Row>(...statement: Parameters<typeof query>) => {
    await breathe();
    return query<Row>(...statement);
  };
  lite.transaction = async <Result>(work: Parameters<typeof transaction<Result>>[0]) => {
    await breathe();
    return transaction<Result>(work);
  };
}
