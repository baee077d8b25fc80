import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { Log } from '../conference/ports.ts';

/**
 * The last word to a request that broke off: a sentence, and never a look inside the app (express would send the stack). It stands
 * behind all routes.
 * @returns middleware that keeps a 4xx the error brings, as those of the body parser and of addresses that cannot be decoded do; all else is 500.
 */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(error);
    // Anybody can send nonsense; only what broke on our side is an error of ours.
    log[status < 500 ? 'info' : 'error']({ method: request.method, status, error }, 'A request could not be handled');
    if (response.headersSent) return next(error);
    response.status(status).type('text/plain').send(status < 500 ? 'This request cannot be read.' : 'Something went wrong here. Try again in a moment.');
  };
}

function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
