import type { Call, LeaveReason } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { change } from './change.ts';
import { priceLater } from './price.ts';
import type { CallStatus } from './states.ts';
import { isTerminal } from './states.ts';

/**
 * Ends a call, whatever it is doing. Its place in a conference goes first: the leave is told before the call's own end.
 * @param status any terminal status; a call that is over already stays as it is.
 */
export function end(world: World, call: Call, status: CallStatus, sipCode?: number, reason: LeaveReason = 'participant_hung_up'): void {
  if (isTerminal(call.status)) return;
  for (const timer of call.timers.splice(0)) world.clock.clearTimeout(timer);
  call.presence?.participant.leave(reason);
  change(world, call, status, status === 'completed' ? 200 : sipCode);
  call.run?.abort();
  call.digits = undefined;
  if (call.leg !== undefined) {
    call.leg.state = 'over';
    call.leg.ended = status;
  }
  priceLater(world, call);
  for (const told of call.onEnd.splice(0)) told();
  world.phones.of(call.direction === 'inbound' ? call.from : call.to).changed();
}
