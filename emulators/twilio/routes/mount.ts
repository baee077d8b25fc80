import type { Request, Response } from 'express';
import { Router } from 'express';
import type { World } from '../core/world.ts';
import type { ApiAnswer, ApiRequest, Route } from './api.ts';
import { Fields } from './api.ts';
import { authenticate } from './auth.ts';
import { errorBody, notFound, TwilioError } from './errors.ts';

/** An Express router that serves the given operations, judged by the caller's credentials first. */
export function mountApi(world: World, routes: readonly Route[]): Router {
  const router = Router();
  for (const route of routes) {
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), (request, response) => {
      const asked = read(request);
      answer(response, () => {
        authenticate(world, request.headers.authorization, asked);
        noteUnknownKeys(world, route, asked);
        const given = route.handle(world, asked);
        remember(world, route, asked, given);
        return given;
      });
    });
  }
  router.use((request, response) => {
    answer(response, () => {
      authenticate(world, request.headers.authorization, read(request));
      world.surprises.note('unknown-route', `${request.method} ${request.path}`);
      throw notFound(request.path);
    });
  });
  return router;
}

function read(request: Request): ApiRequest {
  const query = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(request.originalUrl.split('?')[1] ?? '')) query.set(key, [...(query.get(key) ?? []), value]);
  const body: unknown = request.body;
  const form = Object.entries(typeof body === 'object' && body !== null ? body : {}).map(([key, value]): [string, string[]] => [key, [value].flat().map(String)]);
  return {
    path: Object.fromEntries(Object.entries(request.params).map(([key, value]) => [key, String(value)])),
    query: new Fields(query),
    form: new Fields(new Map(form)),
    uri: decodeURI(request.path),
    origin: `${request.protocol}://${request.get('host') ?? 'api.twilio.com'}`,
  };
}

function answer(response: Response, work: () => ApiAnswer): void {
  try {
    const { status, body } = work();
    response.status(status);
    if (body === undefined) response.end();
    else response.json(body);
  } catch (error) {
    if (error instanceof TwilioError) response.status(error.status).json(error.body);
    else response.status(500).json(errorBody(500, 20500, `The emulator failed: ${error instanceof Error ? error.stack : String(error)}`));
  }
}

/** Real Twilio ignores unknown keys in silence; a test wants to know of them. */
function noteUnknownKeys(world: World, { accepts = [], method }: Route, { form, query, uri }: ApiRequest): void {
  const given = method === 'post' ? form.keys : query.keys;
  for (const key of given) if (!accepts.includes(key)) world.surprises.note('unknown-key', `${key} at ${method.toUpperCase()} ${uri}`);
}

/** Keeps requests about a call for its Events resource. */
function remember(world: World, { method }: Route, { path, form, uri }: ApiRequest, { status, body }: ApiAnswer): void {
  const made = typeof body === 'object' && body !== null && 'sid' in body ? String(body.sid) : '';
  const callSid = path['CallSid'] ?? (made === '' ? path['Sid'] : made) ?? '';
  if (method === 'get' || !callSid.startsWith('CA')) return;
  const parameters = Object.fromEntries(form.keys.map((key) => [key, form.all(key).join(' ')]));
  const events = world.store.apiEvents.get(callSid) ?? [];
  world.store.apiEvents.set(callSid, events);
  events.push({
    request: { method: method.toUpperCase(), url: `https://api.twilio.com${uri}`, parameters },
    response: { response_code: status, request_duration: 1, content_type: 'application/json', response_body: JSON.stringify(body ?? null) },
  });
}
