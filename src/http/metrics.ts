import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import express from 'express';

export const METRICS_PATH = '/metrics';

/** What is shown to whoever may see it. */
export interface ShownMetrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/**
 * GET /metrics in the text format of Prometheus.
 * @param token whoever asks sends it as `Authorization: Bearer …`; undefined: who reaches the port may read.
 */
export function metricsRouter(metrics: ShownMetrics, token: string | undefined): express.Router {
  const router = express.Router();
  router.get(METRICS_PATH, async (request: Request, response: Response) => {
    if (token !== undefined && !isToken(request.headers.authorization, token)) {
      response.status(401).set('www-authenticate', 'Bearer').type('text/plain').send('Send METRICS_TOKEN as "Authorization: Bearer …".');
      return;
    }
    response.set('content-type', metrics.contentType).send(await metrics.text());
  });
  return router;
}

/** By hashes, which are of one length, so that the time it takes tells nothing of the token. */
function isToken(header: string | undefined, token: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
