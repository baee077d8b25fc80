import type { ConferenceEvent } from '../events.ts';
import type { ParticipantState } from '../participant.ts';
import type { Fate, Leg, ReportOfCall } from './plan.ts';

/** A machine is recognised four seconds after it picked up. */
const VERDICT_AFTER_MS = 4_000;
/** Asked twice to press 1, and then said goodbye to. */
const ASKED_FOR_MS = 20_000;

/** What happens on a line on which a machine is heard, or a person who is taken for one. @param bare the call up to its answer. @param cutAt when the time limit cuts it short. */
export function soundsLikeAMachine(bare: Leg, fate: Extract<Fate, { kind: 'sounds-like-a-machine' }>, pickedUp: number, cutAt: number): { readonly leg: Leg; readonly state: ParticipantState } {
  const over = (endedAt: number, more: Pick<Leg, 'stays' | 'wasIn' | 'verdict'>, state: ParticipantState) => {
    const stays = more.stays.filter(([from]) => from < endedAt).map(([from, to]) => [from, Math.min(to, endedAt)] as const);
    return { leg: { ...bare, ...more, stays, endedAt, steps: [...bare.steps, { status: 'completed' as const, at: endedAt, sip: 200 }] }, state };
  };
  const heardAll = pickedUp + fate.listensFor * 1_000;
  const verdictAt = pickedUp + VERDICT_AFTER_MS;
  const before = heardAll < verdictAt ? [[heardAll, verdictAt + 400] as const] : [];
  if (fate.isGoneByThen || verdictAt >= cutAt) {
    // It ends within the moment in which the verdict is on its way.
    const endedAt = Math.min(cutAt, verdictAt + 100);
    return over(endedAt, { stays: before, wasIn: false, verdict: { at: verdictAt + 5_000, isActedUpon: false, passedAt: null } }, 'voicemail');
  }
  const pressedAt = fate.pressesAfter === null ? Infinity : verdictAt + 500 + fate.pressesAfter * 1_000;
  if (pressedAt >= cutAt) {
    return over(Math.min(cutAt, verdictAt + ASKED_FOR_MS), { stays: before, wasIn: false, verdict: { at: verdictAt, isActedUpon: true, passedAt: null } }, 'voicemail');
  }
  const back = pressedAt + fate.listensFor * 1_000;
  const endedAt = Math.min(cutAt, back + fate.staysFor * 1_000);
  // Nobody is in a room for no time at all.
  const stays = [...before, ...(back < endedAt ? [[back, endedAt] as const] : [])];
  return over(endedAt, { stays, wasIn: stays.length > 0, verdict: { at: verdictAt, isActedUpon: true, passedAt: pressedAt } }, 'left');
}

/** The verdict we act upon, and the 1 that is pressed because of it. */
export function challengeOf({ callId, sid, verdict }: Leg): ConferenceEvent[] {
  if (verdict === undefined || !verdict.isActedUpon) return [];
  const heard = { kind: 'machine-answered', at: verdict.at, callId, sid, machine: 'machine' } as const;
  const asked: ConferenceEvent = { kind: 'challenge-decided', at: verdict.at, callId };
  return verdict.passedAt === null ? [heard, asked] : [heard, asked, { kind: 'challenge-passed', at: verdict.passedAt, callId }];
}

/** A verdict we hear of when they are gone changes nothing on the line, so it may come at any time. */
export function lateVerdict({ callId, sid, verdict }: Leg): ReportOfCall[] {
  if (verdict === undefined || verdict.isActedUpon) return [];
  return [{ callId, report: { kind: 'machine-answered', at: verdict.at, callId, sid, machine: 'fax' } }];
}
