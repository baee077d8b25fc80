import type { Trigger } from './entities.ts';
import type { World } from './world.ts';

export const TRIGGER_LIFETIME_MS = 3000;

export function issueTrigger(world: World, user: string, where: { channel?: string | undefined; viewId?: string | undefined } = {}): Trigger {
  const serial = String(world.clock.now());
  const id = `${serial}.${world.team.id.length}${serial.slice(-6)}.${world.ids.secret('trigger')}`;
  const trigger: Trigger = { id, user, channel: where.channel, viewId: where.viewId, issuedAt: world.clock.now(), used: false };
  world.triggers.set(id, trigger);
  return trigger;
}

export type TriggerRefusal = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** The trigger, used up by this; or Slack's word for why it is worth nothing. */
export function exchangeTrigger(world: World, id: string): Trigger | TriggerRefusal {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (world.clock.now() - trigger.issuedAt > TRIGGER_LIFETIME_MS) return 'expired_trigger_id';
  trigger.used = true;
  return trigger;
}
