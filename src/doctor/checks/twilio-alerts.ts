import { duration } from '../duration.ts';
import { explainTwilio } from '../twilio-answer.ts';
import type { Check } from '../check.ts';
import { ok, skipped, warning } from '../check.ts';

const LOOK_BACK_MS = 24 * 3_600_000;
const MOST = 5;

export const twilioAlerts: Check = {
  id: 'twilio-alerts',
  title: 'Twilio’s debugger',
  symptom: 'Something about calls is odd, and nobody knows what.',
  why: 'Twilio noted what it could not do.',
  mend: 'https://console.twilio.com > Monitor > Logs > Errors shows each of them with what Twilio sent and got.',
  needs: ['twilio-account'],
  look: async ({ twilio, now }) => {
    const answer = await twilio?.alerts(now() - LOOK_BACK_MS);
    if (answer === undefined) return skipped('Not looked at: no accounts are set.');
    if (answer.kind !== 'answered') return warning(explainTwilio(answer));
    const alerts = answer.value;
    if (alerts.length === 0) return ok('Nothing in the last 24 hours.');
    const lines = alerts.slice(0, MOST).map(({ code, count, lastAt, words }) => `${count} × ${code}, the last ${duration(now() - lastAt)} ago: ${words}`);
    return warning([...lines, ...(alerts.length > MOST ? [`And ${alerts.length - MOST} other kinds.`] : [])].join('\n'));
  },
};
