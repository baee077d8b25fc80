import type { Context } from './context.ts';
import { NotYet } from './errors.ts';

/** How often the card of a conference that goes on says anew how many minutes were talked, and what they cost about. */
export const TELL_MINUTES_EVERY_MS = 60_000;
/**
 * Slack takes 50 and more chat.update a minute from an app in a workspace (docs apis/web-api/rate-limits, tier 3). Minutes get thirty of them at most,
 * so that who comes and goes is never held up by them; with more conferences than that each of them tells its minutes less often.
 */
const APART_MS = 2_000;
/** A minute counts once it has begun, and people answer seconds apart: told this long after, the card is right for most of the next one. */
const INTO_THE_MINUTE_MS = 5_000;
/** Who finds others before them comes again later than their turn, or all of them would come at once for each. */
const BEHIND_MS = 10_000;

/**
 * Has the card say how it stands by now, for nothing else changes while people talk. One edit of a message that tells nobody, once a minute.
 * @throws NotYet as long as it goes on.
 */
export async function tellMinutes({ store, pace, clock }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const conference = await store.read(conferenceId);
  if (conference === null || conference.state === 'ended') return;
  if (conference.liveAt === null) throw new NotYet('Nobody is in yet', TELL_MINUTES_EVERY_MS);
  const age = clock.now() - conference.liveAt;
  if (age >= TELL_MINUTES_EVERY_MS + INTO_THE_MINUTE_MS) {
    const wait = await pace.take(`slack-minutes/${conference.teamId}`, APART_MS);
    if (wait > 0) throw new NotYet('Other cards are told their minutes', wait + BEHIND_MS);
    await store.publish(conferenceId);
  }
  throw new NotYet('The next minute', untilNext(age));
}

/** How long until it has been live for a whole number of minutes and a moment. @param age how long it has been live, in milliseconds. */
function untilNext(age: number): number {
  return TELL_MINUTES_EVERY_MS - (Math.max(0, age - INTO_THE_MINUTE_MS) % TELL_MINUTES_EVERY_MS);
}
