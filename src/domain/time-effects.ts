import { aloneSince } from './alone.ts';
import type { Conference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import { standingWarning } from './limit-warning.ts';

/** What follows from somebody being alone in it from now on, from its end coming near, and from its being extended; nothing of what is over. */
export function timeEffects(before: Conference, after: Conference, event: ConferenceEvent): Effect[] {
  if (before.state === 'ended') return [];
  const since = aloneSince(after);
  return [
    ...(since !== null && since !== aloneSince(before) ? [{ effect: 'watch-alone' as const, since }] : []),
    ...warning(before, after),
    ...extension(before, after, event),
  ];
}

function warning(before: Conference, after: Conference): Effect[] {
  const told = standingWarning(after);
  if (told === null || told === standingWarning(before)) return [];
  const { at, endsAt, extendMs } = told;
  const canExtend = extendMs > 0;
  return [
    { effect: 'say-in-thread', line: { key: `ends-soon:${endsAt}`, kind: 'ends-soon', at, endsAt, canExtend } },
    ...(canExtend ? [{ effect: 'offer-extension' as const }] : []),
  ];
}

function extension(before: Conference, after: Conference, event: ConferenceEvent): Effect[] {
  if (event.kind !== 'extended' || before.extendedMs === after.extendedMs) return [];
  const { at, by, endsAt } = event;
  return [{ effect: 'say-in-thread', line: { key: `extended:${endsAt}`, kind: 'extended', at, by, extendMs: after.extendedMs - before.extendedMs } }];
}
