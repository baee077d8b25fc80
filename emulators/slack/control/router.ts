import express, { type Request, type Response, type Router } from 'express';
import { VirtualClock } from '../../shared/clock.ts';
import type { FaultRule } from '../../shared/faults.ts';
import type { SlackEmulator } from '../api.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { DeliveryRule } from '../to-app/delivery-faults.ts';
import { asPerson } from './as-person.ts';
import { describeTeam } from './describe-team.ts';
import { screenOf } from './screen.ts';
import { stream } from './stream.ts';

type Asked = Request<Record<string, string>>;
type Handler = (request: Asked, body: JsonObject) => unknown;

/** `/_emulator/…`: everything a test does in the process, for any program over HTTP. README.md lists it. */
export function control(emulator: SlackEmulator): Router {
  const router = express.Router();
  const on = (method: 'get' | 'post' | 'put' | 'delete', path: string, handler: Handler): void => {
    router[method](path, (request: Asked, response: Response) => void respond(handler, request, response));
  };
  on('get', '/', () => describeTeam(emulator));
  on('get', '/channels/:channel', ({ params }) => {
    const { id, name, messages, cards } = emulator.channel(params['channel'] ?? '');
    return { id, name, messages, cards };
  });
  on('get', '/channels/:channel/threads/:root', ({ params }) => {
    const { root, lines, messages } = emulator.channel(params['channel'] ?? '').thread(params['root'] ?? '');
    return { root, lines, messages };
  });
  on('get', '/as/:who', ({ params }) => {
    const { user, sees, directMessages, modal, home } = emulator.as(params['who'] ?? '');
    return { user, sees, directMessages: directMessages.messages, modal, home };
  });
  on('get', '/as/:who/screen', ({ params, query }) => {
    const { channel = 'general', thread } = query;
    return screenOf(emulator, params['who'] ?? '', { channel: typeof channel === 'string' ? channel : 'general', thread: typeof thread === 'string' ? thread : undefined });
  });
  on('post', '/as/:who/:deed', ({ params }, body) => asPerson(emulator, params['who'] ?? '', params['deed'] ?? '', body));
  on('get', '/faults', () => ({ rules: emulator.faults.rules }));
  on('post', '/faults', (_, body) => void emulator.faults.plant(body as object as FaultRule));
  on('delete', '/faults', () => emulator.faults.clear());
  on('get', '/delivery-faults', () => ({ rules: emulator.deliveryFaults.rules }));
  on('post', '/delivery-faults', (_, body) => void emulator.deliveryFaults.plant(body as object as DeliveryRule));
  on('delete', '/delivery-faults', () => emulator.deliveryFaults.clear());
  on('put', '/app', (_, body) => {
    emulator.requestUrl = typeof body['requestUrl'] === 'string' ? body['requestUrl'] : undefined;
  });
  on('post', '/app/uninstall', () => emulator.uninstallsApp());
  on('post', '/app/verify-url', async () => ({ verified: await emulator.verifiesUrl() }));
  on('post', '/app/event', async (_, body) => ({ sent: await emulator.sendsEvent(body) }));
  on('get', '/clock', () => ({ now: emulator.world.clock.now(), virtual: emulator.world.clock instanceof VirtualClock }));
  on('post', '/clock', (_, body) => advance(emulator, Number(body['advanceMs'] ?? 0)));
  on('get', '/journal', ({ query }) => emulator.journal.entries.filter(({ number }) => number > Number(query['after'] ?? 0)));
  on('get', '/surprises', () => emulator.surprises);
  on('post', '/idle', async () => ({ waited: await emulator.idle() }));
  on('post', '/reset', () => emulator.reset());
  router.get('/stream', stream(emulator));
  return router;
}

async function advance({ world, ...emulator }: SlackEmulator, ms: number): Promise<{ now: number }> {
  if (!(world.clock instanceof VirtualClock)) throw new Error('This emulator runs on the wall clock; only a virtual clock can be moved.');
  await world.clock.advance(ms, () => emulator.idle());
  return { now: world.clock.now() };
}

/** A mistake in what was asked (an unknown name, no such button) is a 400 that says so. */
async function respond(handler: Handler, request: Asked, response: Response): Promise<void> {
  try {
    const body: unknown = request.body;
    response.json((await handler(request, isObject(body) ? body : {})) ?? {});
  } catch (error) {
    response.status(400).json({ error: error instanceof Error ? error.message : String(error) });
  }
}
