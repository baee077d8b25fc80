import type { DialedNumber } from '../../domain/participant.ts';
import type { ContactGroup, ContactToSave } from './phone-book.ts';

/** A contact as its form is submitted. The id is chosen before it is stored: a form submitted twice makes one contact. */
export type ContactToKeep = Omit<ContactToSave, 'id'> & {
  readonly id: string;
  /** Whether it may be made; one that is changed must be there. */
  readonly isNew: boolean;
  /** The saved groups it is in from now on; those of another workspace, or removed meanwhile, are left out. */
  readonly groupIds: readonly string[];
};

export type KeptContact =
  | { readonly kind: 'kept' }
  /** Somebody removed it meanwhile, or it belongs to another workspace. */
  | { readonly kind: 'gone' }
  /** A Slack user is in the phone book once. */
  | { readonly kind: 'slack-user-taken'; readonly by: string };

export interface GroupToKeep {
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  /** Contacts in it; those of another workspace are left out. */
  readonly contactIds: readonly string[];
  /** Slack users in it. Those who are no contacts become some, by this name and without a number. */
  readonly slackUsers: readonly { readonly userId: string; readonly name: string }[];
  /** Whether who is not named here stays in it: a form cannot show everybody of a large group. */
  readonly keepsOthers: boolean;
}

export type KeptGroup =
  | { readonly kind: 'kept' }
  | { readonly kind: 'gone' }
  /** A group is found by its name, in any case and without accents: there is one already. */
  | { readonly kind: 'name-taken'; readonly by: string };

/** What those who may change the phone book do with it. Every workspace has its own. */
export interface BookChanges {
  keepContact(teamId: string, contact: ContactToKeep): Promise<KeptContact>;
  /** @returns whether it was there. */
  removeContact(teamId: string, contactId: string): Promise<boolean>;
  /** Names of other contacts who have one of these numbers too, extension and all. */
  othersWith(teamId: string, contactId: string, numbers: readonly DialedNumber[]): Promise<readonly string[]>;
  /** The saved groups each of these contacts is in, by contact id, in the order of the alphabet; only of those who are in one. */
  groupsOf(teamId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly ContactGroup[]>>;
  keepGroup(teamId: string, group: GroupToKeep): Promise<KeptGroup>;
  /** The people in it stay in the phone book. @returns whether it was there. */
  removeGroup(teamId: string, groupId: string): Promise<boolean>;
}
