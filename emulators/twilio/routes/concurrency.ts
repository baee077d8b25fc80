import { callsUp } from '../core/store.ts';
import type { World } from '../core/world.ts';
import { TwilioError } from './errors.ts';

/** Refuses a call beyond what the account may have up at once (facts/twilio.md §0). @throws TwilioError 10004 */
export function judgeConcurrency(world: World): void {
  const { concurrency } = world.settings.account;
  if (Number.isFinite(concurrency) && callsUp(world.store) >= concurrency) throw new TwilioError(429, 10004, 'Call concurrency limit exceeded');
}
