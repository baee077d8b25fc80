import type { Conference } from '../domain/conference.ts';
import { isHeld } from '../domain/held.ts';
import type { Context } from './context.ts';

/** The host says what becomes of people who are held. */
export interface DecideHeld {
  /** The workspace in which it was said. */
  readonly teamId: string;
  readonly userId: string;
  readonly conferenceId: string;
  /** About whom; null about all who are held. */
  readonly participantId: string | null;
  readonly decision: 'ring' | 'leave-out';
}

export type DecideHeldResult =
  /** No such conference in this workspace. */
  | { readonly kind: 'unknown' }
  /** Somebody else said it: nothing was done. */
  | { readonly kind: 'not-the-host'; readonly hostUserId: string }
  /** How it stands now, whoever decided what and when: a second press, or one that is too late, changes nothing. */
  | { readonly kind: 'heard'; readonly conference: Conference };

/** Rings people who are held, or leaves them out: once for each, whoever presses how often. @throws only what the database throws. */
export async function decideHeld({ store, clock }: Context, { teamId, userId, conferenceId, participantId, decision }: DecideHeld): Promise<DecideHeldResult> {
  const at = clock.now();
  const refusal = await store.change<Exclude<DecideHeldResult, { kind: 'heard' }> | null>(conferenceId, (conference) => {
    if (conference.teamId !== teamId) return { events: [], result: { kind: 'unknown' } };
    if (conference.hostUserId !== userId) return { events: [], result: { kind: 'not-the-host', hostUserId: conference.hostUserId } };
    const participantIds = conference.participants.filter((participant) => isHeld(participant) && (participantId === null || participant.id === participantId)).map(({ id }) => id);
    return { events: participantIds.length === 0 ? [] : [{ kind: 'held-decided', at, by: userId, decision, participantIds }], result: null };
  });
  if (refusal === undefined) return { kind: 'unknown' };
  if (refusal !== null) return refusal;
  const conference = await store.read(conferenceId);
  return conference === null ? { kind: 'unknown' } : { kind: 'heard', conference };
}
