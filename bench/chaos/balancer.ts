import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOK_EVERY_MS = 400;
const LOOK_TIMEOUT_MS = 1_500;

/** A load balancer as it stands before real instances: takes turns among those that are ready, and repeats nothing. */
export interface Balancer {
  readonly url: string;
  /** Requests it had to refuse: the instance broke off (502), or none was ready (503). */
  readonly refused: { bad: number; none: number };
  /** How many instances are ready. */
  ready(): number;
  close(): void;
}

/** @param targets addresses of the instances, without a trailing slash. */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  const healthy = new Set<string>();
  const refused = { bad: 0, none: 0 };
  let turn = 0;
  const server = createServer((request, response) => {
    const ready = targets.filter((target) => healthy.has(target));
    const target = ready[turn++ % Math.max(1, ready.length)];
    if (target === undefined) {
      refused.none += 1;
      request.resume();
      response.writeHead(503).end('no instance is ready');
      return;
    }
    pass(request, response, target, () => {
      refused.bad += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const look = setInterval(() => {
    for (const target of targets) void isReady(target).then((ready) => (ready ? healthy.add(target) : healthy.delete(target)));
  }, LOOK_EVERY_MS);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, refused,
    ready: () => healthy.size,
    close: () => {
      clearInterval(look);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Hands a request on and its answer back. An instance that breaks off before it answered is a 502; the request may have been carried out. */
function pass(request: IncomingMessage, response: ServerResponse, target: string, onBroken: () => void): void {
  const onward = httpRequest(target + (request.url ?? '/'), { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => {
    onBroken();
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('the instance broke off');
  });
  request.pipe(onward);
}

async function isReady(target: string): Promise<boolean> {
  try {
    return (await fetch(`${target}/ready`, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) })).status === 200;
  } catch {
    return false;
  }
}
