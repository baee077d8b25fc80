import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on loopback. */
export interface Listening {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `handler` on loopback.
 * @param port 0 for any free port.
 * @throws the server's own error, for example EADDRINUSE.
 */
export async function listen(handler: RequestListener, port = 0): Promise<Listening> {
  // Whoever drives an emulator may stand still for seconds: a connection closed meanwhile would fail the next question, which no HTTP client repeats by itself.
  const server = createServer({ keepAliveTimeout: 0 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
