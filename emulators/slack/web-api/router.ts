import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { isObject, type JsonObject } from '../json.ts';
import type { Wire } from '../to-app/wire.ts';
import { surprise, type World } from '../world/world.ts';
import { Args } from './args.ts';
import { because, SlackFailure } from './failure.ts';
import type { Call, Method } from './method.ts';
import { METHODS } from './methods.ts';
import type { RateLimits } from './rate-limits.ts';

/** The Web API under `/api/…`: a token, a scope and a free slot, then the method itself. */
export function webApi(wire: Wire, limits: RateLimits): Router {
  const router = express.Router();
  router.all('/:method', (request, response) => {
    const name = request.params.method;
    const method = METHODS.get(name);
    try {
      if (method === undefined) {
        surprise(wire.world, 'a method the emulator does not know', name);
        throw new SlackFailure('unknown_method', { req_method: name });
      }
      response.json({ ok: true, ...answer(wire, limits, method, request, response) });
    } catch (error) {
      refuse(wire.world, error, name, response);
    }
  });
  return router;
}

function answer(wire: Wire, limits: RateLimits, method: Method, request: Request, response: Response): JsonObject {
  const { world } = wire;
  const args = new Args(argumentsOf(request));
  if (!method.open) authenticate(world, tokenOf(request, args));
  scopeHeaders(world, method, response);
  if (world.settings.rateLimits) {
    const wait = limits.take(method.name, method.limit, args.string('channel') ?? '');
    if (wait !== undefined) throw new SlackFailure('ratelimited', { retry_after: wait });
  }
  const call: Call = { world, wire, args, needs: (...anyOf) => needs(world, anyOf) };
  if (!method.open) call.needs(...method.scopes);
  return method.run(call);
}

function argumentsOf(request: Request): JsonObject {
  const query = request.query as JsonObject;
  const body: unknown = request.body;
  if (body === undefined) return query;
  if (!isObject(body)) throw new SlackFailure('json_not_object');
  return { ...query, ...body };
}

/** From the header, or as a form field or query argument; never from a JSON body. Source: docs.slack.dev/apis/web-api. */
function tokenOf(request: Request, args: Args): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  return bearer ?? (request.is('application/json') === false || request.body === undefined ? args.string('token') : undefined);
}

function authenticate(world: World, token: string | undefined): void {
  if (token === undefined) throw new SlackFailure('not_authed');
  if (token !== world.installation.botToken) throw new SlackFailure('invalid_auth');
  if (world.installation.state === 'uninstalled') throw new SlackFailure('account_inactive');
  if (world.installation.state === 'revoked') throw new SlackFailure('token_revoked');
}

function needs(world: World, anyOf: readonly string[]): void {
  const provided = world.installation.scopes;
  if (anyOf.length === 0 || anyOf.some((scope) => provided.includes(scope))) return;
  throw new SlackFailure('missing_scope', { needed: anyOf.join(','), provided: provided.join(',') });
}

function scopeHeaders(world: World, method: Method, response: Response): void {
  if (method.open || !world.settings.scopeHeaders) return;
  response.set('x-oauth-scopes', world.installation.scopes.join(','));
  if (method.scopes.length > 0) response.set('x-accepted-oauth-scopes', method.scopes.join(','));
}

function refuse(world: World, error: unknown, name: string, response: Response): void {
  if (!(error instanceof SlackFailure)) {
    surprise(world, 'the emulator itself failed', `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    response.status(500).json({ ok: false, error: 'fatal_error', ...because('the emulator itself failed') });
    return;
  }
  if (error.code === 'ratelimited') return rateLimited(response, Number(error.extra['retry_after']));
  response.json({ ok: false, error: error.code, ...error.extra });
}

/** How Slack says "too fast". Source: docs.slack.dev/apis/web-api/rate-limits. */
export function rateLimited(response: Response, retryAfterSeconds: number): void {
  response.status(429).set('Retry-After', String(retryAfterSeconds)).json({ ok: false, error: 'ratelimited' });
}

/** Express error handler: a body that cannot be read is answered like everything else, with a word. */
export function unreadable(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  response.json({ ok: false, error: type === 'entity.parse.failed' ? 'invalid_json' : 'invalid_post_type' });
}
