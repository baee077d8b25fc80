import type { Context } from '../conference/context.ts';
import { inTime } from '../conference/in-time.ts';
import { ANSWER_WITHIN_MS } from './answer-within.ts';

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
