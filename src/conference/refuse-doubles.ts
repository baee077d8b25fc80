import type { DialedNumber } from '../domain/participant.ts';
import type { FoundPerson } from './find-people.ts';
import { isBareNumber } from './find-people.ts';

/**
 * One phone is rung once, by whatever route it was named: the second bearer of a number (an outside number that is also a colleague's,
 * a desk two people share) is not rung, and told apart. Somebody named goes before the host, and the first before the second. A second number that is
 * somebody else's is nobody's second number.
 */
export function refuseDoubles(found: readonly FoundPerson[]): readonly FoundPerson[] {
  const bearers = new Map<string, FoundPerson>();
  for (const person of preferred(found)) {
    const phone = phoneOf(person);
    if (phone !== null && !bearers.has(phone)) bearers.set(phone, person);
  }
  for (const person of found) {
    const phone = secondPhoneOf(person);
    if (phone !== null && !bearers.has(phone)) bearers.set(phone, person);
  }
  return found.flatMap((person) => {
    const phone = phoneOf(person);
    const bearer = phone === null ? undefined : bearers.get(phone);
    const second = secondPhoneOf(person);
    if (bearer === undefined || bearer === person) return [second !== null && bearers.get(second) !== person ? { ...person, secondNumber: null } : person];
    // A number somebody typed that is a colleague's own is that colleague.
    if (isBareNumber(person)) return [];
    return [{ ...person, notCalled: { code: 'same-phone', sentence: `Same phone as ${bearer.fullName}, who is being rung.` } }];
  });
}

/** A named colleague is a better name for a number than a contact, and any name is better than the number itself. */
function preferred(found: readonly FoundPerson[]): readonly FoundPerson[] {
  const rank = (person: FoundPerson): number => (person.slackUserId !== null ? 0 : isBareNumber(person) ? 2 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

function phoneOf({ number, notCalled }: FoundPerson): string | null {
  return number === null || notCalled !== null ? null : keyOf(number);
}

function secondPhoneOf({ secondNumber, notCalled }: FoundPerson): string | null {
  return secondNumber === null || notCalled !== null ? null : keyOf(secondNumber);
}

function keyOf({ e164, extension }: DialedNumber): string {
  return `${e164};${extension ?? ''}`;
}
