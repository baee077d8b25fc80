import type { Context } from './context.ts';
import type { CallbackReport } from './ports.ts';

export interface RecordCallback {
  readonly conferenceId: string;
  /** Our call id, from the address; null on a conference's callbacks. */
  readonly callId: string | null;
  readonly report: CallbackReport;
}

/** Keeps a callback, once; it is applied by a job. Nothing may be answered 2xx before this resolved. */
export async function recordCallback({ callbacks, clock }: Context, { conferenceId, callId, report }: RecordCallback): Promise<void> {
  await callbacks.keep([{ key: callbackKey(report), conferenceId, callId, report, receivedAt: clock.now() }]);
}

/** The same for a callback that comes twice, and never for two: Twilio numbers its events within a call and within a conference. */
function callbackKey(report: CallbackReport): string {
  switch (report.kind) {
    case 'call': return `${report.callSid}/${report.sequence}/${report.status}`;
    case 'room': return `${report.roomSid}/${report.sequence}/${report.event}/${report.callSid ?? ''}`;
    // One verdict a call, without a number (docs voice/answering-machine-detection).
    case 'answered-by': return `${report.callSid}/answered-by/${report.answeredBy}`;
  }
}
