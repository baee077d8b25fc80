import type { NextFunction, Request, Response } from 'express';
import type { World } from '../core/world.ts';

/** Express middleware that writes one journal entry for each API request, once it is answered or broken off. */
export function journaling(world: World) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    let body: unknown;
    let finished = false;
    const json = response.json.bind(response);
    response.json = (value: unknown): Response => {
      body = value;
      return json(value);
    };
    response.on('finish', () => (finished = true));
    response.on('close', () => {
      const raw: unknown = request.body;
      const fault: unknown = response.locals['fault'];
      world.journal.write({
        direction: 'in',
        what: `${request.method} ${request.originalUrl}`,
        request: raw,
        response: body,
        status: finished ? response.statusCode : undefined,
        tookMs: performance.now() - began,
        fault: typeof fault === 'string' ? fault : undefined,
      });
    });
    next();
  };
}
