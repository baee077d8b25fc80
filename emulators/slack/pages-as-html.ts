import type { NextFunction, Request, Response } from 'express';

/** Express middleware: a text in the place of JSON goes out as a page, as it does when Slack's front door answers instead of Slack. */
export function pagesAsHtml(_request: Request, response: Response, next: NextFunction): void {
  const json = response.json.bind(response);
  response.json = (body: unknown) => (typeof body === 'string' ? response.type('html').send(body) : json(body));
  next();
}
