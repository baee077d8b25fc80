import type { Request, Response } from 'express';
import express from 'express';

/** What makes the app ready, by name; each resolves, or throws with the reason. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

/** GET /health: the process lives. GET /ready: 200 only when everything it needs is there, else 503 with what is not. */
export function healthRouter(checks: ReadinessChecks): express.Router {
  const router = express.Router();
  router.get('/health', (_request: Request, response: Response) => {
    response.json({ status: 'alive' });
  });
  router.get('/ready', async (_request: Request, response: Response) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => {
      try {
        await check();
        return [name, 'ready'];
      } catch {
        // The reason can hold addresses and names of the inside; the log has it.
        return [name, 'not ready'];
      }
    }));
    const ready = results.every(([, state]) => state === 'ready');
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', ...Object.fromEntries(results) });
  });
  return router;
}
