import { isLocalHost } from './hosts.ts';
import type { Parts } from './patient.ts';

/** Whether Slack and Twilio are emulators on this machine: then nothing is real, and nobody outside has to reach anything. */
export function providersAreLocal({ slack, twilio }: Pick<Parts, 'slack' | 'twilio'>): boolean {
  return [slack.apiUrl, twilio.apiUrl].every((api) => api !== undefined && isLocalHost(new URL(api).hostname));
}
