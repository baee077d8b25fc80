import type { Call, Instructions } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { follow } from '../twiml/run.ts';
import { touch } from './change.ts';

/** Gives a live call other instructions: it leaves its conference and follows them (docs voice/api/call-resource, update with Url or Twiml). */
export function redirect(world: World, call: Call, instructions: Instructions): void {
  call.instructions = instructions;
  const { presence } = call;
  follow(world, call, instructions);
  presence?.participant.leave('participant_updated_via_api');
  touch(world, call);
}
