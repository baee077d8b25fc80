import express, { type Router } from 'express';
import { z } from 'zod';
import type { AppProcess } from '../app-process/app-process.ts';
import { loadCast } from '../cast.ts';
import type { Shortcut } from './shortcuts.ts';

const bodySchema = z.strictObject({ do: z.enum(['kill', 'start', 'restart']) });

export interface AppRoutesOptions {
  readonly slackUrl: string;
  readonly app: AppProcess;
  readonly shortcuts: readonly Shortcut[];
  /** Makes everything as it was when the sandbox started. */
  readonly fresh: () => Promise<void>;
}

/** `/sandbox/api`: who plays, and what is done to the app itself; everything else a page does goes to the emulators. */
export function appRoutes({ slackUrl, app, shortcuts, fresh }: AppRoutesOptions): Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/cast', async (_request, response) => {
    response.json({ members: (await loadCast(slackUrl)).members, shortcuts });
  });
  router.post('/app', async (request, response) => {
    const body = bodySchema.safeParse(request.body).data;
    if (body === undefined) return void response.status(400).json({ error: 'Say { "do": "kill" }, "start" or "restart".' });
    if (body.do !== 'start') await app.kill();
    if (body.do !== 'kill') await app.start();
    response.json({ state: app.state });
  });
  router.post('/fresh', async (_request, response) => {
    await fresh();
    response.json({ state: app.state });
  });
  return router;
}
