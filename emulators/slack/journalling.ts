import type { NextFunction, Request, Response } from 'express';
import type { Journal } from '../shared/journal.ts';
import { parse } from './json.ts';
import { masked } from './mask.ts';

/** Express middleware: one journal entry for every request the emulator answers, or fails to. */
export function journalling(journal: Journal) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const { path } = request;
    let written = false;
    const write = (status: number | undefined, body: unknown): void => {
      if (written) return;
      written = true;
      const fault: unknown = response.locals['fault'];
      journal.write({
        direction: 'in',
        what: `${request.method} ${path}`,
        request: masked(describe(request)),
        response: masked(body),
        status,
        tookMs: performance.now() - started,
        fault: typeof fault === 'string' ? fault : undefined,
      });
    };
    const end = response.end.bind(response);
    // The answer is noted before it is sent: whoever has received it finds it in the journal.
    response.end = ((...args: Parameters<Response['end']>) => {
      const [chunk] = args;
      const text = typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString('utf8') : '';
      write(response.statusCode, parse(text) ?? text);
      return end(...args);
    }) as Response['end'];
    // A fault that breaks the connection never comes to `end`.
    response.on('close', () => write(undefined, undefined));
    next();
  };
}

function describe(request: Request): unknown {
  const body: unknown = request.body;
  if (Buffer.isBuffer(body)) return `${body.length} bytes`;
  const fields = typeof body === 'object' && body !== null ? Object.entries(body).map(([key, value]) => [key, typeof value === 'string' && /^[[{]/.test(value) ? (parse(value) ?? value) : value]) : undefined;
  return fields === undefined ? { ...request.query } : { ...request.query, ...Object.fromEntries(fields) };
}
