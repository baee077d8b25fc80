import type { NextFunction, Request, Response } from 'express';

const HERE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/u;

/**
 * Express middleware that refuses what another web page asks a browser on this machine to do: a foreign name that was pointed to
 * loopback (Host), or a form and script of another site (Origin). Nothing here has a password, so this is what stands in its place.
 */
export function onlyFromHere(request: Request, response: Response, next: NextFunction): void {
  const { host = '', origin } = request.headers;
  if (HERE.test(host) && (origin === undefined || origin === `http://${host}`)) return next();
  response.status(403).type('text').send('The sandbox answers only pages of its own, on this machine.\n');
}
