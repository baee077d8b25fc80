import { isUnderWay } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { Context } from './context.ts';

/** How long whoever was alone is left on the line before the reconciler hangs up: they hear a sentence, and the line ends by itself. */
export const GOODBYE_WITHIN_MS = 20_000;

/**
 * Has whoever was alone taken out of the room to hear that the conference ends; the document they are sent to hangs up. Nothing for a call that is
 * over. Asked twice, they hear the beginning of the sentence twice.
 * @throws RateLimited or Unavailable.
 */
export async function sayGoodbye({ store, telephony }: Context, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string }): Promise<void> {
  const conference = await store.read(conferenceId);
  const call = conference === null ? undefined : findCall(conference, callId)?.call;
  if (call === undefined || call.sid === null || !isUnderWay(call)) return;
  await telephony.askAnew(call.sid, { conferenceId, callId });
}
