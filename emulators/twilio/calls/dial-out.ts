import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { arrive } from '../phones/arrive.ts';
import { end } from './end.ts';

/** Twilio adds five seconds to every Timeout (docs voice/api/call-resource#timeout). */
const TIMEOUT_BUFFER_SECONDS = 5;

/** The network tries the phone: it rings, is busy, or cannot be reached. 487: given up (facts/twilio.md §2). */
export function dialOut(world: World, call: Call): void {
  if (call.status !== 'initiated') return;
  // A phone told what to do may have picked up already: then nothing rings out.
  if (!arrive(world, call) || call.answeredAt !== undefined) return;
  const ringMs = (call.timeoutSeconds + TIMEOUT_BUFFER_SECONDS) * 1000;
  call.timers.push(world.clock.setTimeout(() => end(world, call, 'no-answer', 487), ringMs));
}
