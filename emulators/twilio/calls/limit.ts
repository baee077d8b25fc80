import { alert } from '../core/alerts.ts';
import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { end } from './end.ts';

/** The trial account's cap on a call (alert 13805). */
const TRIAL_SECONDS = 600;

/** Starts the longest time the call may last: its TimeLimit, or the trial account's cap where that is shorter. */
export function limitDuration(world: World, call: Call): void {
  const trial = world.settings.account.type === 'trial' && TRIAL_SECONDS < call.timeLimitSeconds;
  const seconds = trial ? TRIAL_SECONDS : call.timeLimitSeconds;
  const stop = (): void => {
    alert(world, { code: trial ? 13805 : 32015, resourceSid: call.sid, text: 'Maximum call duration reached' });
    end(world, call, 'completed');
  };
  call.timers.push(world.clock.setTimeout(stop, seconds * 1000));
}
