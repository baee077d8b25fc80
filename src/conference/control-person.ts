import type { MarkKind } from '../domain/call.ts';
import { isWanted, roomOf } from '../domain/call.ts';
import type { SeenIn } from '../domain/events.ts';
import { mayControlPerson } from '../domain/may-control.ts';
import { latestCall } from '../domain/participant.ts';
import type { Context } from './context.ts';
import type { Press, Refusal } from './reach-into.ts';
import { personOf, reachInto } from './reach-into.ts';

/** Somebody mutes a person or puts them on hold, or takes it back. */
export interface ControlPerson extends Press {
  readonly participantId: string;
  readonly control: 'mute' | 'unmute' | 'hold' | 'resume';
  /** The details they pressed it in. */
  readonly seenIn: SeenIn;
}

export type ControlPersonResult =
  | Refusal
  /** It is stored, and Twilio is asked within moments. */
  | { readonly kind: 'asked' }
  /** They are so, or are being made so: nothing was done. */
  | { readonly kind: 'already' }
  /** They are not in the room, or not any more. */
  | { readonly kind: 'not-in-room'; readonly name: string }
  | { readonly kind: 'no-such-person' };

const MEANING: Readonly<Record<ControlPerson['control'], { readonly mark: MarkKind; readonly on: boolean }>> = {
  mute: { mark: 'muted', on: true }, unmute: { mark: 'muted', on: false }, hold: { mark: 'onHold', on: true }, resume: { mark: 'onHold', on: false },
};

/** Notes what somebody wishes of a person in the room; a job asks Twilio for it. Pressed twice it is done once. @throws only what the database throws. */
export function controlPerson(context: Context, { participantId, control, seenIn, ...press }: ControlPerson): Promise<ControlPersonResult> {
  const { mark, on } = MEANING[control];
  const at = context.clock.now();
  return reachInto<ControlPersonResult>(
    context, press,
    (conference, presser) => mayControlPerson(context.rules.controls, conference, presser, control, personOf(conference, participantId)),
    (conference) => {
      const person = conference.participants.find(({ id }) => id === participantId);
      const call = person === undefined ? undefined : latestCall(person);
      if (person === undefined) return { events: [], result: { kind: 'no-such-person' } };
      if (call === undefined || person.state !== 'joined' || roomOf(call) === null || call.removedAt !== null) return { events: [], result: { kind: 'not-in-room', name: person.name } };
      if (isWanted(call, mark) === on) return { events: [], result: { kind: 'already' } };
      return { events: [{ kind: 'control-decided', at, by: press.userId, callIds: [call.id], mark, on, ofAll: false, seenIn }], result: { kind: 'asked' } };
    },
  );
}
