import type { World } from '../core/world.ts';
import { AMD_PRICE, CONFERENCE_MINUTE_PRICE, connectionPrice } from './price.ts';

/** What the account owes for everything that has ended, in US dollars. */
export interface Bill {
  /** The calls' own prices, as their API resource shows them later. */
  readonly connections: number;
  readonly machineDetection: number;
  readonly conferenceMinutes: number;
  readonly total: number;
  readonly currency: 'USD';
}

/** The whole bill so far, without waiting for the prices to come out. */
export function bill(world: World): Bill {
  const now = world.clock.now();
  let connections = 0;
  let machineDetection = 0;
  let conferenceMinutes = 0;
  for (const call of world.store.calls.values()) {
    if (call.endedAt === undefined || call.answeredAt === undefined) continue;
    connections += connectionPrice(call, now);
    if (call.machineDetection !== undefined) machineDetection += AMD_PRICE;
  }
  for (const conference of world.store.conferences.values()) {
    for (const { joinedAt, leftAt } of conference.visits) {
      if (leftAt !== undefined) conferenceMinutes += Math.ceil((leftAt - joinedAt) / 60_000) * CONFERENCE_MINUTE_PRICE;
    }
  }
  const cents = (dollars: number): number => Math.round(dollars * 1e6) / 1e6;
  return {
    connections: cents(connections),
    machineDetection: cents(machineDetection),
    conferenceMinutes: cents(conferenceMinutes),
    total: cents(connections + machineDetection + conferenceMinutes),
    currency: 'USD',
  };
}
