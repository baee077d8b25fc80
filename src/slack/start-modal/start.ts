import type { AckFn, ViewResponseAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import type { StartConference } from '../../conference/start-conference.ts';
import { startConference } from '../../conference/start-conference.ts';
import { notStored, ringing } from '../messages/command-replies.ts';
import type { Saying } from './say.ts';
import { say } from './say.ts';

/** A submission to be answered. */
export interface Submission extends Saying {
  readonly context: Context;
  readonly ack: AckFn<ViewResponseAction>;
  /** Epoch milliseconds: Slack waits 3 s, and then tells the person that it failed (docs surfaces/modals). */
  readonly answerBy: number;
  /** Where to say that it did not work; undefined when there is no input to say it under. */
  readonly mistakeAt: string | undefined;
}

const STILL_AT_IT = 'I am noting it down, which takes longer than usual just now. If no phone rings within a minute, press the button again: it starts once only.';

/**
 * Starts what was filled in, closes the modal and tells the host who is being rung. Where it cannot be stored, or not in time, the modal
 * stays with all that is in it, and may be submitted again: the same modal starts one conference.
 */
export async function startFromModal(submission: Submission, start: StartConference & { readonly name: string }): Promise<void> {
  const { context, ack, answerBy, mistakeAt } = submission;
  const { clock } = context;
  const storing = store(context, start);
  const stored = await inTime(clock, storing, Math.max(0, answerBy - clock.now()), 'not-yet' as const);
  if (stored === 'created' || stored === 'known') await ack({ response_action: 'clear' });
  else await ack(mistakeAnswer(mistakeAt, stored === 'not-yet' ? STILL_AT_IT : notStored()));
  // Whoever submits twice is told once.
  if ((await storing) === 'created') await say(submission, { userId: start.hostUserId, responseUrl: start.responseUrl }, sentence(start));
}

/** Answers with a sentence under an input; where there is none, the modal is closed. */
export function mistakeAnswer(blockId: string | undefined, text: string): ViewResponseAction {
  return blockId === undefined ? { response_action: 'clear' } : { response_action: 'errors', errors: { [blockId]: text } };
}

async function store(context: Context, start: StartConference): Promise<'created' | 'known' | 'not-stored'> {
  const { log } = context;
  try {
    const { conferenceId, created } = await startConference(context, start);
    if (created) log.info({ conferenceId, team: start.teamId, channel: start.channelId, invitees: start.invitees.length }, 'A conference was asked for');
    return created ? 'created' : 'known';
  } catch (error) {
    log.error({ error }, 'A conference asked for in the modal could not be stored; the host was told that nobody is rung');
    return 'not-stored';
  }
}

function sentence({ name, invitees, hostUserId, ringHost }: StartConference): string {
  return ringing({ kind: 'start', name, invitees, notRung: [] }, { userId: hostUserId, isRung: ringHost === true });
}
