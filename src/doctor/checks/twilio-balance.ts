import { explainTwilio } from '../twilio-answer.ts';
import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';

/** Less than an hour for five people: time to top up. */
const FEW_MINUTES = 300;
const FEW_UNITS = 5;

export const twilioBalance: Check = {
  id: 'twilio-balance',
  title: 'Money at Twilio',
  symptom: 'From one moment to the next no phone rings, and calls that go on are cut.',
  why: 'When it is gone Twilio suspends the account, in the middle of calls.',
  mend: 'Top up: https://console.twilio.com > Admin > Account billing > "Add funds"; "Auto-recharge" there does it by itself.',
  needs: ['twilio-account'],
  look: async ({ twilio, parts }) => {
    const answer = await twilio?.balance();
    if (twilio === null || answer === undefined) return skipped('Not looked at: no accounts are set.');
    if (answer.kind !== 'answered') return warning(explainTwilio(answer), { why: 'How much money is left is not known.' });
    const { amount, currency } = answer.value;
    const country = parts.calling.defaultCountry;
    const price = country === undefined ? null : await twilio.minutePrice(country);
    const perMinute = price?.kind === 'answered' ? price.value : null;
    const minutes = perMinute === null || perMinute <= 0 ? null : Math.floor(Math.max(0, amount) / perMinute);
    const told = `${amount.toFixed(2)} ${currency}${minutes === null ? '' : `, which buys about ${minutes} minutes of one person in ${country ?? ''}`}.`;
    if (amount <= 0) return failure(told);
    return amount < FEW_UNITS || (minutes !== null && minutes < FEW_MINUTES) ? warning(told) : ok(told);
  },
};
