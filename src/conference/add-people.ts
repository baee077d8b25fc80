import type { Conference } from '../domain/conference.ts';
import type { ConferenceEvent, ResolvedPerson } from '../domain/events.ts';
import type { DialedNumber, Participant, ParticipantState } from '../domain/participant.ts';
import { isOnThePhone, isSameNumber, latestCall, numberOf } from '../domain/participant.ts';
import { isPausing } from '../domain/ring-plan.ts';
import type { Held } from '../domain/quiet-hours.ts';
import type { Context } from './context.ts';
import type { FoundPerson } from './find-people.ts';
import { idOf } from './id-of.ts';
import { shortNamesOf } from './short-names-of.ts';

/** A wish to have people rung into a conference that goes on. */
export interface AddPeople {
  /** The workspace of whoever wishes it. */
  readonly teamId: string;
  readonly conferenceId: string;
  /** The Slack user who wishes it. */
  readonly by: string;
  /** What makes the wish the same when it is delivered twice: a trigger_id, or the id of a view. */
  readonly pressId: string;
  readonly people: readonly PersonToAdd[];
}

export type PersonToAdd = FoundPerson & { readonly held: Held | null };

export type AddPeopleResult =
  /** No such conference in this workspace. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ended' }
  /** Its own people are still being looked for. */
  | { readonly kind: 'not-yet' }
  /** `limit` people are on the phone or about to be (`MAX_PARTICIPANTS`). Nobody was added. */
  | { readonly kind: 'full'; readonly limit: number }
  | { readonly kind: 'done'; readonly conferenceName: string; readonly people: readonly AddedPerson[] };

/** What became of one of them, in the order they were named. */
export interface AddedPerson {
  readonly name: string;
  readonly became:
    | { readonly kind: 'rung' | 'held' }
    /** They are in the room or being rung already; nothing was done. */
    | { readonly kind: 'there-already'; readonly state: ParticipantState }
    /** Their phone is being rung, or is in the room, for somebody else. */
    | { readonly kind: 'same-phone'; readonly as: string }
    | { readonly kind: 'not-called'; readonly code: string; readonly sentence: string };
}

/**
 * Has people rung into a conference that goes on: whoever was in it before gets a new call, also between two tries; whoever is on the phone is left alone. The same
 * `pressId` rings nobody twice. Refusals are values.
 */
export async function addPeople({ store, clock, rules }: Context, wish: AddPeople): Promise<AddPeopleResult> {
  const at = clock.now();
  const result = await store.change<AddPeopleResult>(wish.conferenceId, (conference) => {
    const refusal = refusalOf(conference, wish);
    if (refusal !== null) return { events: [], result: refusal };
    const plans = wish.people.map((person) => planFor(conference, wish, person));
    const rung = plans.filter(({ event }) => event !== null).length;
    const anew = new Set(plans.flatMap(({ event }) => (event?.kind === 'ring-again' ? [event.participantId] : [])));
    const there = conference.participants.filter((participant) => !anew.has(participant.id) && (isOnThePhone(participant) || participant.state === 'held')).length;
    if (rung > 0 && there + rung > rules.maxParticipants) return { events: [], result: { kind: 'full', limit: rules.maxParticipants } };
    const events = plans.flatMap(({ event }) => (event === null ? [] : [{ ...event, at }]));
    return { events, result: { kind: 'done', conferenceName: conference.name ?? 'Conference', people: plans.map(({ person }) => person) } };
  });
  return result ?? { kind: 'unknown' };
}

function refusalOf(conference: Conference, { teamId }: AddPeople): AddPeopleResult | null {
  if (conference.teamId !== teamId) return { kind: 'unknown' };
  if (conference.state === 'ended' || conference.decidedEnd !== null) return { kind: 'ended' };
  return conference.peopleKnownAt === null ? { kind: 'not-yet' } : null;
}

type Wished = Extract<ConferenceEvent, { kind: 'people-added' | 'ring-again' }>;
/** The event to come, and what its result will be. */
interface Plan {
  readonly event: Omit<Extract<Wished, { kind: 'people-added' }>, 'at'> | Omit<Extract<Wished, { kind: 'ring-again' }>, 'at'> | null;
  readonly person: AddedPerson;
}

/** The call a press makes for somebody, whenever it is looked at. @param key of `FoundPerson`. */
export function callOfPress(conferenceId: string, pressId: string, key: string): string {
  return idOf('call', conferenceId, pressId, key);
}

function planFor(conference: Conference, { by, pressId }: AddPeople, person: PersonToAdd): Plan {
  const { fullName: name, number, numberSource, notCalled } = person;
  const callId = callOfPress(conference.id, pressId, person.key);
  const known = conference.participants.find((participant) => isSamePerson(participant, person));
  const rung: Plan['person'] = { name, became: { kind: person.held === null ? 'rung' : 'held' } };
  if (known?.calls.some(({ id }) => id === callId) === true) return { event: null, person: rung };
  if (known !== undefined && isOnThePhone(known) && !isPausing(known)) return { event: null, person: { name, became: { kind: 'there-already', state: known.state } } };
  if (number === null || numberSource === null || notCalled !== null) return { event: null, person: { name, became: { kind: 'not-called', ...(notCalled ?? NO_NUMBER) } } };
  const others = conference.participants.filter((other) => other !== known);
  const bearer = others.find((other) => isRungAt(other, number));
  if (bearer !== undefined) return { event: null, person: { name, became: { kind: 'same-phone', as: bearer.name } } };
  // Somebody else's phone is nobody's second number.
  const secondNumber = others.some((other) => [other.number, other.secondNumber].some((theirs) => isSameNumber(theirs, person.secondNumber))) ? null : person.secondNumber;
  if (known !== undefined) return { event: { kind: 'ring-again', by, participantId: known.id, callId, number, numberSource, secondNumber }, person: { name, became: { kind: 'rung' } } };
  return { event: { kind: 'people-added', by, people: [toResolved({ ...person, secondNumber }, idOf('participant', conference.id, pressId, person.key), callId)] }, person: rung };
}

const NO_NUMBER = { code: 'no-number', sentence: 'No phone number is known.' };

function isSamePerson({ slackUserId, number }: Participant, person: PersonToAdd): boolean {
  return person.slackUserId === null ? slackUserId === null && isSameNumber(number, person.number) : slackUserId === person.slackUserId;
}

/** Whether a phone rings, or is in the room, for somebody. */
function isRungAt(person: Participant, number: DialedNumber): boolean {
  const call = latestCall(person);
  return call !== undefined && isOnThePhone(person) && isSameNumber(numberOf(person, call), number);
}

function toResolved(person: PersonToAdd, participantId: string, callId: string): ResolvedPerson {
  const { slackUserId, fullName, number, numberSource, secondNumber, isHost, held, notCalled } = person;
  return { participantId, callId, slackUserId, isHost, number, numberSource, secondNumber, held, notCalled, name: fullName, shortName: shortNamesOf([person])(person) };
}
