import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { AnsweredBy } from '../phones/behaviour.ts';
import { hear } from '../phones/hear.ts';
import { follow } from '../twiml/run.ts';
import { detectMachine } from './amd.ts';
import { change } from './change.ts';
import { limitDuration } from './limit.ts';

/** Somebody or something picked up: the call's time starts to count, SendDigits go out, and its document is executed. */
export function answered(world: World, call: Call, by: AnsweredBy): void {
  for (const timer of call.timers.splice(0)) world.clock.clearTimeout(timer);
  change(world, call, 'in-progress');
  limitDuration(world, call);
  if (call.sendDigits !== undefined) hear(world, call, { kind: 'digits', text: call.sendDigits });
  detectMachine(world, call, by, () => follow(world, call, call.instructions));
}
