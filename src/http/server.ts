import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** An HTTP server that knows what it has under way. */
export interface HttpServer {
  readonly express: express.Express;
  /** @param host all addresses when absent. @returns the port it listens on. @throws the server's own error, for example EADDRINUSE. */
  listen(port: number, host?: string): Promise<number>;
  /** Takes no new connections, and resolves when every answer is out. */
  close(): Promise<void>;
  /** Requests that are not answered yet. */
  underWay(): number;
}

/**
 * How long an idle connection stays open: longer than the proxy in front keeps it, or one sends a request on it in the moment in which Node closes it. Such a POST
 * is sent by nobody again, and Slack shows dispatch_failed. Caddy keeps one for 2 min (caddyserver/caddy#6452), nginx and AWS's load balancers for 1 min; Node's own 5 s
 * are less than any of them.
 */
const KEEP_IDLE_MS = 125_000;

/** An Express app on a server of its own. No parser stands in front: Slack's signature is made of the raw body. */
export function createHttpServer(): HttpServer {
  const app = express();
  app.disable('x-powered-by');
  let open = 0;
  let closing = false;
  app.use((_request, response, next) => {
    open += 1;
    response.once('close', () => {
      open -= 1;
      // Whoever asked may keep the connection; Node would wait for it to be idle for all that time.
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    next();
  });
  const server = createServer({ keepAliveTimeout: KEEP_IDLE_MS }, app);
  return {
    express: app,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, ...(host === undefined ? {} : { host }) }, () => resolve((server.address() as AddressInfo).port));
      }),
    close: () =>
      new Promise((resolve, reject) => {
        closing = true;
        server.close((error) => (error === undefined || ('code' in error && error.code === 'ERR_SERVER_NOT_RUNNING') ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
    underWay: () => open,
  };
}
