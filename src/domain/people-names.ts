import { maskPhoneNumber } from './phone-number/mask.ts';
import { countCharacters, cutToCharacters, printable } from './plain-text.ts';

/** The longest name shown anywhere, of a room or of a person, in characters as people count them. */
export const MAX_NAME_LENGTH = 80;

/** What somebody without any name is called, and whoever had theirs erased. */
export const NOBODY_NAMED = 'Someone';

/** A person to be named. `firstName` is what their profile calls it, when it does. */
export interface NamedPerson {
  readonly id: string;
  readonly fullName: string;
  readonly firstName?: string;
}

/**
 * A name as it may be shown: one line, nothing that reorders or hides text, at most 80 characters as people count them (a longer one
 * ends in "…"). May be empty. Never throws.
 */
export function plainName(raw: string): string {
  return cutToCharacters(printable(raw).trim(), MAX_NAME_LENGTH);
}

/** Whether somebody is an outside number nobody gave a name: it stands masked in the place of one, so that masking changes nothing. */
export function isUnnamed({ slackUserId, name }: { readonly slackUserId: string | null; readonly name: string }): boolean {
  return slackUserId === null && maskPhoneNumber(name) === name;
}

/**
 * What to call each person among these people, by id: the first name, but the full name for everybody whose first name another one
 * has too ("Alice Ames" and "Alice Bell"). Somebody without any name is "Someone". Two people of one full name stay alike: a made-up
 * number behind the name would tell nobody which is which.
 */
export function shortNames(people: readonly NamedPerson[]): Map<string, string> {
  const named = new Map(people.map((person) => [person.id, { first: firstNameOf(person), full: fullNameOf(person) }]));
  const bearers = new Map<string, number>();
  for (const { first } of named.values()) bearers.set(sameName(first), (bearers.get(sameName(first)) ?? 0) + 1);
  return new Map([...named].map(([id, { first, full }]) => [id, bearers.get(sameName(first)) === 1 ? first : full]));
}

/**
 * The same for people who have short names already, when others come to them: whoever shares one is called by their full name from now on.
 * Those who keep theirs are the very same objects.
 */
export function withOwnShortNames<Person extends { readonly name: string; readonly shortName: string }>(people: readonly Person[]): Person[] {
  const bearers = new Map<string, number>();
  for (const { shortName } of people) bearers.set(sameName(shortName), (bearers.get(sameName(shortName)) ?? 0) + 1);
  return people.map((person) => (person.shortName === person.name || bearers.get(sameName(person.shortName)) === 1 ? person : { ...person, shortName: person.name }));
}

/**
 * "Alice", "Alice and Bob", "Alice, Bob and Carol"; with `max`, at most that many names (at least one) and the rest counted:
 * "Alice, Bob and 3 others". No names: "".
 */
export function listNames(names: readonly string[], { max = Infinity }: { max?: number } = {}): string {
  const shown = names.slice(0, Math.max(1, max));
  const others = names.length - shown.length;
  const items = others > 0 ? [...shown, others === 1 ? '1 other' : `${others} others`] : shown;
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/**
 * The name of a room nobody named: "Conference with Alice and Bob". As many names as fit into 80 characters, the rest counted;
 * "Conference" when there is nobody to name.
 */
export function defaultRoomName(names: readonly string[]): string {
  const plain = names.map(plainName).filter((name) => name !== '');
  for (let max = plain.length; max > 0; max -= 1) {
    const name = `Conference with ${listNames(plain, { max })}`;
    if (countCharacters(name) <= MAX_NAME_LENGTH) return name;
  }
  return plain.length > 0 ? cutToCharacters(`Conference with ${listNames(plain, { max: 1 })}`, MAX_NAME_LENGTH) : 'Conference';
}

function fullNameOf(person: NamedPerson): string {
  return plainName(person.fullName) || plainName(person.firstName ?? '') || NOBODY_NAMED;
}

function firstNameOf(person: NamedPerson): string {
  const given = plainName(person.firstName ?? '');
  if (given !== '') return given;
  const full = fullNameOf(person);
  const [first = full] = full.split(' ');
  return first.endsWith('.') ? full : first; // "Dr." and "J." call nobody
}

function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
