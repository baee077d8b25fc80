import { callState } from './call-state.ts';
import type { Conference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { Participant, ParticipantState } from './participant.ts';
import { latestCall } from './participant.ts';
import { isPending, latestAskedFor, nextAttemptAt } from './ring-plan.ts';
import type { PersonLine } from './thread-line.ts';

/**
 * What the thread tells when somebody is rung on by the plan: what their call came to, and what follows. Nothing when the next call is withdrawn:
 * what the last one came to was told.
 * @returns null when it is about no such thing.
 */
export function linesOfNextCall(conference: Conference, before: Participant | undefined, after: Participant, at: number): readonly Effect[] | null {
  const [earlier, pending] = [before === undefined ? undefined : latestCall(before), latestCall(after)];
  if (earlier === undefined || pending === undefined || earlier.id === pending.id) return null;
  // Withdrawn: what their last call came to was told, unless it turns out that they declined.
  if (after.calls.some(({ id, placing }) => id === earlier.id && placing === 'withdrawn')) return after.state === 'declined' ? null : [];
  if (!isPending(pending)) return null;
  const failed = latestAskedFor(after);
  if (failed === undefined) return null;
  const { id: participantId } = after;
  const why = NOT_REACHED[callState(conference, failed)];
  const kind = nextAttemptAt(conference, after) === undefined ? 'tries-second-number' : 'tries-again';
  return [
    ...(why === undefined ? [] : [said({ key: `${participantId}:${failed.id}:${why}:${failed.presence.length}`, kind: why, participantId, at, callId: failed.id })]),
    said({ key: `${pending.id}:${kind}`, kind, participantId, at, callId: pending.id }),
  ];
}

function said(line: Extract<Effect, { effect: 'say-in-thread' }>['line']): Effect {
  return { effect: 'say-in-thread', line };
}

/** Of a number Twilio would not ring the card says why. */
const NOT_REACHED: Readonly<Partial<Record<ParticipantState, PersonLine>>> = { busy: 'busy', 'no-answer': 'no-answer', unreachable: 'unreachable', voicemail: 'voicemail' };
