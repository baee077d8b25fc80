import type { CallEstimate } from '../../conference/estimate-calls.ts';
import { listNames } from '../../domain/people-names.ts';

/** Names of people who would not be rung, before they are only counted. */
const MOST_NAMES = 5;

/** Before anybody is chosen. */
export const NOBODY_YET = 'Choose whom to call, and I say here how many phones ring and what a minute costs.';
/** While, or because, it cannot be said. */
export const NOT_KNOWN = 'How many phones will ring, and what a minute costs, I cannot say just now. You can start all the same.';

/** "3 phones will ring, about $0.04 a minute." */
export function summaryText(estimate: CallEstimate, maxParticipants: number): string {
  if (estimate.kind === 'too-many') return `That is ${estimate.count} people, and a conference takes at most ${maxParticipants}.`;
  const { phones, notRung } = estimate;
  const count = phones === 0 ? 'No phone would ring.' : `${phones === 1 ? '1 phone' : `${phones} phones`} will ring${price(estimate)}`;
  return notRung.length === 0 ? count : `${count} Not rung so far: ${listNames(notRung, { max: MOST_NAMES })}.`;
}

function price({ phones, perMinute }: Extract<CallEstimate, { kind: 'phones' }>): string {
  if (perMinute === null) return '. What a minute costs is not known just now.';
  const amount = `about ${money(perMinute.amount, perMinute.currency)} a minute`;
  return perMinute.ofPhones === phones ? `, ${amount} while all talk.` : `, ${amount} for ${perMinute.ofPhones} of them; what the others cost is not known.`;
}

/** Rounded up: better less on the bill than was said. @param currency three letters. */
function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const coins = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  // Sums of floats are a hair off: without rounding first, 0.03 could become 4 cents.
  return format.format(Math.ceil(Number((amount * coins).toFixed(6))) / coins);
}
