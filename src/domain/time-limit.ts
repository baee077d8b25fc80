import type { Conference } from './conference.ts';
import type { LimitWarning } from './limit-warning.ts';

const MINUTE_MS = 60_000;
/** People come to an end in five minutes; where it lasts no longer than that, they are told when half of it is over. */
const WARNED_BEFORE_MS = 5 * MINUTE_MS;
const EXTENSION_MS = 30 * MINUTE_MS;
/** Twilio ends a call after 24 hours, whatever its TimeLimit (blog "Configurable Call Limits for Programmable Voice", docs voice/api/call-resource). */
const LONGEST_CALL_MS = 24 * 60 * MINUTE_MS;

/** When a conference ends by its time limit, when people are told before, and by how much it can then be extended. @param maxMs `MAX_CONFERENCE_MINUTES`, in milliseconds. */
export function limitOf({ peopleKnownAt, requestedAt, extendedMs }: Pick<Conference, 'peopleKnownAt' | 'requestedAt' | 'extendedMs'>, maxMs: number): Pick<LimitWarning, 'endsAt' | 'extendMs'> & { readonly warnAt: number } {
  const endsAt = (peopleKnownAt ?? requestedAt) + maxMs + extendedMs;
  const step = Math.min(EXTENSION_MS, maxMs);
  const room = longestMs(maxMs) - maxMs - extendedMs;
  return { endsAt, warnAt: endsAt - warnedBefore(extendedMs === 0 ? maxMs : step), extendMs: room >= step ? step : 0 };
}

/** How long before the end people are told. @param lasts how long it was to last until then, in milliseconds. */
export function warnedBefore(lasts: number): number {
  return lasts > WARNED_BEFORE_MS ? WARNED_BEFORE_MS : lasts / 2;
}

/** How long a conference lasts at the very most, however often it is extended, in milliseconds: twice its limit. @param maxMs `MAX_CONFERENCE_MINUTES`, in milliseconds. */
export function longestMs(maxMs: number): number {
  return Math.min(2 * maxMs, LONGEST_CALL_MS);
}

/** This app ends a conference before Twilio would; at the same moment, some would have left by themselves. */
const LATER_MS = MINUTE_MS;

/**
 * How long Twilio lets a call go on by itself, in milliseconds: no call is to end before its conference, however often that is extended, and none
 * goes on for ever should this app be away. @param maxMs `MAX_CONFERENCE_MINUTES`, in milliseconds.
 */
export function longestCallMs(maxMs: number): number {
  return Math.min(longestMs(maxMs) + LATER_MS, LONGEST_CALL_MS);
}
