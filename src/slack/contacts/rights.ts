import type { Context } from '../../conference/context.ts';
import { mayChangeContacts } from '../../conference/may-change-contacts.ts';
import type { Origin } from '../foreign.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import type { Writing } from '../messages/book-words.ts';
import { NOT_KNOWN_WHO_MAY, whoMayChange } from '../messages/book-words.ts';
import type { Rights } from './list-view.ts';
import type { Reader } from './screen.ts';

const FOREIGN = 'Only people of the workspace this app is installed in can see its phone book.';

/** What somebody may do; never throws. */
export async function rightsOf(context: Context, { teamId, userId }: Reader): Promise<Rights> {
  try {
    return (await mayChangeContacts(context, teamId, userId)) ? 'change' : 'look';
  } catch (error) {
    context.log.info({ error }, 'Slack did not say whether somebody may change the phone book');
    return 'unknown';
  }
}

/** Why somebody may not change the phone book; null when they may. Asked anew at every change: a view may be old. @param writing plain under an input. */
export async function whyNotChange(context: Context, origin: Origin, writing: Writing = 'markup'): Promise<string | null> {
  if (await isForeign(context, origin)) return FOREIGN;
  switch (await rightsOf(context, readerOf(origin))) {
    case 'change': return null;
    case 'look': return whoMayChange(context.rules.contactsAdmins, writing);
    case 'unknown': return NOT_KNOWN_WHO_MAY;
  }
}

/** Why somebody may not even look at it; null when they may. */
export async function whyNotLook(context: Context, origin: Origin): Promise<string | null> {
  return (await isForeign(context, origin)) ? FOREIGN : null;
}

export function readerOf(origin: Origin): Reader {
  return { teamId: installedTeam(origin), userId: origin.user.id };
}
