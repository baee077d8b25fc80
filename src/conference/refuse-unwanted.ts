import type { DialedNumber, NotCalled } from '../domain/participant.ts';
import type { Context } from './context.ts';

const UNWANTED: NotCalled = { code: 'do-not-ring', sentence: 'Whoever has this number asked this app not to ring them. Write to them instead.' };

interface Numbers {
  readonly number: DialedNumber | null;
  readonly secondNumber: DialedNumber | null;
  readonly notCalled: NotCalled | null;
}

/**
 * "Do not ring me" is about a phone: of people who are known by a number alone (typed, or of somebody outside), those whose number is a colleague's who
 * asked for that are not rung. Where one of two numbers is, the other is rung.
 * @param isAsked of whom it is looked for: whoever is named as a Slack user was asked themselves.
 * @throws only what the database throws.
 */
export async function refuseUnwanted<Person extends Numbers>({ peopleSettings }: Context, teamId: string, people: readonly Person[], isAsked: (person: Person) => boolean): Promise<readonly Person[]> {
  const asked = new Set(people.filter((person) => person.notCalled === null && isAsked(person)));
  const numbers = [...asked].flatMap(({ number, secondNumber }) => [number, secondNumber].filter((one) => one !== null));
  if (numbers.length === 0) return people;
  const unwanted = new Set((await peopleSettings.unwanted(teamId, numbers)).map(keyOf));
  return unwanted.size === 0 ? people : people.map((person) => (asked.has(person) ? without(person, unwanted) : person));
}

function without<Person extends Numbers>(person: Person, unwanted: ReadonlySet<string>): Person {
  const { number, secondNumber } = person;
  const [first, second] = [number, secondNumber].map((one) => (one === null || unwanted.has(keyOf(one)) ? null : one));
  if (first === null) return second ? { ...person, number: second, secondNumber: null } : { ...person, secondNumber: null, notCalled: UNWANTED };
  return second === secondNumber ? person : { ...person, secondNumber: null };
}

function keyOf({ e164, extension }: DialedNumber): string {
  return `${e164};${extension ?? ''}`;
}
