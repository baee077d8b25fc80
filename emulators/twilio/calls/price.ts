import { countryOf } from '../core/countries.ts';
import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { durationSeconds } from './callbacks.ts';
import { touch } from './change.ts';

/** What machine detection costs per answered call, and a conference per participant and started minute, in US dollars. */
export const AMD_PRICE = 0.0075;
export const CONFERENCE_MINUTE_PRICE = 0.0018;

/** Dollars per started minute of a call to this number; 0.1 where the list has no country. */
export function ratePerMinute(call: Pick<Call, 'direction' | 'to'>): number {
  const country = countryOf(call.to);
  if (call.direction === 'inbound') return country?.inbound ?? 0.01;
  return country?.outbound ?? 0.1;
}

/** The connection's price in dollars: started minutes times the rate; ringing is free (facts/twilio.md §6). */
export function connectionPrice(call: Call, now: number): number {
  return Math.ceil(durationSeconds(call, now) / 60) * ratePerMinute(call);
}

/** A call's price becomes known some time after its end (docs voice/api/call-resource: `price`). */
export function priceLater(world: World, call: Call): void {
  world.clock.setTimeout(() => {
    call.price = connectionPrice(call, world.clock.now());
    touch(world, call);
  }, world.settings.priceDelayMs);
}
