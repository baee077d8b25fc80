import { JOIN_PAGE } from '../domain/join-page.ts';
import type { Conference } from '../domain/conference.ts';
import { isOnThePhone } from '../domain/participant.ts';
import { plainName } from '../domain/people-names.ts';
import { maskPhoneNumber } from '../domain/phone-number.ts';
import type { AddPeopleResult } from './add-people.ts';
import { addPeople, callOfPress } from './add-people.ts';
import type { Context } from './context.ts';
import type { FoundPerson } from './find-people.ts';
import { findPeople } from './find-people.ts';

/** Somebody with a join link has a phone rung. */
export interface RingByLink {
  readonly token: string;
  /** As they typed it. */
  readonly number: string;
  /** What they want to be called; empty when they do not say. */
  readonly name: string;
  /** Of the page they were given: sent twice, it rings once. */
  readonly pressId: string;
  /** Where they come from, hashed; the same for all behind one address. */
  readonly from: string;
}

export type RingByLinkResult =
  /** A phone rings within moments. */
  | { readonly kind: 'rung' }
  | { readonly kind: 'unknown' | 'ended' | 'not-yet' | 'full' }
  /** The phone is in the conference, or being rung. */
  | { readonly kind: 'there-already' }
  /** It is no number, or one we may not ring. */
  | { readonly kind: 'not-called'; readonly sentence: string }
  /** Asked too often by this link, or from this address. */
  | { readonly kind: 'too-often' };

/** What became of a press, and what the conference is called: null where nothing may be told of it, or it has no name yet. */
export interface RungByLink {
  readonly conferenceName: string | null;
  readonly result: RingByLinkResult;
}

/**
 * What one link, and whoever sits behind one address, may have rung: an office comes in at once, and nobody rings strangers by the hundred. Each
 * number has the pace of `ring-pace.ts` besides, and the conference its `MAX_PARTICIPANTS`.
 */
const PER_LINK = { everyMs: 20_000, burst: 30 };
const PER_ADDRESS = { everyMs: 30_000, burst: 10 };

/** The conference of a join link; null when there is none. */
export async function conferenceOfLink({ joinLinks, store }: Context, token: string): Promise<Conference | null> {
  const id = await joinLinks.conferenceOf(token);
  return id === null ? null : store.read(id);
}

/**
 * Rings the phone of whoever has the link and types its number: it is their own wish, at whatever hour. Refusals are values.
 * @throws only what the database throws.
 */
export async function ringByLink(context: Context, wish: RingByLink): Promise<RungByLink> {
  const conference = await conferenceOfLink(context, wish.token);
  if (conference === null) return { conferenceName: null, result: { kind: 'unknown' } };
  if (conference.state === 'ended') return { conferenceName: null, result: { kind: 'ended' } };
  return { conferenceName: conference.name, result: await ringInto(context, conference, wish) };
}

async function ringInto(context: Context, conference: Conference, { number, name, pressId, from }: RingByLink): Promise<RingByLinkResult> {
  const { id: conferenceId, teamId } = conference;
  const [found] = await findPeople(context, conference, [{ kind: 'outside-number', raw: number, extension: null }]);
  if (found === undefined) return { kind: 'unknown' };
  if (found.notCalled !== null) return { kind: 'not-called', sentence: found.notCalled.sentence };
  const person = asKnown(conference, named(found, name));
  const isRepeated = conference.participants.some(({ calls }) => calls.some(({ id }) => id === callOfPress(conferenceId, pressId, person.key)));
  if (!isRepeated && !(await mayRingNow(context, conferenceId, from))) return { kind: 'too-often' };
  return rung(await addPeople(context, { teamId, conferenceId, by: JOIN_PAGE, pressId, people: [{ ...person, held: null }] }));
}

async function mayRingNow({ pace }: Context, conferenceId: string, from: string): Promise<boolean> {
  if ((await pace.take(`join-from/${from}`, PER_ADDRESS.everyMs, PER_ADDRESS.burst)) > 0) return false;
  return (await pace.take(`join-link/${conferenceId}`, PER_LINK.everyMs, PER_LINK.burst)) === 0;
}

/** A number the phone book knows keeps its name there; for any other whoever types it says who they are, and no number is a name. */
function named(found: FoundPerson, typed: string): FoundPerson {
  const name = plainName(typed);
  const isUnknown = found.number !== null && found.fullName === maskPhoneNumber(found.number.e164);
  const isName = name !== '' && name.replace(/\P{Nd}/gu, '').length < FEWEST_DIGITS_OF_A_NUMBER;
  return isUnknown && isName ? { ...found, fullName: name } : found;
}

const FEWEST_DIGITS_OF_A_NUMBER = 5;

/** Whoever is in this conference by the same phone is meant, and not somebody new. */
function asKnown({ participants }: Conference, found: FoundPerson): FoundPerson {
  const bearers = participants.filter(({ number, secondNumber, calls }) => calls.length > 0 && [number, secondNumber].some((theirs) => theirs !== null && theirs.e164 === found.number?.e164 && theirs.extension === found.number.extension));
  const known = bearers.find(isOnThePhone) ?? bearers[0];
  return known === undefined ? found : { ...found, slackUserId: known.slackUserId, fullName: known.name, isHost: known.isHost };
}

function rung(result: AddPeopleResult): RingByLinkResult {
  if (result.kind !== 'done') return { kind: result.kind };
  const [person] = result.people;
  if (person === undefined) return { kind: 'unknown' };
  const { became } = person;
  switch (became.kind) {
    case 'rung': case 'held': return { kind: 'rung' };
    case 'there-already': case 'same-phone': return { kind: 'there-already' };
    case 'not-called': return { kind: 'not-called', sentence: became.sentence };
  }
}
