import type { App } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { onContact } from './on-contact.ts';
import { onFiles } from './on-files.ts';
import { onGroups } from './on-groups.ts';
import { onList } from './on-list.ts';

export { openContacts } from './on-list.ts';

/** The phone book: `/conference contacts` and the button of the App Home. @param timeoutMs how long Slack may take to answer. */
export function onContacts(app: App, context: Context, timeoutMs: number): void {
  onList(app, context, timeoutMs);
  onContact(app, context, timeoutMs);
  onGroups(app, context, timeoutMs);
  onFiles(app, context, timeoutMs);
}
