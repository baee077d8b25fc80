import type { TwilioAnswer } from './ports/twilio.ts';

/** Why Twilio gave no answer, in a sentence. */
export function explainTwilio(answer: Exclude<TwilioAnswer<unknown>, { kind: 'answered' }>): string {
  return answer.kind === 'unreachable' ? `Twilio cannot be reached: ${answer.why}.` : `Twilio refuses to say (${answer.code ?? `HTTP ${answer.status}`}): ${answer.message}.`;
}
