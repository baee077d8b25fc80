import { applyEvent } from './apply-event.ts';
import { presenceOf } from './call.ts';
import { carryOn } from './carry-on.ts';
import type { Conference, ConferenceEnd } from './conference.ts';
import type { Effect } from './effects.ts';
import { effectsBetween } from './effects-between.ts';
import type { ConferenceEvent } from './events.ts';
import { waitsForTheHost } from './held.ts';
import type { Participant, ParticipantState } from './participant.ts';
import { everJoined, isUnsettled } from './participant.ts';
import { partEndedAt, participantState } from './participant-state.ts';

/** A conference after an event, and what has to be done about it. `conference` is the very same object when nothing changed. */
export interface Transition {
  readonly conference: Conference;
  readonly effects: readonly Effect[];
}

/**
 * Applies one event to a conference. Pure, and knows no clock but the event's.
 *
 * It converges without remembering which events it has seen: an event only adds to what is known of a call or a room, and every state
 * is read off what is known. So Twilio's reports may come in any order and any number of times (it promises neither: docs
 * voice/api/call-resource) and the end is the same. `ended` is never left.
 */
export function transition(before: Conference, event: ConferenceEvent): Transition {
  const known = applyEvent(before, event);
  if (known === before) return { conference: before, effects: [] };
  const conference = readStates(carryOn(known));
  return { conference, effects: effectsBetween(before, conference, event) };
}

/** Brings all states in line with what is known. */
function readStates(conference: Conference): Conference {
  const current = withStates(conference, (participant) => participantState(conference, participant));
  const liveAt = firstJoin(current);
  const end = readEnd(current);
  if (end === null) return { ...current, liveAt, end, state: liveAt === null ? 'starting' : 'live' };
  // Those nobody decided about do not keep it going: it ended before they were in it.
  return { ...withStates(conference, (participant) => unlessHeld(participantState(conference, participant))), liveAt, end, state: 'ended' };
}

function withStates(conference: Conference, stateOf: (participant: Participant) => ParticipantState): Conference {
  return {
    ...conference,
    participants: conference.participants.map((participant) => {
      const state = stateOf(participant);
      return state === participant.state ? participant : { ...participant, state };
    }),
  };
}

function unlessHeld(state: ParticipantState): ParticipantState {
  return state === 'held' ? 'cancelled' : state;
}

function firstJoin(conference: Conference): number | null {
  const joins = conference.participants.flatMap(({ calls }) => calls.flatMap((call) => presenceOf(call).map(({ at }) => at)));
  return joins.length === 0 ? null : Math.min(...joins);
}

/** Twilio's times have whole seconds and are of another clock than ours: as `settleCall` allows for. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * The end by itself (nobody in and nobody ringing) or the one decided on, whichever came first. A decision hangs everybody up, which
 * looks like an end by itself at about that time, or a second before it: that is still the decision's.
 */
function readEnd(conference: Conference): ConferenceEnd | null {
  const { decidedEnd } = conference;
  const byItself = endByItself(conference);
  if (byItself === null || decidedEnd === null) return byItself ?? decidedEnd;
  return byItself.at < decidedEnd.at - CLOCK_TOLERANCE_MS ? byItself : decidedEnd;
}

function endByItself(conference: Conference): ConferenceEnd | null {
  const { participants, peopleKnownAt } = conference;
  if (peopleKnownAt === null || participants.some(({ state }) => isUnsettled(state)) || waitsForTheHost(conference)) return null;
  // Not before people were known, unless Twilio, whose seconds are whole, says so.
  const ends = participants.flatMap((participant) => partEndedAt(conference, participant) ?? []);
  const at = ends.length === 0 ? peopleKnownAt : Math.max(...ends);
  if (participants.some(everJoined)) return { reason: 'everyone-left', at };
  // Not by state: whoever Twilio refused to ring is on a card already, and it has to tell of the end.
  if (participants.every(({ notCalled }) => notCalled !== null)) return { reason: participants.some(({ held }) => held !== null) ? 'everybody-left-out' : 'nobody-to-ring', at };
  return { reason: participants.every(wasNeverPlaced) ? 'no-call-placed' : 'nobody-answered', at };
}

/** Not to be called, held back to the end, or refused by Twilio at every try. */
function wasNeverPlaced({ notCalled, calls }: Participant): boolean {
  return notCalled !== null || calls.every(({ placing }) => placing === 'refused' || placing === 'held' || placing === 'withdrawn');
}

/** Applies events one after the other; the effects are those of all of them, in their order. */
export function transitionAll(before: Conference, events: readonly ConferenceEvent[]): Transition {
  let conference = before;
  const effects: Effect[] = [];
  for (const event of events) {
    const step = transition(conference, event);
    conference = step.conference;
    effects.push(...step.effects);
  }
  return { conference, effects };
}
