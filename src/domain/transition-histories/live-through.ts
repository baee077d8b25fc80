import type { CallStatus } from '../call.ts';
import type { ParticipantState } from '../participant.ts';
import { soundsLikeAMachine } from './machine-fate.ts';
import type { Fate, Leg, Ring } from './plan.ts';

/** What happens on the line. The time limit cuts everything short, a moment after it was decided. */
export function liveThrough({ call, ring, leasedAt, limitAt }: {
  readonly call: Pick<Leg, 'id' | 'callId' | 'sid'>; readonly ring: Ring; readonly leasedAt: number; readonly limitAt: number | null;
}): { readonly leg: Leg; readonly state: ParticipantState } {
  const { fate, told } = ring;
  const cutAt = limitAt === null ? Infinity : limitAt + 300;
  const ringing = leasedAt + 200;
  const pickedUp = ringing + fate.ringsFor * 1_000;
  const steps: { status: CallStatus; at: number; sip: number | null }[] = [
    { status: 'queued', at: leasedAt + 50, sip: null }, { status: 'initiated', at: leasedAt + 100, sip: null }, { status: 'ringing', at: ringing, sip: null },
  ];
  const leg = (endedAt: number, joinedAt: number | null): Leg =>
    ({ ...call, told, leasedAt, steps, stays: joinedAt === null ? [] : [[joinedAt, endedAt]], wasIn: joinedAt !== null, endedAt });
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
