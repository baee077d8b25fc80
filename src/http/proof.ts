import type { Request, Response } from 'express';
import express from 'express';

export interface ProofSettings {
  readonly path: string;
  /** What a nonce looks like; to anything else nobody answers. */
  readonly nonce: RegExp;
  /** A name of this process alone. */
  readonly instance: string;
  /** Whether it is no app, but the doctor standing in for one. */
  readonly standIn: boolean;
  readonly proofOf: (nonce: string) => string;
}

/** GET /doctor/:nonce: this process proves to the doctor that it is the one with these secrets. It tells nothing else. */
export function proofRouter({ path, nonce: form, instance, standIn, proofOf }: ProofSettings): express.Router {
  const router = express.Router();
  router.get(path, (request: Request, response: Response, next) => {
    const { nonce } = request.params;
    if (typeof nonce !== 'string' || !form.test(nonce)) return next();
    response.set('cache-control', 'no-store').json({ app: 'conference', instance, standIn, proof: proofOf(nonce) });
  });
  return router;
}
