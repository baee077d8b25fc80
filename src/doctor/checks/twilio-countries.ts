import { explainTwilio } from '../twilio-answer.ts';
import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';

export const twilioCountries: Check = {
  id: 'twilio-countries',
  title: 'Countries',
  symptom: 'Cards say “calls to this country are switched off at Twilio”.',
  why: 'ALLOWED_COUNTRIES lets the app ring them, and Twilio refuses.',
  mend: 'Switch them on: https://console.twilio.com > Voice > Settings > Geo permissions; or take them out of ALLOWED_COUNTRIES.',
  needs: ['twilio-account'],
  look: async ({ twilio, parts }) => {
    const { allowedCountries: countries, defaultCountry } = parts.calling;
    if (twilio === null || countries.length === 0) return skipped('Not looked at: which countries may be rung is not set.');
    const answers = await Promise.all(countries.map(async (country) => ({ country, answer: await twilio.mayCall(country) })));
    const unsaid = answers.map(({ answer }) => answer).find((answer) => answer.kind !== 'answered');
    if (unsaid !== undefined) return warning(explainTwilio(unsaid));
    const off = answers.filter(({ answer }) => answer.kind === 'answered' && answer.value === false).map(({ country }) => country);
    const unknown = answers.filter(({ answer }) => answer.kind === 'answered' && answer.value === null).map(({ country }) => country);
    if (off.length === 0) return ok(`Twilio calls ${countries.filter((country) => !unknown.includes(country)).join(', ')}${unknown.length === 0 ? '' : `; of ${unknown.join(', ')} it says nothing`}.`);
    const told = `Switched off at Twilio: ${off.join(', ')}.`;
    // Where nearly everybody is rung it is no side matter.
    return off.length === countries.length || (defaultCountry !== undefined && off.includes(defaultCountry)) ? failure(told) : warning(told);
  },
};
