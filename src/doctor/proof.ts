import { createHash, createHmac } from 'node:crypto';

/** Where the running app proves that it is this one. */
export const PROOF_PATH = '/doctor/:nonce';
export const NONCE = /^[0-9a-f]{32}$/u;
/** What the doctor's own requests say they are, so that nobody takes a forged one for an attack. */
export const DOCTOR_AGENT = 'conference-doctor';

/** What only somebody with the same secrets can say about a nonce; nothing of the secrets can be read out of it. */
export function proofOf({ signingSecret, authToken }: { readonly signingSecret: string | undefined; readonly authToken: string | undefined }, nonce: string): string {
  const key = createHash('sha256').update(`conference doctor\n${signingSecret ?? ''}\n${authToken ?? ''}`).digest();
  return createHmac('sha256', key).update(nonce).digest('hex');
}
