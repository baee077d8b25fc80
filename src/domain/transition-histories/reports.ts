import type { ConferenceEvent, Report } from '../events.ts';
import type { Leg, ReportOfCall } from './plan.ts';

/** Callbacks carry whole seconds. */
const stamp = (ms: number): number => Math.floor(ms / 1_000) * 1_000;

/** What is told of a call by itself. */
export function callReports({ callId, told, sid, steps }: Leg): ReportOfCall[] {
  const last = steps.at(-1);
  const callbacks = steps
    .filter((step) => step === last ? told.lost !== 'all' : told.lost !== 'all' && told.lost !== 'all-but-the-last-status' && !told.skips.includes(step.status))
    .map(({ status, at, sip }): ReportOfCall => ({ callId, since: at, report: { kind: 'call-progressed', at: stamp(at), callId, sid, status, sipResponseCode: sip } }));
  // The reconciler asks, too: it hears the same last status, without the SIP code, before or after the callback.
  return callbacks.flatMap((told) => (told.report.kind === 'call-progressed' && told.report.status === last?.status ? [told, { ...told, report: { ...told.report, sipResponseCode: null } }] : [told]));
}

/** Twilio's rooms: one lasts as long as somebody is in it, the next one has another sid. */
export function roomReports(legs: readonly Leg[], roomEndSkew: number): ReportOfCall[] {
  const moves = legs.flatMap((leg) => leg.stays.flatMap(([from, to]) => [
    { leg, kind: 'participant-joined' as const, at: from }, { leg, kind: 'participant-left' as const, at: to },
  ])).sort((a, b) => a.at - b.at || (a.kind === 'participant-joined' ? -1 : 1));
  const reports: ReportOfCall[] = [];
  let room = 0;
  let sequence = 0;
  let present = 0;
  for (const { leg, kind, at } of moves) {
    if (present === 0) {
      room += 1;
      sequence = 0;
    }
    present += kind === 'participant-joined' ? 1 : -1;
    sequence += 1;
    const report: ConferenceEvent = { kind, at: stamp(at), participantId: leg.id, sid: leg.sid, roomSid: `CF${room}`, sequence };
    if (leg.told.lost === 'nothing' || (leg.told.lost === 'the-leave' && kind === 'participant-joined')) reports.push({ report, callId: leg.callId, since: at });
    if (present === 0) reports.push({ callId: leg.callId, since: at, report: { kind: 'room-ended', at: stamp(at) + roomEndSkew * 1_000, roomSid: `CF${room}` } });
  }
  return reports;
}

/** How a call ended, as it is told first. */
export function endOf({ callId, sid, steps }: Leg): Report {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('A call without any status');
  return { kind: 'call-progressed', at: stamp(last.at), callId, sid, status: last.status, sipResponseCode: last.sip };
}
