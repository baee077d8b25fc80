import type { Conference } from '../../domain/conference.ts';
import { standingWarning } from '../../domain/limit-warning.ts';
import type { Message } from './card.ts';
import { extendButton } from './extend-button.ts';
import { clockTime, duration, escapeText, timeInUtc } from './text.ts';

/** What the host alone reads when it ends soon. */
export function extendOffer(conference: Conference): Message | null {
  const warning = standingWarning(conference);
  const buttons = extendButton(conference);
  if (warning === null || buttons.length === 0) return null;
  const called = escapeText(`“${conference.name ?? 'The conference'}”`);
  return {
    text: `${called} ends at ${timeInUtc(warning.endsAt)}, for its time limit is reached then. You can extend it.`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `${called} ends at ${clockTime(warning.endsAt)}, for its time limit is reached then.` } },
      { type: 'actions', elements: buttons },
    ],
  };
}

/** What stands in the place of the offer once it was taken. */
export function extendedWords(byMs: number): string {
  return `Extended by ${duration(byMs)}.`;
}

export const EXTENDED_ALREADY = 'It was extended already. Before it ends, everybody in it is told again.';
