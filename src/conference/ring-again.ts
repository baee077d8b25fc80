import type { Conference } from '../domain/conference.ts';
import { isMissing, mayControlPerson } from '../domain/may-control.ts';
import type { Participant } from '../domain/participant.ts';
import type { AddPeopleResult, PersonToAdd } from './add-people.ts';
import { addPeople, callOfPress } from './add-people.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import { findPeople, keyOfUser, refusalOf } from './find-people.ts';
import type { Press, Refusal } from './reach-into.ts';
import { lookInto, personOf } from './reach-into.ts';
import { refuseUnwanted } from './refuse-unwanted.ts';

export type RingAgainResult = Refusal | AddPeopleResult | { readonly kind: 'nobody-missing' } | { readonly kind: 'slack-is-away' };

/** `pressId`: Slack's trigger_id, so that a press that is delivered twice rings once. */
type PressOnce = Press & { readonly pressId: string };

/** Has somebody rung anew, at the number that is known of them by now. Refusals are values. @throws only what the database throws. */
export async function ringPersonAgain(context: Context, { participantId, ...press }: PressOnce & { readonly participantId: string }): Promise<RingAgainResult> {
  const looked = await lookInto(context, press, (conference, presser) => mayControlPerson(context.rules.controls, conference, presser, 'ring-again', personOf(conference, participantId)));
  if (looked.kind !== 'seen') return looked;
  const { conference } = looked;
  const person = conference.participants.find(({ id }) => id === participantId);
  return person === undefined ? { kind: 'unknown' } : ring(context, press, conference, [person]);
}

/** Has everybody rung who never came in: who did not answer, was busy, declined or could not be reached. */
export async function ringMissing(context: Context, press: PressOnce): Promise<RingAgainResult> {
  const looked = await lookInto(context, press);
  if (looked.kind !== 'seen') return looked;
  const { conference } = looked;
  // Delivered twice: those it rang are not missing any more, and that is no news to whoever pressed.
  if (conference.participants.some(wasRungBy(conference.id, press.pressId))) return { kind: 'done', conferenceName: conference.name ?? 'Conference', people: [] };
  const missing = conference.participants.filter(isMissing);
  return missing.length === 0 ? { kind: 'nobody-missing' } : ring(context, press, conference, missing);
}

function wasRungBy(conferenceId: string, pressId: string): (participant: Participant) => boolean {
  return (participant) => participant.calls.some(({ id }) => id === callOfPress(conferenceId, pressId, keyOf(participant)));
}

/** Under which `FoundPerson.key` somebody is rung again. */
function keyOf({ id, slackUserId }: Pick<Participant, 'id' | 'slackUserId'>): string {
  return slackUserId === null ? `participant ${id}` : keyOfUser(slackUserId);
}

async function ring(context: Context, { pressId, ...press }: PressOnce, conference: Conference, people: readonly Participant[]): Promise<RingAgainResult> {
  try {
    const found = await findAgain(context, conference, people, press.userId);
    return await addPeople(context, { teamId: press.teamId, conferenceId: conference.id, by: press.userId, pressId, people: found });
  } catch (error) {
    if (error instanceof RateLimited || error instanceof Unavailable) return { kind: 'slack-is-away' };
    throw error;
  }
}

/** Slack's people are looked up anew; of all others the number they were rung at is known. Nobody asks about the night: whoever presses names them. */
async function findAgain(context: Context, conference: Conference, people: readonly Participant[], by: string): Promise<readonly PersonToAdd[]> {
  const users = people.flatMap(({ slackUserId }) => (slackUserId === null ? [] : [{ kind: 'slack-user' as const, userId: slackUserId, addedAsHost: false, ...(slackUserId === by ? { byOwnWish: true as const } : {}) }]));
  const { id, teamId, hostUserId } = conference;
  const found = await findPeople(context, { teamId, hostUserId, keptFor: id }, users);
  await context.foundSoFar.forget(id);
  const outsiders = people.filter(({ slackUserId }) => slackUserId === null).map((person) => outsider(context, person));
  const others = await refuseUnwanted(context, teamId, outsiders, () => true);
  return [...found, ...others].map((person) => ({ ...person, held: null }));
}

function outsider({ rules }: Context, { id, name, number, numberSource, secondNumber, isHost, notCalled }: Participant): Omit<PersonToAdd, 'held'> {
  return {
    key: keyOf({ id, slackUserId: null }), slackUserId: null, fullName: name, firstName: null, number, numberSource, timeZone: null, quietHours: null, isHost, addedAsHost: false,
    secondNumber: secondNumber !== null && refusalOf(rules, secondNumber) === null ? secondNumber : null,
    notCalled: number === null ? notCalled : refusalOf(rules, number),
  };
}
