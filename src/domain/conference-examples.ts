import type { Call, CallStatus, PresenceMark } from './call.ts';
import { newCall } from './call.ts';
import type { Conference } from './conference.ts';
import { requestedConference } from './conference.ts';
import type { HeldPerson } from './held-person.ts';
import type { Participant, ParticipantState } from './participant.ts';

/** For tests of what is shown: conferences put together by what they look like, not by how they came about. */

/** 18:00 on a Monday. */
export const SIX_O_CLOCK = Date.parse('2030-01-07T18:00:00Z');
const ROOM = 'CF1';

/** Somebody in a state; `minutes` is how long they were, or have been, in the room. */
export interface ExamplePerson {
  readonly name: string;
  readonly state: ParticipantState;
  readonly minutes?: number;
  readonly isHost?: boolean;
  /** Why they are not called, when they are not. */
  readonly why?: { readonly code: string; readonly sentence: string };
  readonly sipResponseCode?: number;
  /** What Twilio charges for their call, in millionths of a dollar. */
  readonly price?: number;
  /** The call that follows the one they were not reached by; `state` is then what that came to, and they wait. */
  readonly next?: Pick<Call, 'attempt' | 'toSecond'> & Partial<Pick<Call, 'placing' | 'notBefore' | 'status'>>;
  /** What else is known of their call. */
  readonly call?: Partial<Call>;
  /** Why they are held back, and what was said. */
  readonly held?: HeldPerson;
}

/** A conference named "Project Review", live since six o'clock when somebody is or was in it. */
export function exampleConference(people: readonly ExamplePerson[], more: Partial<Conference> = {}): Conference {
  const participants = people.map(toParticipant);
  const wasLive = participants.some(({ calls }) => calls.some(({ presence }) => presence.length > 0));
  return {
    ...requestedConference({
      id: 'c', teamId: 'T1', hostUserId: 'U0INA000001', channelId: 'C0GENERAL01', name: 'Project Review', roomName: 'r', requestedAt: SIX_O_CLOCK, confirmJoin: false, ringPlan: { attempts: 1, pauseMs: 60_000 },
    }),
    peopleKnownAt: SIX_O_CLOCK, liveAt: wasLive ? SIX_O_CLOCK : null, state: wasLive ? 'live' : 'starting', participants, ...more,
  };
}

/** The same, over. @param minutes how long after six o'clock. */
export function endedConference(people: readonly ExamplePerson[], reason: NonNullable<Conference['end']>['reason'], minutes: number): Conference {
  return exampleConference(people, { state: 'ended', end: { reason, at: SIX_O_CLOCK + minutes * 60_000 } });
}

/** `count` people by the name of "Person 1 of many" and so on, all in one state. */
export function crowd(count: number, state: ParticipantState): ExamplePerson[] {
  return Array.from({ length: count }, (_, index) => ({ name: `Person ${index + 1} of many`, state }));
}

/** How Twilio says that somebody was not reached. */
const NOT_REACHED: Readonly<Partial<Record<ParticipantState, CallStatus>>> = { busy: 'busy', declined: 'busy', 'no-answer': 'no-answer', unreachable: 'failed' };

function toParticipant({ name, state, minutes, isHost = false, why, sipResponseCode, price, next, call: more, held }: ExamplePerson, index: number): Participant {
  const wasIn = state === 'joined' || (state === 'left' && minutes !== undefined);
  const presence = wasIn ? marks(state, minutes ?? 0) : [];
  const call: Call = {
    ...newCall(`call ${index}`), sid: state === 'held' ? null : `CA${index}`, placing: state === 'held' ? 'held' : 'placed', presence, sipResponseCode: sipResponseCode ?? null,
    ...(next === undefined ? {} : { status: NOT_REACHED[state] ?? null, endedAt: SIX_O_CLOCK }),
    ...(price === undefined ? {} : { status: 'completed', answeredAt: SIX_O_CLOCK, endedAt: SIX_O_CLOCK + (minutes ?? 0) * 60_000, price: { currency: 'USD', millionths: price } }),
    ...more,
  };
  return {
    id: `p${index}`, slackUserId: `U${index}`, name, shortName: name.split(' ')[0] ?? name, isHost, number: null, secondNumber: null, numberSource: null, held: held ?? null,
    notCalled: state === 'not-called' ? why ?? { code: 'no-number', sentence: 'No phone number is known. A number in their Slack profile is enough.' } : null,
    state: next === undefined || next.placing === 'withdrawn' ? state : next.status === 'ringing' ? 'ringing' : 'waiting',
    calls: state === 'not-called' ? [] : [call, ...(next === undefined ? [] : [{ ...newCall(`call ${index}.2`), ...next }])],
  };
}

function marks(state: ParticipantState, minutes: number): PresenceMark[] {
  const join: PresenceMark = { kind: 'join', roomSid: ROOM, sequence: 1, at: SIX_O_CLOCK };
  return state === 'joined' ? [join] : [join, { kind: 'leave', roomSid: ROOM, sequence: 2, at: SIX_O_CLOCK + minutes * 60_000 }];
}
