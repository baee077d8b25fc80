import type { CallWithCode } from './call-with-code.ts';
import type { Context } from './context.ts';

/** Tells whoever asked for a code that they were not called, and why. @throws RateLimited or Unavailable. */
export async function tellProofRefused({ numberProofs, messenger }: Context, { proofId }: CallWithCode): Promise<void> {
  const refusal = await numberProofs.refusal(proofId);
  if (refusal !== null) await messenger.tellWhyNoCode(refusal.teamId, refusal.slackUserId, proofId, refusal.sentence);
}
