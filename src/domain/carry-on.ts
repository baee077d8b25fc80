import type { Call } from './call.ts';
import { newCall } from './call.ts';
import { callState } from './call-state.ts';
import type { Conference } from './conference.ts';
import type { Participant } from './participant.ts';
import { isUnsettled } from './participant.ts';
import { isPending, latestAskedFor, nextCall, wasHeldBack } from './ring-plan.ts';

/**
 * Has people rung on by the plan whose last call came to nothing, and does without a call that is not wanted any more: they turn out to have declined,
 * everybody else has left, the conference ends. So it does with a call somebody asked for that is held back when everybody has left. A function of what is known, as every state is, so that it does not matter in which order it was heard.
 */
export function carryOn(conference: Conference): Conference {
  const goesOn = conference.decidedEnd === null && hasCompany(conference);
  const participants = conference.participants.map((participant) => withNext(conference, participant, goesOn));
  return participants.every((participant, index) => participant === conference.participants[index]) ? conference : { ...conference, participants };
}

function withNext(conference: Conference, participant: Participant, goesOn: boolean): Participant {
  const next = goesOn ? nextCall(conference, participant) : null;
  const calls = participant.calls.map((call) => placedAs(call, next?.id, goesOn));
  if (next !== null && calls.every(({ id }) => id !== next.id)) calls.push({ ...newCall(next.id), attempt: next.attempt, toSecond: next.toSecond });
  return calls.length === participant.calls.length && calls.every((call, index) => call === participant.calls[index]) ? participant : { ...participant, calls };
}

function placedAs(call: Call, nextId: string | undefined, goesOn: boolean): Call {
  if (wasHeldBack(call)) return call.placing === (goesOn ? 'waiting' : 'abandoned') ? call : { ...call, placing: goesOn ? 'waiting' : 'abandoned' };
  if (call.id === nextId) return call.placing === 'withdrawn' ? { ...call, placing: 'waiting' } : call;
  return isPending(call) ? { ...call, placing: 'withdrawn' } : call;
}

/**
 * Nobody is rung to sit alone in a room: once somebody was in it, there is a further try only as long as somebody is, or is on their way. Who is held back is
 * on no way: their phone may ring in an hour, and until then it would keep an empty conference going.
 */
function hasCompany(conference: Conference): boolean {
  return !somebodyCameIn(conference) || conference.participants.some((participant) => {
    const call = latestAskedFor(participant);
    return call !== undefined && call.placing !== 'held' && !wasHeldBack(call) && isUnsettled(callState(conference, call));
  });
}

/** Whether anybody or anything was in the room but what was hung up on as a machine: that never changes back. */
export function somebodyCameIn({ participants }: Pick<Conference, 'participants'>): boolean {
  return participants.some(({ calls }) => calls.some(({ presence, challengedAt, passedAt }) => presence.length > 0 && (challengedAt === null || passedAt !== null)));
}
