import { isUnderWay } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { Context } from './context.ts';

/** Cancels or hangs up one call of a conference that is over, unless it is over itself. */
export async function hangUpCall({ store, telephony }: Context, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string }): Promise<void> {
  const conference = await store.read(conferenceId);
  const call = conference === null ? undefined : findCall(conference, callId)?.call;
  if (call === undefined || call.sid === null || !isUnderWay(call)) return;
  await telephony.hangUp(call.sid);
}
