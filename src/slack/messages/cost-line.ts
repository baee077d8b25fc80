import type { Conference } from '../../domain/conference.ts';
import { costOf, costWords } from '../../domain/cost.ts';

/**
 * "Cost of the calls: $0.12 for 14 minutes on the phone", once Twilio has named a price or none can be hoped for; null before, for a card
 * need not say that it does not know yet.
 */
export function costLine(conference: Conference): string | null {
  if (conference.end === null) return null;
  const cost = costOf(conference, conference.end.at);
  if (cost.answered === 0 || (cost.known.length === 0 && !cost.isFinal)) return null;
  const minutes = cost.minutes === 0 ? '' : ` for ${cost.minutes} ${cost.minutes === 1 ? 'minute' : 'minutes'} on the phone`;
  return `Cost of the calls: ${costWords(cost)}${minutes}`;
}
