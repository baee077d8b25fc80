import { roomOf } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { latestCall } from '../domain/participant.ts';
import { standingWarning } from '../domain/limit-warning.ts';
import type { Context } from './context.ts';
import { isOver } from './reach-into.ts';

/**
 * Has an announcement said in the room. When Twilio's answer was lost it may have been said all the same: then Twilio fetched it, and it is not
 * asked for again. Nobody left to hear it is told to whoever wrote it, and so is that Twilio says nothing to a room with one person in it. That it ends soon is not said of a conference that was extended meanwhile.
 * @throws RateLimited or Unavailable: the job is tried again.
 */
export async function sayAnnouncement({ announcements, store, roomControls, detailsViews }: Context, { announcementId }: { readonly announcementId: string }): Promise<void> {
  const found = await announcements.find(announcementId);
  if (found === null || found.fetchedAt !== null) return;
  const conference = await store.read(found.conferenceId);
  if (conference === null || (found.by === null && standingWarning(conference) === null)) return;
  let isTooEarly = false;
  for (const roomSid of isOver(conference) ? [] : roomsOf(conference)) {
    const outcome = await roomControls.announce(roomSid, announcementId);
    if (outcome === 'done') return;
    isTooEarly ||= outcome === 'too-early';
  }
  if (found.by === null) return;
  await (isTooEarly ? detailsViews.tellNotDone(conference, found.by, { kind: 'announcement', why: 'too-early' }) : detailsViews.tellNobodyHeard(conference, found.by));
}

/** Where its people are; one room of Twilio's, as a rule, and for a moment perhaps the next one too. */
function roomsOf({ participants }: Conference): ReadonlySet<string> {
  return new Set(participants.filter(({ state }) => state === 'joined').flatMap((person) => {
    const call = latestCall(person);
    return (call === undefined ? null : roomOf(call)) ?? [];
  }));
}
