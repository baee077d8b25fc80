import type { SearchWords } from '../../domain/contact-search.ts';
import type { DialedNumber } from '../../domain/participant.ts';

/** A person in the phone book of a workspace: a Slack user or an outside person. */
export interface Contact {
  readonly id: string;
  /** Null for an outside person. */
  readonly slackUserId: string | null;
  readonly name: string;
  /** Null for a Slack user of whom the book holds none. */
  readonly number: DialedNumber | null;
  readonly secondNumber: DialedNumber | null;
  /** "" for none. */
  readonly note: string;
}

/** A contact as somebody saves it; without `id` it is a new one. */
export type ContactToSave = Omit<Contact, 'id'> & { readonly id?: string };

/** A saved group, such as "On-call". */
export interface ContactGroup {
  readonly id: string;
  readonly name: string;
  /** How many contacts are in it. */
  readonly size: number;
}

export interface Page {
  readonly limit: number;
  readonly offset?: number;
}

/** The phone book. Every workspace has its own, and no id of another's finds anything in it. */
export interface PhoneBook {
  /** The numbers known of these Slack users, by user id; only of those who have one. */
  numbersOf(teamId: string, slackUserIds: readonly string[]): Promise<ReadonlyMap<string, Pick<Contact, 'number' | 'secondNumber'>>>;
  /** The names known of these E.164 numbers, by number; second numbers count too. */
  namesOf(teamId: string, numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those of these contacts there are, in the order asked for. */
  contactsById(teamId: string, ids: readonly string[]): Promise<readonly Contact[]>;
  contactOfSlackUser(teamId: string, slackUserId: string): Promise<Contact | null>;
  /** Contacts whose name holds every word, the best first (`rank`), then by the alphabet; all of them for no words. `total` counts them all. */
  search(teamId: string, words: SearchWords, page: Page): Promise<{ readonly contacts: readonly Contact[]; readonly total: number }>;
  /** Saved groups, in the same way. */
  searchGroups(teamId: string, words: SearchWords, page: Page): Promise<readonly ContactGroup[]>;
  /** A saved group by its name as somebody typed it (compared by `searchKey`), with who is in it; null when there is none. */
  groupNamed(teamId: string, name: string): Promise<{ readonly group: ContactGroup; readonly members: readonly Contact[] } | null>;
  /** The same by its id. */
  groupById(teamId: string, groupId: string): Promise<{ readonly group: ContactGroup; readonly members: readonly Contact[] } | null>;
  /**
   * Saves a contact. One of a Slack user who has one already takes its place.
   * @returns its id; undefined when the contact it was to change is gone, or belongs to another workspace.
   */
  saveContact(teamId: string, contact: ContactToSave): Promise<string | undefined>;
}
