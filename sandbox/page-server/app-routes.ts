import type { NextFunction, Request, Response, Router } from 'express';
import express from 'express';
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

/** `/sandbox/api`: who plays, and what is done to the app itself; everything else a page does goes to the emulators. What fails is answered with why. */
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
  router.use(sayWhy);
  return router;
}

/** Why an app cannot start is told nowhere else, so whoever asked for it is told: Express's own answer is a page, and a page cannot read that. */
function sayWhy(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  response.status(statusOf(error)).json({ error: error instanceof Error ? error.message : String(error) });
}

/** 400 for a body that is no JSON, of which Express says so itself; 500 for all else. */
function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
