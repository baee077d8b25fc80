import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { change } from '../calls/change.ts';
import { end } from '../calls/end.ts';
import { carryOut } from './intentions.ts';
import type { Leg } from './leg.ts';

/**
 * A call reaches a phone. Busy and unreachable never ring; everything else does, and then goes as the phone intends.
 * SIP codes: 486 busy, 404 no such number (facts/twilio.md §2).
 * @returns whether it rings, or rang.
 */
export function arrive(world: World, call: Call): boolean {
  const handset = world.phones.of(call.to);
  const engaged = handset.legs.some((leg) => leg.state !== 'over');
  if (engaged && !handset.callWaiting) return refuse(world, call, 'busy', 486);
  const intention = handset.nextIntention(world.settings.people);
  if (intention.does === 'busy') return refuse(world, call, 'busy', 486);
  if (intention.does === 'unreachable') return refuse(world, call, 'failed', 404);
  const leg: Leg = {
    callSid: call.sid,
    direction: 'incoming',
    other: call.from,
    state: 'ringing',
    ignored: intention.does === 'no-answer',
    answeredAs: undefined,
    heard: [],
    ended: undefined,
  };
  handset.legs.push(leg);
  call.leg = leg;
  change(world, call, 'ringing');
  carryOut(world, call, intention);
  handset.changed();
  return true;
}

function refuse(world: World, call: Call, status: 'busy' | 'failed', sipCode: number): false {
  end(world, call, status, sipCode);
  return false;
}
