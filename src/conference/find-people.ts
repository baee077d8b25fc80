import type { Conference } from '../domain/conference.ts';
import { mayRing } from '../domain/dial-policy.ts';
import type { DialedNumber, NotCalled } from '../domain/participant.ts';
import { plainName } from '../domain/people-names.ts';
import type { E164 } from '../domain/phone-number.ts';
import { countryOfLocale, describeNumberProblem, isE164, maskPhoneNumber, readPhoneNumber } from '../domain/phone-number.ts';
import type { Context } from './context.ts';
import type { Target } from './expand-invitees.ts';
import { inTurn } from './in-turn.ts';
import type { SlackPerson } from './ports.ts';

/** A person looked for: with a number we may ring, or with the reason why not. */
export interface FoundPerson {
  /** Tells people apart within this conference. */
  readonly key: string;
  readonly slackUserId: string | null;
  readonly fullName: string;
  readonly firstName: string | null;
  readonly number: DialedNumber | null;
  readonly isHost: boolean;
  /** Rung because they started it, not because somebody named them. */
  readonly addedAsHost: boolean;
  readonly notCalled: NotCalled | null;
}

/** Requests to Slack at once: its tiers count by the minute, and fifty at a time would be refused together. */
const LOOKUPS_AT_ONCE = 8;

/** Finds names and numbers: the phone book's number first, else the profile's. */
export async function findPeople(context: Context, conference: Conference, targets: readonly Target[]): Promise<readonly FoundPerson[]> {
  const userIds = targets.flatMap((target) => (target.kind === 'slack-user' ? [target.userId] : []));
  const known = await context.contacts.numbersOf(conference.teamId, userIds);
  const found = await inTurn(targets, LOOKUPS_AT_ONCE, (target) => findOne(context, conference, target, known));
  return nameContacts(context, conference.teamId, found);
}

async function findOne(context: Context, conference: Conference, target: Target, known: ReadonlyMap<string, DialedNumber>): Promise<FoundPerson> {
  switch (target.kind) {
    case 'group-of-nobody': return groupOfNobody(target);
    case 'outside-number': return outsideNumber(context, target.raw, target.extension);
    case 'slack-user': {
      const number = known.get(target.userId) ?? null;
      const person = await context.directory.person(conference.teamId, target.userId, number === null);
      return slackUser(context, person, number, { isHost: target.userId === conference.hostUserId, addedAsHost: target.addedAsHost });
    }
  }
}

function groupOfNobody({ label, isKnown, isSaved }: Extract<Target, { kind: 'group-of-nobody' }>): FoundPerson {
  const notCalled = isKnown
    ? { code: 'empty-group', sentence: 'Nobody is in this user group.' }
    : { code: 'unknown-group', sentence: isSaved ? NO_SAVED_GROUP : 'Slack knows no such user group, or it is switched off. Name the people one by one.' };
  return { key: `group ${label}`, slackUserId: null, fullName: plainName(label), firstName: null, number: null, isHost: false, addedAsHost: false, notCalled };
}

function outsideNumber({ rules }: Context, raw: string, extension: string | null): FoundPerson {
  const read = readPhoneNumber(raw, rules.defaultCountry);
  const nobody = { slackUserId: null, firstName: null, isHost: false, addedAsHost: false };
  if (!read.ok) {
    const notCalled = { code: read.problem, sentence: describeNumberProblem(read.problem) };
    return { ...nobody, key: `number ${raw}`, fullName: maskPhoneNumber(raw), number: null, notCalled };
  }
  const number = { e164: read.number.e164, extension: extension ?? read.number.extension ?? null };
  return { ...nobody, key: `number ${number.e164};${number.extension ?? ''}`, fullName: maskPhoneNumber(number.e164), number, notCalled: refusalOf(rules, number) };
}

function slackUser(
  { rules }: Context, person: SlackPerson, contact: DialedNumber | null, host: Pick<FoundPerson, 'isHost' | 'addedAsHost'>,
): FoundPerson {
  const base = { key: `user ${person.userId}`, slackUserId: person.userId, ...host };
  if (person.kind === 'not-ringable') {
    return { ...base, fullName: plainName(person.name), firstName: null, number: null, notCalled: WHY_NOT[person.why] };
  }
  const named = { ...base, fullName: plainName(person.fullName), firstName: person.firstName };
  if (contact !== null) return { ...named, number: contact, notCalled: refusalOf(rules, contact) };
  if (person.phone === null) return { ...named, number: null, notCalled: NO_NUMBER };
  const country = (person.locale === null ? undefined : countryOfLocale(person.locale)) ?? rules.defaultCountry;
  const read = readPhoneNumber(person.phone, country);
  if (!read.ok) return { ...named, number: null, notCalled: { code: 'profile-number-unreadable', sentence: UNREADABLE } };
  const number = { e164: read.number.e164, extension: read.number.extension ?? null };
  return { ...named, number, notCalled: refusalOf(rules, number) };
}

const NO_NUMBER: NotCalled = { code: 'no-number', sentence: 'No phone number is known. A number in their Slack profile is enough.' };
const NO_SAVED_GROUP = 'The phone book knows no group of this name. Name the people one by one.';
const UNREADABLE = 'The phone number in their Slack profile cannot be read. Written like +14155550100, with + and country, it can.';

const WHY_NOT: Readonly<Record<Extract<SlackPerson, { kind: 'not-ringable' }>['why'], NotCalled>> = {
  bot: { code: 'bot', sentence: 'An app has no phone.' },
  deactivated: { code: 'deactivated', sentence: 'This Slack account is deactivated.' },
  unknown: { code: 'unknown-user', sentence: 'Slack knows no such user here.' },
  foreign: { code: 'foreign-team', sentence: 'They belong to another organisation, and Slack does not show us their number. Type the number itself instead.' },
};

function refusalOf({ allowedCountries, ownNumber }: Context['rules'], { e164 }: DialedNumber): NotCalled | null {
  const ownNumbers: E164[] = isE164(ownNumber) ? [ownNumber] : [];
  const decision = mayRing(e164, { allowedCountries, ownNumbers });
  return decision.allowed ? null : { code: decision.reason, sentence: decision.sentence };
}

/** An outside number that stands in the phone book is called by its name there. */
async function nameContacts({ contacts }: Context, teamId: string, found: readonly FoundPerson[]): Promise<readonly FoundPerson[]> {
  const numbers = found.flatMap(({ slackUserId, number }) => (slackUserId === null && number !== null ? [number.e164] : []));
  if (numbers.length === 0) return found;
  const names = await contacts.namesOf(teamId, numbers);
  return found.map((person) => {
    const name = person.slackUserId === null && person.number !== null ? names.get(person.number.e164) : undefined;
    return name === undefined ? person : { ...person, fullName: plainName(name) };
  });
}
