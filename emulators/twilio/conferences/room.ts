import type { Conference, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { hear } from '../phones/hear.ts';
import type { Line } from '../phones/leg.ts';

/** Lets everybody in the room hear something, except those on hold and `except`. */
export function roomHears(world: World, conference: Conference, line: Omit<Line, 'at'>, except?: Participant): void {
  for (const participant of conference.participants) {
    if (participant !== except && !participant.hold) hear(world, participant.call, line);
  }
}
