import type { RunningTwilioEmulator } from '../../emulators/twilio/emulator.ts';

/** Twilio was asked for a call. */
export interface CallPlaced {
  /** On the benchmark's own clock (`performance.now`). */
  readonly at: number;
  readonly conferenceId: string;
}

/** Notes every call Twilio is asked for. @returns those so far, growing, and the way to stop. */
export function watchCalls(twilio: RunningTwilioEmulator): { readonly calls: readonly CallPlaced[]; readonly stop: () => void } {
  const calls: CallPlaced[] = [];
  const stop = twilio.journal.follow(({ direction, what, request }) => {
    if (direction !== 'in' || !what.startsWith('POST') || !what.includes('/Calls.json')) return;
    calls.push({ at: performance.now(), conferenceId: /twiml\/([^"?]+)/.exec(JSON.stringify(request))?.[1] ?? '' });
  });
  return { calls, stop };
}
