import { findCall } from '../domain/conference.ts';
import type { ControlToCarryOut } from './carry-out-control.ts';
import type { Context } from './context.ts';
import { notDone } from './not-done.ts';
import type { NotDone } from './ports.ts';
import { presserOf } from './reach-into.ts';

/**
 * Twilio could not be asked to mute somebody or to put them on hold, and is not asked any more: the wish is taken back, so that it can be chosen anew,
 * and whoever wished it is told. Once, where it was about everybody.
 */
export async function giveUpControl(context: Context, { conferenceId, callId, mark, by, seenIn }: ControlToCarryOut): Promise<void> {
  const { store, clock, detailsViews } = context;
  const at = clock.now();
  const told = await store.change<NotDone | null>(conferenceId, (conference) => {
    const wish = findCall(conference, callId)?.call.wishes[mark];
    if (wish?.outcome !== 'asked') return { events: [], result: null };
    return { events: [{ kind: 'control-carried-out', at, callId, mark, wishedAt: wish.at, outcome: 'failed' }], result: notDone(conference, callId, mark, 'no-answer') };
  });
  const after = await store.read(conferenceId);
  if (after === null) return;
  if (seenIn !== null) await detailsViews.refresh(after, await presserOf(context, after, by), seenIn, null);
  if (told !== undefined && told !== null) await detailsViews.tellNotDone(after, by, told);
}
