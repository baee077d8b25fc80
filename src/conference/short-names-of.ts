import { shortNames } from '../domain/people-names.ts';
import type { FoundPerson } from './find-people.ts';

/**
 * What to call each of these people among themselves. A masked number is nobody's first name, and an outside contact may be a company: those
 * keep their whole name.
 */
export function shortNamesOf(people: readonly FoundPerson[]): (person: FoundPerson) => string {
  const names = shortNames(people.map(({ key: id, fullName, firstName }) => ({ id, fullName, ...(firstName === null ? {} : { firstName }) })));
  return ({ key, slackUserId, fullName }) => (slackUserId === null ? fullName : (names.get(key) ?? fullName));
}
