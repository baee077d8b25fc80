import { isTakenForMachine, isUnderWay } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { Context } from './context.ts';

/**
 * Takes a call that sounds like a machine out of the room: it asks us anew what to do, and is asked to press 1. Nothing for one that has left or is
 * over, nor for whoever pressed 1 already: asked once more because this ran twice, they would be in the room and out again.
 * @throws RateLimited or Unavailable.
 */
export async function askToPress1({ store, telephony, clock, log }: Context, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string }): Promise<void> {
  const at = clock.now();
  const sid = await store.change<string | null>(conferenceId, (conference) => {
    const found = findCall(conference, callId);
    // Once the conference has ended its calls are hung up.
    if (found === undefined || conference.state === 'ended' || found.participant.state !== 'answered') return { events: [], result: null };
    const { call } = found;
    if (!isTakenForMachine(call) || !isUnderWay(call)) return { events: [], result: null };
    return { events: call.challengedAt === null ? [{ kind: 'challenge-decided', at, callId }] : [], result: call.sid };
  });
  if (sid === undefined || sid === null) return;
  const outcome = await telephony.askAnew(sid, { conferenceId, callId });
  log.info({ conferenceId, callId, outcome }, 'A call sounds like a machine; whoever is there is asked to press 1');
}
