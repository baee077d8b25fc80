import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { soon } from '../core/world.ts';
import { change } from './change.ts';
import { dialOut } from './dial-out.ts';
import type { CallRequest } from './new-call.ts';
import { newCall } from './new-call.ts';

/**
 * Places an outbound call at the account's calls per second: what is over that waits in the queue, and is not refused
 * (facts/twilio.md §5). The first step comes after the current turn, so that the API's answer is on its way first.
 */
export function placeCall(world: World, request: CallRequest): Call {
  const call = newCall(world, request);
  const now = world.clock.now();
  const slot = Math.max(now, world.store.nextSlot);
  world.store.nextSlot = slot + 1000 / world.settings.account.cps;
  call.queueMs = slot - now;
  const start = (): void => {
    if (call.status !== 'queued') return;
    change(world, call, 'initiated');
    after(world, call, world.settings.ringDelayMs, () => dialOut(world, call));
  };
  if (call.queueMs === 0) soon(world, start);
  else call.timers.push(world.clock.setTimeout(start, call.queueMs));
  return call;
}

function after(world: World, call: Call, ms: number, task: () => void): void {
  if (ms <= 0) task();
  else call.timers.push(world.clock.setTimeout(task, ms));
}
