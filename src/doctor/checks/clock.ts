import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';
import type { Patient } from '../patient.ts';

/** A Date header counts whole seconds, and answers take their time. */
const WORTH_A_WORD_MS = 30_000;
/** Slack's signatures are taken for 5 minutes (docs authentication/verifying-requests-from-slack). */
const TOO_FAR_MS = 300_000;

export const clock: Check = {
  id: 'clock',
  title: 'Clock of this machine',
  symptom: 'The log says that requests of Slack are too old, and Slack says `dispatch_failed`.',
  why: 'Slack signs the time; a request that seems older than five minutes is refused.',
  mend: 'Let the machine set its clock by the network: `timedatectl set-ntp true`. In a virtual machine, start it anew after it slept.',
  look: async (patient) => {
    const theirs = await timeByProviders(patient);
    if (theirs === null) return skipped('Not looked at: neither Slack nor Twilio said what time it is.');
    const off = patient.wallClock() - theirs;
    const told = `It is ${duration(Math.abs(off))} ${off > 0 ? 'ahead of' : 'behind'} Slack and Twilio.`;
    if (Math.abs(off) >= TOO_FAR_MS) return failure(told);
    return Math.abs(off) >= WORTH_A_WORD_MS ? warning(told) : ok('It agrees with Slack and Twilio.');
  },
};

/** By the Date header of an answer, whatever the answer is. */
async function timeByProviders({ parts, web }: Patient): Promise<number | null> {
  const addresses = [parts.slack.apiUrl === undefined ? [] : `${parts.slack.apiUrl}api.test`, parts.twilio.apiUrl === undefined ? [] : `${parts.twilio.apiUrl}/2010-04-01.json`].flat();
  for (const address of addresses) {
    const answer = await web.ask(address);
    const at = answer.kind === 'answered' ? Date.parse(answer.headers['date'] ?? '') : Number.NaN;
    if (Number.isFinite(at)) return at;
  }
  return null;
}
