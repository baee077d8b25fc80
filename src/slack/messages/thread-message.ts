import type { Conference } from '../../domain/conference.ts';
import type { ThreadLine } from '../../domain/thread-line.ts';
import { cut } from './text.ts';
import { threadText } from './thread.ts';

/** Slack's limit is 40,000 characters, its advice 4,000 (docs chat.postMessage). */
const TEXT_LIMIT = 3_900;

/** One message of a thread. */
export interface ThreadMessage {
  /** Empty when there is nothing to say of its lines any more. */
  readonly text: string;
  /** How many of the lines that wait it tells, from the first on. */
  readonly told: number;
}

/** As many of these lines as one message holds, each whole; a single line that is longer than a message is cut. @param lines one or more, in their order. */
export function threadMessage(conference: Conference, lines: readonly ThreadLine[]): ThreadMessage {
  const textOf = (count: number): string => threadText(conference, lines.slice(0, count), lines);
  const fits = (count: number): boolean => textOf(count).length <= TEXT_LIMIT;
  if (fits(lines.length)) return { text: textOf(lines.length), told: lines.length };
  let [told, tooMany] = [1, lines.length];
  while (tooMany - told > 1) {
    const between = Math.floor((told + tooMany) / 2);
    if (fits(between)) told = between;
    else tooMany = between;
  }
  return { text: cut(textOf(told), TEXT_LIMIT), told };
}
