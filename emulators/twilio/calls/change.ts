import type { Call, CallEvent } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { callFace } from '../formats/call.ts';
import { reportCall } from './callbacks.ts';
import type { CallStatus } from './states.ts';
import { isTerminal, LEGAL_CHANGES } from './states.ts';

const EVENTS: Partial<Record<CallStatus, CallEvent>> = { initiated: 'initiated', ringing: 'ringing', 'in-progress': 'answered' };

/**
 * Gives a call its next status, and tells whoever asked to be told.
 * @throws Error when the status may not follow: that is a bug in the emulator, never an answer to a request.
 */
export function change(world: World, call: Call, status: CallStatus, sipCode?: number): void {
  if (!LEGAL_CHANGES[call.status].includes(status)) throw new Error(`a call cannot go from ${call.status} to ${status}`);
  const now = world.clock.now();
  call.status = status;
  call.trail.push({ status, at: now });
  if (status === 'initiated') call.startedAt = now;
  if (status === 'in-progress') call.answeredAt = now;
  if (isTerminal(status)) {
    call.endedAt = now;
    call.sipCode = sipCode;
  }
  touch(world, call);
  world.journal.write({ direction: 'world', what: `call.${status}`, request: { callSid: call.sid, to: call.to, from: call.from } });
  reportCall(world, call, EVENTS[status] ?? 'completed');
}

/** Marks a call as updated, and keeps its former face for an API that lags behind. */
export function touch(world: World, call: Call): void {
  call.updatedAt = world.clock.now();
  if (world.settings.listLagMs > 0) call.past.push({ at: call.updatedAt, face: callFace(world, call) });
}
