/**
 * What one call is living through. `initiated` exists in callbacks only: the API says `queued` until the phone rings.
 * Source: docs voice/api/call-resource, "Call Status Values".
 */
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/**
 * Which status may follow which. States may be skipped (a busy line never rings), a terminal one is never left.
 * Source: docs voice/api/call-resource, "Call Status Values".
 */
export const LEGAL_CHANGES: Readonly<Record<CallStatus, readonly CallStatus[]>> = {
  queued: ['initiated', 'failed', 'canceled'],
  initiated: ['ringing', 'in-progress', 'busy', 'failed', 'no-answer', 'canceled'],
  ringing: ['in-progress', 'busy', 'failed', 'no-answer', 'canceled'],
  'in-progress': ['completed'],
  completed: [],
  busy: [],
  failed: [],
  'no-answer': [],
  canceled: [],
};

export const isTerminal = (status: CallStatus): boolean => LEGAL_CHANGES[status].length === 0;
