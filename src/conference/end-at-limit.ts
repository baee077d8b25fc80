import type { Conference } from '../domain/conference.ts';
import { endsSoonSentence } from '../domain/spoken.ts';
import { limitOf } from '../domain/time-limit.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { idOf } from './id-of.ts';
import type { Decision } from './ports.ts';
import { isOver } from './reach-into.ts';

/** How often a room nobody is in is looked at, once it is time to tell whoever is in it. */
const LOOKED_AT_EVERY_MS = 30_000;

/**
 * Tells everybody in the room and in the thread some time before a conference has lasted `MAX_CONFERENCE_MINUTES` and what it was extended by, and
 * ends it then. Nothing when it ended before. Runs as often as it likes: each end has one warning, and what is due is looked at under the row lock.
 * @throws NotYet as long as something of it is still to come.
 */
export async function endAtLimit({ store, clock, rules }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const now = clock.now();
  const waits = await store.change<number | null>(conferenceId, (conference) => whatIsDue(conference, rules.maxConferenceMs, now));
  if (typeof waits === 'number') throw new NotYet('The conference goes on', waits);
}

/** @returns what is decided, with how many milliseconds later there is something to decide again; null for never. */
function whatIsDue(conference: Conference, maxConferenceMs: number, now: number): Decision<number | null> {
  if (conference.peopleKnownAt === null || isOver(conference)) return { events: [], result: null };
  const { endsAt, warnAt, extendMs } = limitOf(conference, maxConferenceMs);
  if (now >= endsAt) return { events: [{ kind: 'end-decided', at: now, reason: 'time-limit' }], result: null };
  if (now < warnAt) return { events: [], result: warnAt - now };
  if (conference.limitWarning?.endsAt === endsAt) return { events: [], result: endsAt - now };
  if (conference.participants.every(({ state }) => state !== 'joined')) return { events: [], result: Math.min(LOOKED_AT_EVERY_MS, endsAt - now) };
  return {
    events: [{ kind: 'limit-warned', at: now, endsAt, extendMs }],
    announcement: { id: idOf('ends-soon', conference.id, `${endsAt}`), by: null, at: now, text: endsSoonSentence(conference, endsAt - now, extendMs > 0) },
    result: endsAt - now,
  };
}
