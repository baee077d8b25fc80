import { isUnderWay } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { ASK_TWILIO_AFTER_MS, mayBeUnlisted } from './settle-call.ts';

/**
 * Cancels or hangs up one call of somebody who was taken out, or of a conference that is over, unless it is over itself.
 * @throws NotYet while Twilio may not know the call so far: its phone rings all the same. RateLimited or Unavailable when it could not be asked.
 */
export async function hangUpCall({ store, telephony, rules, clock }: Context, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string }): Promise<void> {
  const conference = await store.read(conferenceId);
  const call = conference === null ? undefined : findCall(conference, callId)?.call;
  if (call === undefined || call.sid === null || !isUnderWay(call)) return;
  const askedAt = clock.now();
  const outcome = await telephony.hangUp(call.sid);
  if (outcome === 'unknown' && mayBeUnlisted(rules, call.leasedAt ?? 0, askedAt)) throw new NotYet('Twilio does not know the call yet', ASK_TWILIO_AFTER_MS);
}
