import { durationSeconds } from '../calls/callbacks.ts';
import type { Call, Conference } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { Handset } from '../phones/phones.ts';

/** A phone as JSON: what it does, its calls with everything heard, and where the current one is. */
export function phoneView(world: World, handset: Handset) {
  return {
    number: handset.number,
    state: handset.current === undefined || handset.current.state === 'over' ? 'idle' : handset.current.state,
    callWaiting: handset.callWaiting,
    plan: handset.plan,
    calls: handset.legs.map((leg) => {
      const call = world.store.calls.get(leg.callSid);
      const presence = call?.presence;
      const room = presence && { conferenceSid: presence.conference.sid, muted: presence.participant.muted, hold: presence.participant.hold };
      return { ...leg, listens: call?.digits !== undefined, room: room ?? null };
    }),
  };
}

/** A call as JSON, with its whole way through the states. */
export function callView(world: World, call: Call) {
  return {
    sid: call.sid,
    direction: call.direction,
    to: call.to,
    from: call.from,
    status: call.status,
    trail: call.trail,
    seconds: durationSeconds(call, world.clock.now()),
    sipCode: call.sipCode ?? null,
    answeredBy: call.answeredBy ?? null,
    statusCallback: call.reporting?.url ?? null,
  };
}

/** A room as JSON: who is in, muted and held; and who ever was. */
export function roomView(conference: Conference) {
  return {
    sid: conference.sid,
    friendlyName: conference.friendlyName,
    status: conference.status,
    endReason: conference.endReason ?? null,
    participants: conference.participants.map(({ callSid, call, label, muted, hold, joinedAt }) => ({
      callSid,
      number: call.direction === 'inbound' ? call.from : call.to,
      label: label ?? null,
      muted,
      hold,
      joinedAt,
    })),
    visits: conference.visits,
  };
}
