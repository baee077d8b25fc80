import type { Call } from './call.ts';
import { isFinal, isTakenForMachine } from './call.ts';

export const CALL_OUTCOMES = ['joined', 'answered', 'voicemail', 'no-answer', 'busy', 'declined', 'unreachable', 'refused', 'cancelled', 'never-placed'] as const;

/**
 * What became of one ring of a phone: `joined` was in the room, `answered` picked up and never was, `refused` Twilio would not ring it,
 * `cancelled` it rang and the conference ended or somebody was taken out, `never-placed` so before its turn; the rest as participants have it.
 */
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** SIP 603 Decline (RFC 3261 §21.6.2). */
const DECLINED = 603;

/** What became of a call; null while it waits or goes on. */
export function callOutcome(call: Call): CallOutcome | null {
  if (call.placing === 'abandoned') return 'never-placed';
  if (call.placing === 'refused') return 'refused';
  if (!isFinal(call.status)) return null;
  if (isTakenForMachine(call)) return 'voicemail';
  if (call.presence.length > 0) return 'joined';
  switch (call.status) {
    case 'completed': return 'answered';
    case 'busy': return call.sipResponseCode === DECLINED ? 'declined' : 'busy';
    case 'no-answer': return 'no-answer';
    case 'failed': return call.sipResponseCode === DECLINED ? 'declined' : 'unreachable';
    case 'canceled': return 'cancelled';
  }
}
