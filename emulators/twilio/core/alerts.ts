import type { Alert } from './entities.ts';
import { sid } from './random.ts';
import type { World } from './world.ts';

const WARNINGS = new Set([13805, 15003, 16011]);

/** Records what the debugger would show; it also becomes the call's notification. Codes: facts/twilio.md §5. */
export function alert(world: World, about: { code: number; resourceSid: string; text: string; url?: string; method?: 'GET' | 'POST' }): void {
  const entry: Alert = {
    sid: sid('NO', world.random),
    at: world.clock.now(),
    code: about.code,
    level: WARNINGS.has(about.code) ? 'warning' : 'error',
    resourceSid: about.resourceSid,
    text: about.text,
    url: about.url ?? '',
    method: about.method ?? 'POST',
  };
  world.store.alerts.push(entry);
  world.journal.write({ direction: 'world', what: 'twilio.alert', request: entry });
}
