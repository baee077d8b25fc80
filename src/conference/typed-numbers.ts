import type { DialedNumber } from '../domain/participant.ts';
import type { Context } from './context.ts';
import type { FoundPerson } from './find-people.ts';
import { lacksNumber } from './find-people.ts';
import { mayChangeContacts } from './may-change-contacts.ts';
import { numberToRing } from './number-to-ring.ts';
import type { Contact, Invited } from './ports.ts';
import { refuseUnwanted } from './refuse-unwanted.ts';

type Typed = NonNullable<Invited['typedNumbers']>;

/**
 * Gives people of whom no number is known the one the host typed. A number that became known meanwhile goes before: it is theirs. One whose owner asked not to
 * be rung is not rung for anybody else either.
 * @throws only what the database throws.
 */
export async function withTypedNumbers(context: Context, teamId: string, found: readonly FoundPerson[], typed: Typed = {}): Promise<readonly FoundPerson[]> {
  const given = new Set<string>();
  const people = found.map((person): FoundPerson => {
    const number = typedFor(person, typed);
    if (number === undefined) return person;
    given.add(person.key);
    const ringable = numberToRing(context.rules, number.e164);
    return { ...person, number, numberSource: 'typed', notCalled: ringable.ok ? null : { code: 'not-allowed', sentence: ringable.sentence } };
  });
  return refuseUnwanted(context, teamId, people, ({ key }) => given.has(key));
}

/**
 * Keeps typed numbers in the phone book as those of the people they were typed for. Somebody who has a number by now keeps it, so that
 * running twice changes nothing. A colleague's who asked not to be rung is not kept: the next time it would be rung unasked.
 * @throws RateLimited or Unavailable when Slack cannot say whether the host may change the phone book.
 */
export async function rememberNumbers(context: Context, host: { readonly teamId: string; readonly hostUserId: string }, found: readonly FoundPerson[], typed: Typed = {}): Promise<void> {
  const { teamId, hostUserId } = host;
  const toKeep = found.flatMap((person) => {
    const number = typedFor(person, typed);
    return number === undefined ? [] : [{ person, number }];
  });
  if (toKeep.length === 0 || !(await mayChangeContacts(context, teamId, hostUserId))) return;
  const unwanted = await context.peopleSettings.unwanted(teamId, toKeep.map(({ number }) => number));
  for (const { person, number } of toKeep.filter((kept) => !unwanted.includes(kept.number))) await remember(context, teamId, person, number);
}

async function remember({ phoneBook, log }: Context, teamId: string, person: FoundPerson, number: DialedNumber): Promise<void> {
  const { slackUserId, fullName } = person;
  const known = await inBook(phoneBook, teamId, person);
  // Removed from the book meanwhile, or in it with a number by now.
  if (known === null ? slackUserId === null : known.number !== null) return;
  const { id, name, secondNumber, note } = known ?? { id: undefined, name: fullName, secondNumber: null, note: '' };
  await phoneBook.saveContact(teamId, { ...(id === undefined ? {} : { id }), slackUserId, name, secondNumber, note, number });
  log.info({ team: teamId, slackUserId }, 'A number that was typed for a conference is kept in the phone book');
}

async function inBook(phoneBook: Context['phoneBook'], teamId: string, { key, slackUserId }: FoundPerson): Promise<Contact | null> {
  if (slackUserId !== null) return phoneBook.contactOfSlackUser(teamId, slackUserId);
  const [contact] = await phoneBook.contactsById(teamId, [key.replace(/^contact /u, '')]);
  return contact ?? null;
}

function typedFor(person: FoundPerson, typed: Typed): DialedNumber | undefined {
  return lacksNumber(person) && Object.hasOwn(typed, person.key) ? typed[person.key] : undefined;
}
