import { lastOneIn } from '../../domain/alone.ts';
import type { Conference, EndReason } from '../../domain/conference.ts';
import { liveFor } from '../../domain/conference.ts';
import { duration } from './text.ts';

/** Why it is over, in a few words. */
const END_WORDS: Readonly<Record<EndReason, string>> = {
  'everyone-left': 'everyone left',
  'nobody-answered': 'nobody answered',
  'no-call-placed': 'no phone could be rung',
  'nobody-to-ring': 'nobody could be rung',
  'everybody-left-out': 'everybody was left out',
  'too-many-people': 'too many people',
  'people-unknown': 'Slack did not say in time who the people are',
  'time-limit': 'the time limit was reached',
  alone: 'only one person was left',
  'ended-by': 'ended for everyone',
};

/** Why it is over; of somebody who was left alone in it, who that was. Not for markup: names may hold anything. */
export function whyEnded(conference: Pick<Conference, 'participants'>, reason: EndReason): string {
  const last = reason === 'alone' ? lastOneIn(conference) : undefined;
  return last === undefined ? END_WORDS[reason] : `only ${last.shortName} was left`;
}

/** "Ended after 5 min: everyone left"; where somebody ended it, that they did. @param name how whoever ended it is called there. @param written what becomes of names people gave themselves. */
export function endWords(conference: Conference, name: string, written: (text: string) => string = (text) => text): string {
  const { end, liveAt } = conference;
  if (end === null) return '';
  const after = liveAt === null ? '' : ` after ${duration(liveFor(conference, end.at))}`;
  return end.reason === 'ended-by' ? `Ended by ${name}${after}` : `Ended${after}: ${written(whyEnded(conference, end.reason))}`;
}
