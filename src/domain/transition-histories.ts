import type { CallStatus } from './call.ts';
import type { Conference, EndReason } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { ConferenceEvent, Decision } from './events.ts';
import type { ParticipantState } from './participant.ts';
import type { Asking, Fate, History, Leg, PersonPlan, Plan, ReportOfCall } from './transition-histories/plan.ts';
import { challengeOf, lateVerdict, soundsLikeAMachine } from './transition-histories/machine-fate.ts';

/**
 * For tests of `transition`: what Twilio and the people at the phones do, as a small model that knows nothing of the code it tests. A plan
 * says what becomes of each call; `historyOf` works out what happens when, what we are told of it, and how it has to end.
 */

const REQUESTED_AT = Date.parse('2030-01-07T18:00:00.250Z');
const KNOWN_AT = REQUESTED_AT + 700;
/** Callbacks carry whole seconds. */
const stamp = (ms: number): number => Math.floor(ms / 1_000) * 1_000;

export const asked: Conference = requestedConference({
  id: 'conference', teamId: 'T1', hostUserId: 'U0', channelId: 'C1', name: 'Review', roomName: 'r', requestedAt: REQUESTED_AT, confirmJoin: false,
});

export function historyOf({ people, limitAfter, roomEndSkew }: Plan): History {
  // Nobody decides to end what ended the moment its people were known.
  const limitAt = limitAfter === null || people.every(({ kind }) => kind === 'no-number') ? null : KNOWN_AT + limitAfter * 1_000;
  const decisions: ConferenceEvent[] = [];
  const legs: Leg[] = [];
  const states = new Map<string, ParticipantState>();
  const ends: number[] = [];
  people.forEach((plan, index) => {
    const id = `${index}`;
    if (plan.kind === 'no-number') {
      states.set(id, 'not-called');
      return;
    }
    const turn = KNOWN_AT + index * 1_000;
    const told = askTwilio(id, plan.asking, turn, limitAt, decisions);
    if (told === 'never-asked') {
      states.set(id, 'cancelled');
      ends.push(Infinity);
    } else if (told.refused !== undefined) {
      states.set(id, told.refused);
      ends.push(told.at);
    } else {
      const leg = liveThrough({ id, plan, leasedAt: told.at, limitAt });
      legs.push(leg.leg);
      decisions.push(...challengeOf(leg.leg));
      states.set(id, leg.state);
      ends.push(leg.leg.endedAt);
    }
  });
  if (limitAt !== null) decisions.push({ kind: 'end-decided', at: limitAt, reason: 'time-limit' });
  const inOrder = [resolved(people), ...decisions.sort((a, b) => a.at - b.at)];
  const reports = [...legs.flatMap((leg) => [...callReports(leg), ...lateVerdict(leg)]), ...roomReports(legs, roomEndSkew)]
    .map(({ report, callId, since }) => ({ report, after: inOrder.findLastIndex((decision) => 'callId' in decision && (decision.callId === callId || report.kind === 'room-ended') && isCauseOf(decision, since)) + 1 }));
  const isComplete = legs.every(({ told }) => told.lost !== 'all');
  return { decisions: inOrder, reports, isComplete, states, reason: reasonFor({ legs, people, ends, limitAt }) };
}

/** What must have come before a report of something that happened at `since`: the lease, and what had somebody taken out of the room and let in again. */
function isCauseOf(decision: ConferenceEvent, since: number | undefined): boolean {
  if (decision.kind === 'call-leased') return since === undefined || since >= decision.at;
  return (decision.kind === 'challenge-decided' || decision.kind === 'challenge-passed') && since !== undefined && since >= decision.at;
}

function resolved(people: readonly PersonPlan[]): Decision {
  return {
    kind: 'people-resolved', at: KNOWN_AT, name: 'Conference',
    people: people.map(({ kind }, index) => ({
      participantId: `${index}`, callId: kind === 'rung' ? `call-${index}` : null, slackUserId: `U${index}`, name: `Person ${index}`, shortName: `P${index}`,
      isHost: index === 0, number: kind === 'rung' ? { e164: `+1415555010${index}`, extension: null } : null, numberSource: kind === 'rung' ? 'profile' : null, held: null,
      notCalled: kind === 'rung' ? null : { code: 'no-number', sentence: 'No phone number is known.' },
    })),
  };
}

/** Our side of placing a call: what we decide and hear at once. @returns when Twilio has the call, or what came instead of it. */
function askTwilio(
  id: string, asking: Asking, turn: number, limitAt: number | null, decisions: ConferenceEvent[],
): 'never-asked' | { readonly at: number; readonly refused?: 'unreachable' | 'not-called' } {
  const callId = `call-${id}`;
  const tooLate = (at: number): boolean => limitAt !== null && at >= limitAt;
  if (tooLate(turn)) return 'never-asked';
  decisions.push({ kind: 'call-leased', at: turn, callId });
  switch (asking) {
    case 'answered': case 'answered-late':
      decisions.push({ kind: 'call-placed', at: turn + (asking === 'answered' ? 120 : 7_300), callId, sid: `CA${id}` });
      return { at: turn };
    case 'answer-lost':
      return { at: turn };
    case 'throttled-once': {
      decisions.push({ kind: 'call-released', at: turn + 80, callId });
      const again = turn + 1_100;
      if (tooLate(again)) return 'never-asked';
      decisions.push({ kind: 'call-leased', at: again, callId }, { kind: 'call-placed', at: again + 90, callId, sid: `CA${id}` });
      return { at: again };
    }
    case 'refused': case 'refused-for-the-number': {
      const becomes = asking === 'refused' ? 'unreachable' : 'not-called';
      decisions.push({ kind: 'call-refused', at: turn + 150, callId, refusal: { code: 'twilio-1', sentence: 'Twilio said no.', becomes } });
      return { at: turn + 150, refused: becomes };
    }
  }
}

/** What happens on the line. The time limit cuts everything short, a moment after it was decided. */
function liveThrough({ id, plan, leasedAt, limitAt }: {
  readonly id: string; readonly plan: Extract<PersonPlan, { kind: 'rung' }>; readonly leasedAt: number; readonly limitAt: number | null;
}): { readonly leg: Leg; readonly state: ParticipantState } {
  const { fate, told } = plan;
  const cutAt = limitAt === null ? Infinity : limitAt + 300;
  const ringing = leasedAt + 200;
  const pickedUp = ringing + fate.ringsFor * 1_000;
  const steps: { status: CallStatus; at: number; sip: number | null }[] = [
    { status: 'queued', at: leasedAt + 50, sip: null }, { status: 'initiated', at: leasedAt + 100, sip: null }, { status: 'ringing', at: ringing, sip: null },
  ];
  const leg = (endedAt: number, joinedAt: number | null): Leg =>
    ({ id, told, sid: `CA${id}`, leasedAt, steps, stays: joinedAt === null ? [] : [[joinedAt, endedAt]], wasIn: joinedAt !== null, endedAt });
  if (pickedUp >= cutAt) {
    steps.push({ status: 'canceled', at: cutAt, sip: 487 });
    return { leg: leg(cutAt, null), state: 'cancelled' };
  }
  if (fate.kind === 'not-reached') {
    steps.push({ status: fate.status, at: pickedUp, sip: fate.sip });
    return { leg: leg(pickedUp, null), state: notReached(fate) };
  }
  steps.push({ status: 'in-progress', at: pickedUp, sip: null });
  if (fate.kind === 'sounds-like-a-machine') return soundsLikeAMachine(leg(pickedUp, null), fate, pickedUp, cutAt);
  const heardAll = pickedUp + fate.listensFor * 1_000;
  const joinedAt = fate.kind === 'joins' && heardAll < cutAt ? heardAll : null;
  const endedAt = Math.min(cutAt, fate.kind === 'joins' ? heardAll + fate.staysFor * 1_000 : heardAll);
  steps.push({ status: 'completed', at: endedAt, sip: 200 });
  return { leg: leg(endedAt, joinedAt), state: 'left' };
}

function notReached({ status, sip }: Extract<Fate, { kind: 'not-reached' }>): ParticipantState {
  if (status === 'no-answer') return 'no-answer';
  if (sip === 603) return 'declined';
  return status === 'busy' ? 'busy' : 'unreachable';
}


function callReports({ id, told, sid, steps }: Leg): ReportOfCall[] {
  const last = steps.at(-1);
  const callbacks = steps
    .filter((step) => step === last ? told.lost !== 'all' : told.lost !== 'all' && told.lost !== 'all-but-the-last-status' && !told.skips.includes(step.status))
    .map(({ status, at, sip }): ReportOfCall => ({ callId: `call-${id}`, since: at, report: { kind: 'call-progressed', at: stamp(at), callId: `call-${id}`, sid, status, sipResponseCode: sip } }));
  // The reconciler asks, too: it hears the same last status, without the SIP code, before or after the callback.
  return callbacks.flatMap((told) => (told.report.kind === 'call-progressed' && told.report.status === last?.status ? [told, { ...told, report: { ...told.report, sipResponseCode: null } }] : [told]));
}

/** Twilio's rooms: one lasts as long as somebody is in it, the next one has another sid. */
function roomReports(legs: readonly Leg[], roomEndSkew: number): ReportOfCall[] {
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
    if (leg.told.lost === 'nothing' || (leg.told.lost === 'the-leave' && kind === 'participant-joined')) reports.push({ report, callId: `call-${leg.id}`, since: at });
    if (present === 0) reports.push({ callId: `call-${leg.id}`, since: at, report: { kind: 'room-ended', at: stamp(at) + roomEndSkew * 1_000, roomSid: `CF${room}` } });
  }
  return reports;
}

/** Their clock is not ours: within so much of the time limit, nobody can say which came first. */
const SAME_MOMENT_MS = 8_000;

function reasonFor({ legs, people, ends, limitAt }: {
  readonly legs: readonly Leg[]; readonly people: readonly PersonPlan[]; readonly ends: readonly number[]; readonly limitAt: number | null;
}): EndReason | null {
  if (people.every(({ kind }) => kind === 'no-number')) return 'nobody-to-ring';
  const last = Math.max(...ends);
  if (limitAt !== null && last >= limitAt) return 'time-limit';
  if (limitAt !== null && last > limitAt - SAME_MOMENT_MS) return null;
  if (people.every((person) => person.kind === 'no-number' || person.asking.startsWith('refused'))) return 'no-call-placed';
  return legs.some(({ wasIn, told }) => wasIn && (told.lost === 'nothing' || told.lost === 'the-leave')) ? 'everyone-left' : 'nobody-answered';
}
