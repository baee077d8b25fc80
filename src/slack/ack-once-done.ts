import type { Context } from '../conference/context.ts';
import { inTime } from '../conference/in-time.ts';

/** Slack waits 3 s for an answer, and shows beside the button that it failed otherwise (docs interactivity/handling-user-interaction). */
const ANSWER_WITHIN_MS = 2_500;

/**
 * Acknowledges what somebody pressed once it is done: a process that dies before has promised nothing, Slack shows that it failed, and they press
 * again. What takes longer than Slack waits goes on, and is acknowledged all the same.
 * @param ack Bolt's, without an answer.
 * @param doing has begun; what is pressed needs the database and at most a question to Slack.
 * @returns what it comes to. @throws what it throws, when it is acknowledged.
 */
export async function ackOnceDone<Result>({ clock }: Pick<Context, 'clock'>, ack: () => Promise<void>, doing: Promise<Result>): Promise<Result> {
  await inTime(clock, doing.then(nothing, nothing), ANSWER_WITHIN_MS, undefined);
  await ack();
  return doing;
}

function nothing(): void {}
