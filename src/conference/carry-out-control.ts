import type { MarkKind } from '../domain/call.ts';
import { isFinal, roomOf } from '../domain/call.ts';
import { findCall } from '../domain/conference.ts';
import type { SeenIn } from '../domain/events.ts';
import type { Context } from './context.ts';
import { notDone } from './not-done.ts';
import type { ControlOutcome } from './ports.ts';
import { isOver, presserOf } from './reach-into.ts';

/** What is to be done to a call, and who waits to see it. */
export interface ControlToCarryOut {
  readonly conferenceId: string;
  readonly callId: string;
  readonly mark: MarkKind;
  /** The Slack user who wished it. */
  readonly by: string;
  readonly seenIn: SeenIn | null;
}

/**
 * Asks Twilio to mute somebody or to put them on hold, as their call wishes it by now, and shows whoever wished it what came of it. Twilio may be
 * asked twice for the same: it changes nothing. What it will not do while only one person is in the room is not asked for again: the wish is taken back,
 * and whoever wished it reads when to choose it anew.
 * @throws RateLimited or Unavailable: the job is tried again.
 */
export async function carryOutControl(context: Context, { conferenceId, callId, mark, by, seenIn }: ControlToCarryOut): Promise<void> {
  const { store, clock } = context;
  // Settled: a job that waits absorbs the next one, whose wish may not be committed yet.
  const conference = (await store.readSettled(conferenceId))?.conference;
  const found = conference === undefined ? undefined : findCall(conference, callId);
  const wish = found?.call.wishes[mark];
  if (conference === undefined || found === undefined || wish === undefined) return;
  if (wish.outcome === 'asked') {
    const isGone = isOver(conference) || isFinal(found.call.status) || roomOf(found.call) !== wish.roomSid;
    const came = isGone ? 'gone' : await ask(context, found.call.sid, mark, wish);
    // Before it is noted: a job that is tried again because they could not be told asks Twilio once more, which may do it by then.
    const refused = came === 'too-early' ? notDone(conference, callId, mark, came) : null;
    if (refused !== null) await context.detailsViews.tellNotDone(conference, by, refused);
    const outcome = came === 'too-early' ? 'failed' : came;
    await store.change(conferenceId, () => ({ events: [{ kind: 'control-carried-out', at: clock.now(), callId, mark, wishedAt: wish.at, outcome }], result: undefined }));
  }
  if (seenIn === null) return;
  const after = await store.read(conferenceId);
  const asked = after === null ? undefined : findCall(after, callId);
  if (after === null || asked === undefined) return;
  await context.detailsViews.refresh(after, await presserOf(context, after, by), seenIn, asked.call.wishes[mark]?.outcome === 'gone' ? asked.participant : null);
}

function ask({ roomControls }: Context, callSid: string | null, mark: MarkKind, { on, roomSid }: { readonly on: boolean; readonly roomSid: string }): Promise<ControlOutcome> {
  if (callSid === null) return Promise.resolve('gone');
  return mark === 'muted' ? roomControls.mute({ roomSid, callSid }, on) : roomControls.hold({ roomSid, callSid }, on);
}
