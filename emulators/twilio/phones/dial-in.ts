import { reportCall } from '../calls/callbacks.ts';
import { end } from '../calls/end.ts';
import { newCall } from '../calls/new-call.ts';
import type { World } from '../core/world.ts';
import { follow } from '../twiml/run.ts';
import type { Handset } from './phones.ts';

/**
 * Somebody calls a number of the account: its voice URL is asked what to do, while the caller hears it ring.
 * Source: docs phone-numbers/api/incomingphonenumber-resource (voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback).
 */
export function dialIn(world: World, handset: Handset, number: string): void {
  const owned = world.store.numbers.get(number);
  const fallback = owned?.voiceFallbackUrl === undefined ? {} : { fallback: { url: owned.voiceFallbackUrl, method: 'POST' as const } };
  const call = newCall(world, {
    direction: 'inbound',
    to: number,
    from: handset.number,
    instructions: { kind: 'url', url: owned?.voiceUrl ?? '', method: owned?.voiceMethod ?? 'POST', ...fallback },
    reporting: owned?.statusCallback === undefined ? undefined : { url: owned.statusCallback, method: 'POST', events: new Set(['completed']) },
    timeoutSeconds: 60,
    timeLimitSeconds: 14_400,
    sendDigits: undefined,
    machineDetection: undefined,
  });
  const leg = {
    callSid: call.sid,
    direction: 'outgoing' as const,
    other: number,
    state: 'ringing' as const,
    ignored: false,
    answeredAs: undefined,
    heard: [],
    ended: undefined,
  };
  call.leg = leg;
  handset.legs.push(call.leg);
  handset.changed();
  if (owned?.voiceUrl === undefined || owned.voiceUrl === '') return end(world, call, 'failed', 404);
  reportCall(world, call, 'ringing');
  follow(world, call, call.instructions);
}
