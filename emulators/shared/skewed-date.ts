import type { NextFunction, Request, Response } from 'express';

/**
 * Express middleware that lets the Date header of every answer be off, as it looks to a machine whose own clock is.
 * @param skewMs how far ahead of the real time, in milliseconds.
 */
export function skewedDate(skewMs: () => number) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const skew = skewMs();
    if (skew !== 0) response.set('Date', new Date(Date.now() + skew).toUTCString());
    next();
  };
}
