import type { Conference } from './conference.ts';
import type { Participant } from './participant.ts';
import { isPausing } from './ring-plan.ts';

/** Who besides the host and admins may reach into a conference (`CONTROLS`): nobody, whoever is a participant of it, or whoever sees its card. */
export type Controls = 'host' | 'participants' | 'channel';

/** What can be done to one person. */
export type PersonControl = 'mute' | 'unmute' | 'hold' | 'resume' | 'remove' | 'ring-again';
/** What everybody may do to themselves: they could do as much on their own phone. */
const OWN: ReadonlySet<PersonControl> = new Set(['mute', 'unmute', 'remove', 'ring-again']);

/** Somebody who presses, of the workspace the conference belongs to; whoever came through a shared channel never gets this far. */
export interface Presser {
  readonly userId: string;
  /** Admin or owner of the workspace. */
  readonly isAdmin: boolean;
}

/** Whether somebody may do everything: the host, admins, and whom `controls` names. */
export function mayControl(controls: Controls, conference: Pick<Conference, 'hostUserId' | 'participants'>, { userId, isAdmin }: Presser): boolean {
  if (isAdmin || conference.hostUserId === userId || controls === 'channel') return true;
  return controls === 'participants' && conference.participants.some(({ slackUserId }) => slackUserId === userId);
}

/** Whether somebody may do this to a person of it; to themselves most may. */
export function mayControlPerson(controls: Controls, conference: Pick<Conference, 'hostUserId' | 'participants'>, presser: Presser, control: PersonControl, person: Pick<Participant, 'slackUserId'>): boolean {
  return (person.slackUserId === presser.userId && OWN.has(control)) || mayControl(controls, conference, presser);
}

/** What can be done to somebody as they are now, in the order it is offered; nothing once the conference is over. */
export function controlsFor(conference: Pick<Conference, 'end' | 'decidedEnd'>, { state, calls }: Pick<Participant, 'state' | 'calls'>, marks: { readonly muted: boolean; readonly onHold: boolean }): readonly PersonControl[] {
  if (conference.end !== null || conference.decidedEnd !== null) return [];
  switch (state) {
    case 'joined': return [marks.muted ? 'unmute' : 'mute', marks.onHold ? 'resume' : 'hold', 'remove'];
    case 'waiting': return isPausing({ calls }) ? ['ring-again', 'remove'] : ['remove'];
    case 'answered': case 'ringing': return ['remove'];
    case 'held': case 'left': case 'no-answer': case 'busy': case 'declined': case 'unreachable': case 'voicemail': case 'removed': case 'not-called': return ['ring-again'];
    case 'cancelled': return [];
  }
}

/** Whether they did not come in so far, and may when they are rung again. Who hung up in the room, or was taken out of it, is not missing. */
export function isMissing({ state, calls }: Pick<Participant, 'state' | 'calls'>): boolean {
  if (state === 'left') return calls.every(({ presence }) => presence.length === 0);
  return isPausing({ calls }) || state === 'no-answer' || state === 'busy' || state === 'declined' || state === 'unreachable' || state === 'voicemail';
}
