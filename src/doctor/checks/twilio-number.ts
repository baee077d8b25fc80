import { explainTwilio } from '../twilio-answer.ts';
import type { Check, Outcome } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';
import type { OwnedNumber } from '../ports/twilio.ts';

const CONSOLE = 'https://console.twilio.com > Phone Numbers > Manage > Active numbers';

export const twilioNumber: Check = {
  id: 'twilio-number',
  title: 'The number calls come from',
  symptom: 'Cards say “Twilio does not let us call from TWILIO_PHONE_NUMBER”.',
  why: 'Twilio places no call from a number the account does not own.',
  mend: `Set TWILIO_PHONE_NUMBER to a number of this account, with + and country code: ${CONSOLE} ("Buy a number" there, with Voice).`,
  needs: ['twilio-account'],
  look: async ({ twilio, parts }) => {
    const number = parts.twilio.phoneNumber;
    if (twilio === null) return skipped('Not looked at: no accounts are set.');
    if (number === undefined) return failure('TWILIO_PHONE_NUMBER is not set, or no phone number.');
    const owned = await twilio.ownedNumber(number);
    if (owned.kind !== 'answered') return failure(explainTwilio(owned));
    if (owned.value !== null) return ownOne(number, owned.value);
    const verified = await twilio.isVerifiedCallerId(number);
    if (verified.kind === 'answered' && verified.value) return warning(`${number} is a verified caller ID, and no number of the account.`, { why: 'It works, but carriers trust such calls less, and whoever calls back does not reach Twilio.' });
    return failure(`${number} is no number of this account.`);
  },
};

function ownOne(number: string, { hasVoice, voiceUrl }: OwnedNumber): Outcome {
  if (!hasVoice) return failure(`${number} is of this account, but cannot make calls.`, { why: 'A number for messages alone rings nobody.', mend: `Buy one with Voice: ${CONSOLE} > "Buy a number", and set TWILIO_PHONE_NUMBER to it.` });
  if (voiceUrl !== null && !voiceUrl.includes('demo.twilio.com')) return ok(`${number} is of this account, with voice.`);
  return warning(`${number} is of this account, with voice; ${voiceUrl === null ? 'nothing is set for whoever calls it' : 'whoever calls it hears Twilio’s demonstration'}.`, {
    why: 'Whoever was rung and calls back hears an error of Twilio’s, or a demonstration, and not who called.',
    mend: `${CONSOLE} > the number > Voice Configuration > "A call comes in": choose a TwiML Bin that says who called and how to reach you.`,
  });
}
