import type { Call } from '../domain/call.ts';
import { isCallStatus } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { findCall } from '../domain/conference.ts';
import type { ConferenceEvent } from '../domain/events.ts';
import type { Context } from './context.ts';
import type { CallbackReport, KeptCallback } from './ports.ts';
import { machineOf } from './verdict.ts';

/** Applies what Twilio told of some conferences, all that is kept of them and not applied yet. */
export async function applyCallbacks({ callbacks }: Context, jobs: readonly { readonly conferenceId: string }[]): Promise<void> {
  await callbacks.apply(jobs.map(({ conferenceId }) => conferenceId), explainCallback);
}

/** What a callback means for this conference; null when it means nothing to us, or why it cannot be applied yet. */
export function explainCallback(conference: Conference, { callId, report }: KeptCallback): ConferenceEvent | { readonly problem: string } | null {
  switch (report.kind) {
    case 'call': return explainCall(conference, callId, report);
    case 'room': return explainRoom(conference, report);
    case 'answered-by': return explainAnsweredBy(conference, callId, report);
  }
}

type CallReport = Extract<CallbackReport, { kind: 'call' }>;
type RoomReport = Extract<CallbackReport, { kind: 'room' }>;

function explainCall(conference: Conference, callId: string | null, { callSid: sid, status, sipResponseCode, at }: CallReport) {
  if (!isCallStatus(status)) return { problem: `Twilio names a call status we do not know: ${status}` };
  const found = ourCall(conference, callId, sid);
  return 'problem' in found ? found : { kind: 'call-progressed', at, callId: found.id, sid, status, sipResponseCode } as const;
}

function explainAnsweredBy(conference: Conference, callId: string | null, { callSid: sid, answeredBy, at }: Extract<CallbackReport, { kind: 'answered-by' }>) {
  const machine = machineOf(answeredBy);
  if (machine === undefined) return null;
  const found = ourCall(conference, callId, sid);
  return 'problem' in found ? found : { kind: 'machine-answered', at, callId: found.id, sid, machine } as const;
}

function ourCall(conference: Conference, callId: string | null, sid: string): Call | { readonly problem: string } {
  const found = callId === null ? undefined : findCall(conference, callId);
  if (found === undefined) return { problem: 'the conference has no call of this id' };
  return found.call.sid === null || found.call.sid === sid ? found.call : { problem: 'our call is known under another CallSid' };
}

const MEANING = {
  'participant-join': { kind: 'participant-joined' }, 'participant-leave': { kind: 'participant-left' },
  'participant-mute': { kind: 'participant-marked', mark: 'muted', on: true }, 'participant-unmute': { kind: 'participant-marked', mark: 'muted', on: false },
  'participant-hold': { kind: 'participant-marked', mark: 'onHold', on: true }, 'participant-unhold': { kind: 'participant-marked', mark: 'onHold', on: false },
} as const;

function explainRoom(conference: Conference, { event, roomSid, callSid, label, at, sequence }: RoomReport) {
  switch (event) {
    case 'conference-end':
      return { kind: 'room-ended', at, roomSid } as const;
    case 'participant-join': case 'participant-leave':
    case 'participant-mute': case 'participant-unmute': case 'participant-hold': case 'participant-unhold': {
      if (callSid === null) return { problem: 'Twilio names no call for a participant' };
      const participant = conference.participants.find(({ id, calls }) => id === label || calls.some(({ sid }) => sid === callSid));
      if (participant === undefined) return { problem: 'the conference has no such participant' };
      return { ...MEANING[event], at, participantId: participant.id, sid: callSid, roomSid, sequence } as const;
    }
    default:
      return null;
  }
}
