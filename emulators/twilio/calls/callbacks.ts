import { countryOf } from '../core/countries.ts';
import type { Call, CallEvent } from '../core/entities.ts';
import { rfc2822 } from '../core/time.ts';
import type { World } from '../core/world.ts';
import { report } from '../webhooks/callbacks.ts';
import { isTerminal } from './states.ts';

/** The fields every request about a call carries (docs voice/twiml#request-parameters). City, state and zip are empty outside the US. */
export function callParams(world: World, call: Call): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: world.settings.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
  };
  for (const [side, number] of [['From', call.from], ['Caller', call.from], ['To', call.to], ['Called', call.to]] as const) {
    params[`${side}City`] = '';
    params[`${side}State`] = '';
    params[`${side}Zip`] = '';
    params[`${side}Country`] = countryOf(number)?.iso ?? '';
  }
  if (call.answeredBy !== undefined) params['AnsweredBy'] = call.answeredBy;
  return params;
}

/** Whole seconds from answer to end, or to now; 0 for a call nobody answered. */
export function durationSeconds(call: Call, now: number): number {
  return call.answeredAt === undefined ? 0 : Math.round(((call.endedAt ?? now) - call.answeredAt) / 1000);
}

/**
 * Tells the application of a call's progress, if it asked for that event. `completed` carries any terminal status. SequenceNumber counts
 * the callbacks sent for this call, from 0. Source: docs voice/api/call-resource#statuscallback.
 */
export function reportCall(world: World, call: Call, event: CallEvent): void {
  const reporting = call.reporting;
  if (reporting === undefined || !reporting.events.has(event)) return;
  const now = world.clock.now();
  const params = callParams(world, call);
  params['CallbackSource'] = 'call-progress-events';
  params['Timestamp'] = rfc2822(now);
  params['SequenceNumber'] = String(call.sequence++);
  if (isTerminal(call.status)) {
    const seconds = durationSeconds(call, now);
    params['CallDuration'] = String(seconds);
    params['Duration'] = String(Math.ceil(seconds / 60));
    if (call.sipCode !== undefined) params['SipResponseCode'] = String(call.sipCode);
  }
  report(world, { url: reporting.url, method: reporting.method, params, event, about: call.sid });
}
