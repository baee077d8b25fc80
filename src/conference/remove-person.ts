import { waitsForCompany } from '../domain/held.ts';
import { mayControlPerson } from '../domain/may-control.ts';
import { isOnThePhone, latestCall } from '../domain/participant.ts';
import type { Context } from './context.ts';
import type { Press, Refusal } from './reach-into.ts';
import { personOf, reachInto } from './reach-into.ts';

export type RemovePersonResult =
  | Refusal
  | { readonly kind: 'removed' }
  /** They are gone, or being hung up on: nothing was done. */
  | { readonly kind: 'already' }
  /** They left, or their phone stopped ringing, a moment before. */
  | { readonly kind: 'not-there'; readonly name: string }
  | { readonly kind: 'no-such-person' };

/**
 * Takes somebody out of the room, or stops their phone; a job hangs up, also where Twilio has yet to say which call it is. Pressed twice it is done
 * once. @throws only what the database throws.
 */
export function removePerson(context: Context, { participantId, ...press }: Press & { readonly participantId: string }): Promise<RemovePersonResult> {
  const at = context.clock.now();
  return reachInto<RemovePersonResult>(
    context, press,
    (conference, presser) => mayControlPerson(context.rules.controls, conference, presser, 'remove', personOf(conference, participantId)),
    (conference) => {
      const person = conference.participants.find(({ id }) => id === participantId);
      if (person === undefined) return { events: [], result: { kind: 'no-such-person' } };
      const call = latestCall(person);
      if (call !== undefined && call.removedAt !== null) return { events: [], result: { kind: 'already' } };
      if (call === undefined || !(isOnThePhone(person) || waitsForCompany(person))) return { events: [], result: { kind: 'not-there', name: person.name } };
      return { events: [{ kind: 'removal-decided', at, by: press.userId, callId: call.id }], result: { kind: 'removed' } };
    },
  );
}
