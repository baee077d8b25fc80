import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOWEST = 10_000;
/** vitest.config.ts starts two; there may be one more. */
const WORKERS = 3;
const SHARE = 7_000;

/**
 * A port nobody listens on now: the app must know its public address before it starts. Below the range the system takes for outgoing
 * connections (32768 and up on Linux), or one of those could take it in the meantime; and of this worker's own, for the other ones look for
 * ports at the same time.
 */
export async function freePort(): Promise<number> {
  const first = LOWEST + ((Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % WORKERS) * SHARE;
  for (;;) {
    const port = randomInt(first, first + SHARE);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
