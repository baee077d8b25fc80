import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A port of loopback to listen on: the wanted one, else any that is free. It is let go before it is used, so that somebody else could
 * take it in between; the app needs to know its address before it listens.
 * @param wanted 0 for any.
 */
export async function choosePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

/** The port it can have; undefined when somebody listens there, or nobody may. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
