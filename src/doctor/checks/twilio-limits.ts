import { explainTwilio } from '../twilio-answer.ts';
import type { Check } from '../check.ts';
import { ok, skipped, warning } from '../check.ts';

/** Calls a trial account may have up at once (Twilio's limits of February 2026). */
const TRIAL_CALLS = 5;

export const twilioLimits: Check = {
  id: 'twilio-limits',
  title: 'Twilio’s limits',
  symptom: 'Some phones of a conference ring late or not at all; a trial rings verified numbers only.',
  why: 'A trial account calls verified numbers only, has 5 calls at once and one a second, refuses most settings of a call, puts all conferences that go on at once into one room, and says a sentence of its own first.',
  mend: 'Upgrade the account: https://console.twilio.com > Admin > Account billing > "Upgrade". Until then verify each number under Phone Numbers > Manage > Verified Caller IDs.',
  needs: ['twilio-account'],
  look: async ({ twilio, parts }) => {
    const answer = await twilio?.account();
    if (answer?.kind !== 'answered') return skipped(`Not looked at: ${answer === undefined ? 'no accounts are set.' : explainTwilio(answer)}`);
    const { callsPerSecond } = parts.twilio;
    const { maxParticipants } = parts.calling;
    const pace = `TWILIO_CPS is ${callsPerSecond}: ten phones begin to ring within ${Math.ceil(9 / callsPerSecond)} s.`;
    if (!answer.value.isTrial) return ok(`${pace} At once an individual profile may have 3 calls, a business profile any number; Twilio tells no app which it is (Console > Account > Customer profiles).`);
    const tooFast = callsPerSecond > 1 ? ' A trial may have one call a second: set TWILIO_CPS to 1.' : '';
    const tooMany = maxParticipants > TRIAL_CALLS ? ` MAX_PARTICIPANTS is ${maxParticipants}, and only ${TRIAL_CALLS} of them can be called at once.` : '';
    return warning(`This is a trial account. ${pace}${tooFast}${tooMany}`);
  },
};
