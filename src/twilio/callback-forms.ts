import * as z from 'zod';
import type { CallbackReport } from '../conference/ports.ts';

/** RFC 2822, as Twilio stamps its events: `Mon, 23 Nov 2026 03:10:00 +0000`. */
const timestamp = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'Timestamp is no RFC 2822 date' });
  return z.NEVER;
});
const count = z.string().regex(/^\d+$/).transform(Number);
const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i'), `no ${prefix} sid`);

/** A call's status callback (docs voice/api/call-resource). Fields not named here, the numbers among them, are not kept. */
const callForm = z.object({
  CallSid: sid('CA'), CallStatus: z.string(), SequenceNumber: count, Timestamp: timestamp, SipResponseCode: count.optional(),
});

/** A conference's status callback (docs voice/twiml/conference). */
const roomForm = z.object({
  ConferenceSid: sid('CF'), StatusCallbackEvent: z.string(), SequenceNumber: count, Timestamp: timestamp,
  CallSid: sid('CA').optional(), ParticipantLabel: z.string().optional(), ReasonConferenceEnded: z.string().optional(),
});

/** What asynchronous machine detection tells (docs voice/answering-machine-detection). */
const answeredByForm = z.object({ CallSid: sid('CA'), AnsweredBy: z.string().regex(/^[a-z_]{1,40}$/u, 'no word of machine detection') });

export type ReadForm = { readonly ok: true; readonly report: CallbackReport } | { readonly ok: false; readonly problem: string };

/** Reads a call's callback; the problem, when it is none, names fields and holds none of their values. */
export function readCallForm(form: unknown): ReadForm {
  const read = callForm.safeParse(form);
  if (!read.success) return { ok: false, problem: problemOf(read.error) };
  const { CallSid: callSid, CallStatus: status, SequenceNumber: sequence, Timestamp: at, SipResponseCode } = read.data;
  return { ok: true, report: { kind: 'call', callSid, status, sequence, at, sipResponseCode: SipResponseCode ?? null } };
}

/** Reads a conference's callback. */
export function readRoomForm(form: unknown): ReadForm {
  const read = roomForm.safeParse(form);
  if (!read.success) return { ok: false, problem: problemOf(read.error) };
  const { ConferenceSid: roomSid, StatusCallbackEvent: event, SequenceNumber: sequence, Timestamp: at, CallSid, ParticipantLabel, ReasonConferenceEnded } = read.data;
  return {
    ok: true,
    report: { kind: 'room', roomSid, event, sequence, at, callSid: CallSid ?? null, label: ParticipantLabel ?? null, reason: ReasonConferenceEnded ?? null },
  };
}

/** Reads who answered. @param at when we were told, epoch milliseconds. */
export function readAnsweredByForm(form: unknown, at: number): ReadForm {
  const read = answeredByForm.safeParse(form);
  if (!read.success) return { ok: false, problem: problemOf(read.error) };
  return { ok: true, report: { kind: 'answered-by', callSid: read.data.CallSid, answeredBy: read.data.AnsweredBy, at } };
}

function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
