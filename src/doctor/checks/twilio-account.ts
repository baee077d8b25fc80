import { explainTwilio } from '../twilio-answer.ts';
import type { Check } from '../check.ts';
import { failure, ok, skipped } from '../check.ts';

const INACTIVE = 'Sign in at https://console.twilio.com: a banner says why, and whom to write to. Most often money ran out, or Twilio wants to know who you are.';

export const twilioAccount: Check = {
  id: 'twilio-account',
  title: 'Twilio’s account',
  symptom: 'Cards say “Twilio does not accept our account”.',
  why: 'No phone rings without it.',
  mend: 'Copy both again: https://console.twilio.com > Account Dashboard > Account Info, "Account SID" into TWILIO_ACCOUNT_SID and "Auth Token" (the primary one) into TWILIO_AUTH_TOKEN.',
  look: async ({ twilio, parts }) => {
    if (twilio === null) return parts.hasAccounts ? failure('TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN is not set, or cannot be read.') : skipped('Not looked at: no accounts are set.');
    const answer = await twilio.account();
    if (answer.kind === 'answered') {
      const { status, name } = answer.value;
      return status === 'active' ? ok(`${name} is active.`) : failure(`The account is ${status}.`, { mend: INACTIVE });
    }
    if (answer.kind === 'refused' && answer.code === 20005) return failure('The account is not active.', { mend: INACTIVE });
    if (answer.kind === 'refused' && answer.status === 401) return failure('Twilio does not know this account with this auth token.');
    return failure(explainTwilio(answer), { mend: 'See whether https://api.twilio.com is reached from this machine, and whether https://status.twilio.com knows of trouble.' });
  },
};
