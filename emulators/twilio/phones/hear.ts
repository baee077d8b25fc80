import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { Line } from './leg.ts';

/** Lets the person on a call hear something. */
export function hear(world: World, call: Call, line: Omit<Line, 'at'>): void {
  if (call.leg === undefined || call.leg.state !== 'talking') return;
  call.leg.heard.push({ ...line, at: world.clock.now() });
  const number = call.direction === 'inbound' ? call.from : call.to;
  world.journal.write({ direction: 'world', what: 'phone.hears', request: { number, callSid: call.sid, ...line } });
  world.phones.of(number).changed();
}
