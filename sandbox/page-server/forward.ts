import { request as ask } from 'node:http';
import type { Request, Response } from 'express';

/**
 * Hands a request on to another server of the sandbox, body and answer as they are; 502 with a sentence when it does not answer.
 * @param url where to, with path and query.
 */
export function forward(url: string, request: Request, response: Response): void {
  const { host: _host, ...headers } = request.headers;
  const onward = ask(url, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => {
    if (response.headersSent) return void response.destroy();
    response.status(502).json({ error: 'It does not answer. Is the app stopped?' });
  });
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}
