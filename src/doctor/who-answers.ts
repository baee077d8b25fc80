import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PROOF_PATH } from './proof.ts';
import type { AtAddress, Web } from './ports/web.ts';

const answered = z.object({ app: z.literal('conference'), instance: z.string(), as: z.enum(['app', 'worker', 'stand-in']), publicUrl: z.string(), proof: z.string() });

/**
 * Who answers at an address: asks for a proof about a nonce.
 * @param base the address without a trailing slash.
 * @param proof what the app with our secrets says about a nonce.
 */
export async function whoAnswers(web: Web, base: string, proof: (nonce: string) => string): Promise<AtAddress> {
  const nonce = randomBytes(16).toString('hex');
  const answer = await web.ask(base + PROOF_PATH.replace(':nonce', nonce));
  if (answer.kind === 'failed') return { kind: 'nobody', answer };
  const said = answered.safeParse(jsonIn(answer.body));
  if (!said.success) return { kind: 'something-else', status: answer.status, isNgrokPage: /ngrok/iu.test(answer.headers['ngrok-error-code'] ?? answer.body) };
  if (said.data.proof !== proof(nonce)) return { kind: 'other-secrets' };
  const { certificateEnds } = answer;
  switch (said.data.as) {
    case 'app': return { kind: 'app', instance: said.data.instance, publicUrl: said.data.publicUrl, certificateEnds };
    case 'worker': return { kind: 'worker' };
    case 'stand-in': return { kind: 'stand-in', certificateEnds };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a page of somebody else's, most often
  }
}
