import type { Request, Response } from 'express';
import express from 'express';

export interface ProofSettings {
  readonly path: string;
  /** What a nonce looks like; to anything else nobody answers. */
  readonly nonce: RegExp;
  /** A name of this process alone. */
  readonly instance: string;
  /** What it is: the app, one of its processes that only works, or the doctor standing in for an app that does not run. */
  readonly as: 'app' | 'worker' | 'stand-in';
  /** The address it goes by, which is no secret to whoever found it there. */
  readonly publicUrl: string;
  readonly proofOf: (nonce: string) => string;
}

/** GET /doctor/:nonce: this process proves to the doctor that it is the one with these secrets. Beside that it tells its public address alone. */
export function proofRouter({ path, nonce: form, instance, as, publicUrl, proofOf }: ProofSettings): express.Router {
  const router = express.Router();
  router.get(path, (request: Request, response: Response, next) => {
    const { nonce } = request.params;
    if (typeof nonce !== 'string' || !form.test(nonce)) return next();
    response.set('cache-control', 'no-store').json({ app: 'conference', instance, as, publicUrl, proof: proofOf(nonce) });
  });
  return router;
}
