import { changed } from '../world/world.ts';
import type { Wire } from './wire.ts';
import { sendEvent } from './events.ts';

/**
 * The workspace throws the app out (or takes its tokens back): its tokens are worth nothing from now on, and it is told so, by
 * `tokens_revoked` and `app_uninstalled` in no promised order. Source: docs.slack.dev/reference/events/app_uninstalled.
 */
export async function sendUninstalled(wire: Wire, state: 'uninstalled' | 'revoked' = 'uninstalled'): Promise<void> {
  const { installation, settings } = wire.world;
  installation.state = state;
  changed(wire.world);
  const revoked = sendEvent(wire, { type: 'tokens_revoked', tokens: { oauth: [], bot: [settings.botUserId] }, event_ts: wire.world.ids.ts() });
  const uninstalled = state === 'uninstalled' ? sendEvent(wire, { type: 'app_uninstalled', event_ts: wire.world.ids.ts() }) : undefined;
  await Promise.all([revoked, uninstalled]);
}
