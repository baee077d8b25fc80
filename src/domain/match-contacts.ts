import type { CsvContact } from './contact-csv.ts';
import { searchKey } from './contact-search.ts';
import type { DialedNumber } from './participant.ts';

/** What somebody of the phone book is recognised by. */
export interface KnownContact {
  readonly id: string;
  readonly name: string;
  readonly slackUserId: string | null;
  readonly number: DialedNumber | null;
  readonly secondNumber: DialedNumber | null;
}

/** A line of a file, and whose it is; `contactId` is null for somebody new. */
export interface MatchedLine {
  readonly line: CsvContact;
  readonly contactId: string | null;
}

/**
 * Finds whom of the phone book each line of a file means: by Slack user, else by a number and its extension. Of several who share a number
 * it is the one of the same name, else whose first number it is. Nobody is meant by two lines, and no line with a Slack user means the
 * entry of another one. Pure.
 */
export function matchContacts(known: readonly KnownContact[], lines: readonly CsvContact[]): readonly MatchedLine[] {
  const byUser = new Map(known.flatMap((contact) => (contact.slackUserId === null ? [] : [[contact.slackUserId, contact] as const])));
  const byNumber = Map.groupBy(known.flatMap((contact) => [contact.number, contact.secondNumber].flatMap((number) => (number === null ? [] : [{ key: keyOf(number), contact }]))), ({ key }) => key);
  const taken = new Set<string>();
  // Slack users first: a line with nothing but a number must not take an entry that a later line names.
  for (const { slackUserId } of lines) {
    const contact = slackUserId === null ? undefined : byUser.get(slackUserId);
    if (contact !== undefined) taken.add(contact.id);
  }
  return lines.map((line) => {
    const { slackUserId, name } = line;
    const same = slackUserId === null ? undefined : byUser.get(slackUserId);
    if (same !== undefined) return { line, contactId: same.id };
    const candidates = [line.number, line.secondNumber].flatMap((number) => (number === null ? [] : byNumber.get(keyOf(number)) ?? [])).map(({ contact }) => contact)
      .filter((contact) => !taken.has(contact.id) && (slackUserId === null || contact.slackUserId === null));
    const found = candidates.find((contact) => searchKey(contact.name) === searchKey(name)) ?? candidates.find(({ number }) => number !== null && line.number !== null && keyOf(number) === keyOf(line.number)) ?? candidates[0];
    if (found !== undefined) taken.add(found.id);
    return { line, contactId: found?.id ?? null };
  });
}

/** An extension is part of it: two people behind one switchboard are two. */
function keyOf({ e164, extension }: DialedNumber): string {
  return `${e164};${extension ?? ''}`;
}
