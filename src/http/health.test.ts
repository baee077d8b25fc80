import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReadinessChecks } from './health.ts';
import { healthRouter } from './health.ts';
import type { HttpServer } from './server.ts';
import { createHttpServer } from './server.ts';

let server: HttpServer;
let port: number;
const checks: Record<string, () => Promise<void>> = {};

beforeEach(async () => {
  server = createHttpServer();
  const asked: ReadinessChecks = { database: () => checks['database']?.() ?? Promise.resolve(), workers: () => Promise.resolve() };
  server.express.use(healthRouter(asked));
  port = await server.listen(0, '127.0.0.1');
});
afterEach(async () => {
  delete checks['database'];
  await server.close();
});

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
}

test('a process that lives says so, whatever else is wrong', async () => {
  checks['database'] = () => Promise.reject(new Error('away'));
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'alive' } });
});

test('it is ready when everything it needs is', async () => {
  expect(await get('/ready')).toEqual({ status: 200, body: { status: 'ready', database: 'ready', workers: 'ready' } });
});

test('it is not ready when one thing is missing: which one is said, and why is not', async () => {
  checks['database'] = () => Promise.reject(new Error('no route to db.internal:5432 for user conference'));
  expect(await get('/ready')).toEqual({ status: 503, body: { status: 'not ready', database: 'not ready', workers: 'ready' } });
});
