import type { Response } from 'express';
import express, { Router } from 'express';
import type { z } from 'zod';
import { VirtualClock } from '../../shared/clock.ts';
import { bill } from '../calls/bill.ts';
import type { World } from '../core/world.ts';
import { journalRoutes } from './journal.ts';
import { phoneRoutes } from './phones.ts';
import { advanceSchema, callbackRuleSchema, faultRuleSchema } from './schemas.ts';
import { callView, roomView } from './views.ts';

/** What the control routes need beyond the world itself. */
export interface Controls {
  idle(): Promise<boolean>;
  reset(): void;
}

/** `/_emulator`: everything a test or a person does from outside Twilio's API (README.md lists it). */
export function controlRoutes(world: World, controls: Controls): Router {
  const router = Router();
  router.use(express.json());
  router.use('/phones', phoneRoutes(world));
  router.use('/journal', journalRoutes(world));

  router.get('/account', (_request, response) => {
    const { accountSid, account, numbers } = world.settings;
    response.json({ accountSid, account, numbers });
  });
  router.get('/calls', (_request, response) => {
    response.json({ calls: [...world.store.calls.values()].map((call) => callView(world, call)) });
  });
  router.get('/rooms', (_request, response) => {
    response.json({ rooms: [...world.store.conferences.values()].map(roomView) });
  });
  router.get('/alerts', (_request, response) => void response.json({ alerts: world.store.alerts }));
  router.get('/surprises', (_request, response) => void response.json({ surprises: world.surprises.all }));
  router.get('/bill', (_request, response) => void response.json(bill(world)));

  router.get('/clock', (_request, response) => {
    response.json({ now: world.clock.now(), virtual: world.settings.clock instanceof VirtualClock });
  });
  router.post('/clock', async (request, response) => {
    const body = parsed(advanceSchema, request.body, response);
    if (body === undefined) return;
    const { clock } = world.settings;
    if (!(clock instanceof VirtualClock)) return void response.status(409).json({ error: 'The clock is real: it moves by itself.' });
    await clock.advance(body.advanceMs, () => controls.idle());
    response.json({ now: clock.now(), virtual: true });
  });

  router.get('/faults', (_request, response) => void response.json({ rules: world.faults.rules }));
  router.post('/faults', (request, response) => {
    const rule = parsed(faultRuleSchema, request.body, response);
    if (rule === undefined) return;
    world.faults.plant(rule);
    response.sendStatus(204);
  });
  router.delete('/faults', (_request, response) => {
    world.faults.clear();
    response.sendStatus(204);
  });
  router.get('/callback-faults', (_request, response) => void response.json({ counts: world.callbackFaults.counts, rules: world.callbackFaults.rules }));
  router.post('/callback-faults', (request, response) => {
    const rule = parsed(callbackRuleSchema, request.body, response);
    if (rule === undefined) return;
    world.callbackFaults.plant(rule);
    response.sendStatus(204);
  });
  router.delete('/callback-faults', (_request, response) => {
    world.callbackFaults.clear();
    response.sendStatus(204);
  });

  router.post('/idle', async (_request, response) => void response.json({ waited: await controls.idle() }));
  router.post('/reset', (_request, response) => {
    controls.reset();
    response.sendStatus(204);
  });
  return router;
}

/** The body as the schema wants it; answers 400 with what is wrong, and undefined, otherwise. */
function parsed<T>(schema: z.ZodType<T>, body: unknown, response: Response): T | undefined {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  response.status(400).json({ error: result.error.issues });
  return undefined;
}
