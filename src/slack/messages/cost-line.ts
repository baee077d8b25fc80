import type { Conference } from '../../domain/conference.ts';
import type { RunningCost } from '../../domain/cost.ts';
import { costOf, costWords } from '../../domain/cost.ts';
import { estimateWords } from '../../domain/money.ts';

/**
 * "Cost of the calls: $0.12 for 14 minutes on the phone", once Twilio has named a price or none can be hoped for; null before, for a card
 * need not say that it does not know yet.
 */
export function costLine(conference: Conference): string | null {
  if (conference.end === null) return null;
  const cost = costOf(conference, conference.end.at);
  if (cost.answered === 0 || (cost.known.length === 0 && !cost.isFinal)) return null;
  // Minutes stand there for what is paid for them: of nothing known there is none.
  const minutes = cost.minutes === 0 || cost.known.length === 0 ? '' : ` for ${minutesWords(cost.minutes)}`;
  return `Cost of the calls: ${costWords(cost)}${minutes}`;
}

/** "3 people, 12 minutes on the phone so far, about $0.09", while it goes on. */
export function runningLine({ people, minutes, estimate, answered, unknown }: RunningCost): string {
  const spent = `${people === 1 ? '1 person' : `${people} people`}, ${minutesWords(minutes)} so far`;
  if (unknown === answered) return `${spent}; what they cost is not known just now`;
  const sum = estimate.map(estimateWords).join(' and ');
  return unknown === 0 ? `${spent}, about ${sum}` : `${spent}, about ${sum} for ${answered - unknown} of ${answered} calls; what the others cost is not known`;
}

/** "1 minute on the phone", as the bill counts them. */
export function minutesWords(minutes: number): string {
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} on the phone`;
}
