import type { Conference } from '../domain/conference.ts';
import { mayRing } from '../domain/dial-policy.ts';
import type { DialedNumber, NotCalled } from '../domain/participant.ts';
import { plainName } from '../domain/people-names.ts';
import type { KnownNumbers, NumberSource, NumbersToRing } from '../domain/person-number.ts';
import { numbersToRing } from '../domain/person-number.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import type { E164 } from '../domain/phone-number.ts';
import { countryOfLocale, describeNumberProblem, isE164, maskPhoneNumber, readPhoneNumber } from '../domain/phone-number.ts';
import type { Context } from './context.ts';
import type { Target, WhyNobody } from './expand-invitees.ts';
import type { LookUp } from './look-up-people.ts';
import { lookUpPeople } from './look-up-people.ts';
import type { Contact, PersonSettings, SlackPerson } from './ports.ts';
import { NOTHING_SAID } from './ports.ts';
import { refuseUnwanted } from './refuse-unwanted.ts';

/** A person looked for: with a number we may ring, or with the reason why not. */
export interface FoundPerson {
  /** Tells people apart within this conference. */
  readonly key: string;
  readonly slackUserId: string | null;
  readonly fullName: string;
  readonly firstName: string | null;
  readonly number: DialedNumber | null;
  readonly numberSource: NumberSource | null;
  /** Rung when that comes to nothing; null when there is no other we may ring. */
  readonly secondNumber: DialedNumber | null;
  /** An IANA name; null when nobody knows. */
  readonly timeZone: string | null;
  /** When they are not to be rung, as they chose themselves; null when they chose nothing. */
  readonly quietHours: QuietHours | null;
  readonly isHost: boolean;
  /** Rung because they started it, not because somebody named them. */
  readonly addedAsHost: boolean;
  readonly notCalled: NotCalled | null;
}

/** For whose conference people are looked for. */
export type Finding = LookUp & Pick<Conference, 'hostUserId'>;

/** What database and Slack know of the people looked for. */
interface Known {
  readonly book: ReadonlyMap<string, Pick<Contact, 'number' | 'secondNumber'>>;
  readonly settings: ReadonlyMap<string, PersonSettings>;
  readonly told: ReadonlyMap<string, SlackPerson>;
}

/** Whether all that is known of somebody is the number that was typed. Somebody else's number can be typed too, when nobody knew one. */
export function isBareNumber({ key }: Pick<FoundPerson, 'key'>): boolean {
  return key.startsWith('number ');
}

/** Whether nobody knows a number of them, so that typing one would help. */
export function lacksNumber({ notCalled }: FoundPerson): boolean {
  return notCalled?.code === NO_NUMBER.code || notCalled?.code === UNREADABLE.code;
}

/**
 * Finds names and numbers: what people proved first, then the phone book's, then the profile's (`numbersToRing`).
 * @throws RateLimited or Unavailable when Slack cannot say who they are.
 */
export async function findPeople(context: Context, finding: Finding, targets: readonly Target[]): Promise<readonly FoundPerson[]> {
  const { teamId } = finding;
  const users = targets.filter((target) => target.kind === 'slack-user');
  const userIds = users.map(({ userId }) => userId);
  const [book, settings] = await Promise.all([context.phoneBook.numbersOf(teamId, userIds), context.peopleSettings.of(teamId, userIds)]);
  const wanted = new Map(users.map((user) => [user.userId, numbersToRing({ ...numbersOf(user, { book, settings }), profile: null }).kind === 'no-number']));
  const told = await lookUpPeople(context, finding, wanted);
  const found = targets.map((target) => findOne(context, finding, target, { book, settings, told }));
  return nameContacts(context, teamId, await refuseUnwanted(context, teamId, found, ({ slackUserId }) => slackUserId === null));
}

function findOne(context: Context, { hostUserId }: Finding, target: Target, known: Known): FoundPerson {
  const { rules } = context;
  switch (target.kind) {
    case 'nobody': return { ...NOBODY, key: `nobody ${target.label}`, fullName: plainName(target.label), notCalled: WHY_NOBODY[target.why] };
    case 'outside-number': return outsideNumber(context, target.raw, target.extension);
    case 'contact': return outsideContact(rules, target.contact);
    case 'slack-user': {
      const { userId, addedAsHost } = target;
      const person = known.told.get(userId);
      if (person === undefined) throw new Error('Slack was not asked about somebody who is to be found');
      const { quietHours } = known.settings.get(userId) ?? NOTHING_SAID;
      return { ...slackUser(rules, person, numbersOf(target, known)), quietHours, isHost: userId === hostUserId, addedAsHost };
    }
  }
}

/** What is known of a Slack user's numbers before Slack is asked. */
function numbersOf({ userId, byOwnWish }: Extract<Target, { kind: 'slack-user' }>, { book, settings }: Pick<Known, 'book' | 'settings'>): Omit<KnownNumbers, 'profile'> {
  const { proved, doNotRing } = settings.get(userId) ?? NOTHING_SAID;
  const inBook = book.get(userId);
  return { proved, book: inBook?.number ?? null, secondInBook: inBook?.secondNumber ?? null, doNotRing: doNotRing && byOwnWish !== true };
}

const NOBODY = { slackUserId: null, firstName: null, number: null, numberSource: null, secondNumber: null, timeZone: null, quietHours: null, isHost: false, addedAsHost: false } as const;

function outsideNumber({ rules }: Context, raw: string, extension: string | null): FoundPerson {
  const read = readPhoneNumber(raw, rules.defaultCountry);
  if (!read.ok) {
    const notCalled = { code: read.problem, sentence: describeNumberProblem(read.problem) };
    return { ...NOBODY, key: `number ${raw}`, fullName: maskPhoneNumber(raw), notCalled };
  }
  const number = { e164: read.number.e164, extension: extension ?? read.number.extension ?? null };
  return { ...NOBODY, key: keyOfNumber(number), fullName: maskPhoneNumber(number.e164), number, numberSource: 'typed', notCalled: refusalOf(rules, number) };
}

function outsideContact(rules: Context['rules'], { id, name, number, secondNumber }: Contact): FoundPerson {
  const base = { ...NOBODY, key: `contact ${id}`, fullName: plainName(name) };
  const numbers = numbersToRing({ proved: null, book: number, secondInBook: secondNumber, profile: null, doNotRing: false });
  return numbers.kind === 'ring' ? { ...base, ...ringable(rules, numbers.numbers) } : { ...base, notCalled: NO_NUMBER_IN_BOOK };
}

function slackUser(rules: Context['rules'], person: SlackPerson, numbers: Omit<KnownNumbers, 'profile'>): FoundPerson {
  const base = { ...NOBODY, key: keyOfUser(person.userId), slackUserId: person.userId };
  if (person.kind === 'not-ringable') return { ...base, fullName: plainName(person.name), notCalled: WHY_NOT[person.why] };
  const named = { ...base, fullName: plainName(person.fullName), firstName: person.firstName, timeZone: person.timeZone };
  const profile = profileNumber(rules, person);
  return { ...named, ...chosen(rules, numbersToRing({ ...numbers, profile: profile === 'unreadable' ? null : profile }), profile === 'unreadable') };
}

/** The phone of a profile, read in the country of its owner's locale: people type it as they dial it. */
export function profileNumber(rules: Context['rules'], { phone, locale }: Extract<SlackPerson, { kind: 'person' }>): DialedNumber | 'unreadable' | null {
  if (phone === null) return null;
  const read = readPhoneNumber(phone, (locale === null ? undefined : countryOfLocale(locale)) ?? rules.defaultCountry);
  return read.ok ? { e164: read.number.e164, extension: read.number.extension ?? null } : 'unreadable';
}

type Numbers = Pick<FoundPerson, 'number' | 'numberSource' | 'secondNumber' | 'notCalled'>;

function chosen(rules: Context['rules'], numbers: NumbersToRing, isUnreadable: boolean): Numbers {
  switch (numbers.kind) {
    case 'not-called': return { number: null, numberSource: null, secondNumber: null, notCalled: numbers.notCalled };
    case 'no-number': return { number: null, numberSource: null, secondNumber: null, notCalled: isUnreadable ? UNREADABLE : NO_NUMBER };
    case 'ring': return ringable(rules, numbers.numbers);
  }
}

/** The numbers we may ring, in their order; with none of them, why not the first. */
function ringable(rules: Context['rules'], numbers: Extract<NumbersToRing, { kind: 'ring' }>['numbers']): Numbers {
  const [first = numbers[0], second] = numbers.filter(({ number }) => refusalOf(rules, number) === null);
  return { number: first.number, numberSource: first.source, secondNumber: second?.number ?? null, notCalled: refusalOf(rules, first.number) };
}

const NO_NUMBER: NotCalled = { code: 'no-number', sentence: 'No phone number is known. A number in their Slack profile is enough.' };
const NO_NUMBER_IN_BOOK: NotCalled = { code: 'no-number', sentence: 'The phone book holds no number of theirs. Add one under /conference contacts.' };
const UNREADABLE: NotCalled = { code: 'profile-number-unreadable', sentence: 'The phone number in their Slack profile cannot be read. Written like +14155550100, with + and country, it can.' };

const WHY_NOBODY: Readonly<Record<WhyNobody, NotCalled>> = {
  'unknown-group': { code: 'unknown-group', sentence: 'Slack knows no such user group, or it is switched off. Name the people one by one.' },
  'empty-group': { code: 'empty-group', sentence: 'Nobody is in this user group.' },
  'unknown-saved-group': { code: 'unknown-group', sentence: 'The phone book knows no group of this name. Look under /conference contacts what it is called, or name the people one by one.' },
  'empty-saved-group': { code: 'empty-group', sentence: 'Nobody is in this group of the phone book. Add people to it under /conference contacts.' },
  'removed-contact': { code: 'removed-contact', sentence: 'They are no longer in the phone book.' },
};

const WHY_NOT: Readonly<Record<Extract<SlackPerson, { kind: 'not-ringable' }>['why'], NotCalled>> = {
  bot: { code: 'bot', sentence: 'An app has no phone.' },
  deactivated: { code: 'deactivated', sentence: 'This Slack account is deactivated.' },
  unknown: { code: 'unknown-user', sentence: 'Slack knows no such user here.' },
  foreign: { code: 'foreign-team', sentence: 'They belong to another organisation, and Slack does not show us their number. Type the number itself instead.' },
};

/** Under which `key` a Slack user is found. */
export function keyOfUser(userId: string): string {
  return `user ${userId}`;
}

function keyOfNumber({ e164, extension }: DialedNumber): string {
  return `number ${e164};${extension ?? ''}`;
}

/** Why we may not ring a number; null when we may. */
export function refusalOf({ allowedCountries, ownNumber }: Pick<Context['rules'], 'allowedCountries' | 'ownNumber'>, { e164 }: DialedNumber): NotCalled | null {
  const ownNumbers: E164[] = isE164(ownNumber) ? [ownNumber] : [];
  const decision = mayRing(e164, { allowedCountries, ownNumbers });
  return decision.allowed ? null : { code: decision.reason, sentence: decision.sentence };
}

/** A typed number that stands in the phone book is called by its name there. */
async function nameContacts({ phoneBook }: Context, teamId: string, found: readonly FoundPerson[]): Promise<readonly FoundPerson[]> {
  const numbers = found.flatMap(({ numberSource, number }) => (numberSource === 'typed' && number !== null ? [number.e164] : []));
  if (numbers.length === 0) return found;
  const names = await phoneBook.namesOf(teamId, numbers);
  return found.map((person) => {
    const name = person.numberSource === 'typed' && person.number !== null ? names.get(person.number.e164) : undefined;
    return name === undefined ? person : { ...person, fullName: plainName(name) };
  });
}
