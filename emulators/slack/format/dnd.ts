import type { JsonObject } from '../json.ts';
import type { User } from '../world/entities.ts';
import { offsetSeconds } from './time-zone.ts';

const DAY = 86_400;

/**
 * Do-not-disturb as `dnd.info` and `dnd.teamInfo` give it: the window one is in, or the next one, in epoch seconds.
 * People without it have `1` in both times (as in the example of dnd.teamInfo).
 */
export function formatDnd(user: User, now: number): JsonObject {
  if (user.dnd === undefined || user.isStranger) return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
  const offset = offsetSeconds(user.tz, now);
  const seconds = Math.floor(now / 1000);
  const midnight = Math.floor((seconds + offset) / DAY) * DAY - offset;
  const from = clockTime(user.dnd.from);
  const length = (((clockTime(user.dnd.to) - from) % DAY) + DAY) % DAY;
  // Yesterday's window may still be open; otherwise it is today's, or tomorrow's once that is over.
  const start = [midnight - DAY + from, midnight + from, midnight + DAY + from].find((begin) => begin + length > seconds) ?? midnight + from;
  return { dnd_enabled: true, next_dnd_start_ts: start, next_dnd_end_ts: start + length };
}

function clockTime(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60;
}
