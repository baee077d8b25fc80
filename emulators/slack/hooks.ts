import express, { type Router } from 'express';
import { isObject } from './json.ts';
import { readPayload } from './to-app/answer.ts';
import type { Wire } from './to-app/wire.ts';
import { show } from './to-app/show.ts';
import { useResponseUrl } from './world/response-urls.ts';

/**
 * What Slack serves on hooks.slack.com: response_urls. A used-up or old one is answered 404 with a word, a good one 200 `ok`.
 * Source: docs.slack.dev/interactivity/handling-user-interaction#message_responses.
 */
export function hooks(wire: Wire): Router {
  const router = express.Router();
  router.post('/:kind/:team/:serial/:secret', (request, response) => {
    const url = useResponseUrl(wire.world, request.path);
    if (typeof url === 'string') {
      response.status(404).json({ ok: false, error: url });
      return;
    }
    const body: unknown = request.body;
    const payload = isObject(body) ? readPayload(body) : 'no_text';
    if (typeof payload === 'string') {
      response.status(payload === 'no_text' ? 500 : 400).json({ ok: false, error: payload });
      return;
    }
    show(wire.world, url, payload);
    response.type('text/plain').send('ok');
  });
  return router;
}
