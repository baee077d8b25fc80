import { writeContactCsv } from '../domain/contact-csv.ts';
import type { Context } from './context.ts';
import { mayChangeContacts } from './may-change-contacts.ts';

/** Sends somebody the whole phone book as a file: numbers in full, so only if they may change it. */
export async function exportBook(context: Context, { teamId, slackUserId }: { readonly teamId: string; readonly slackUserId: string }): Promise<void> {
  const { bookFiles, bookPost } = context;
  if (!(await mayChangeContacts(context, teamId, slackUserId))) return bookPost.tellWhoMay(teamId, slackUserId);
  const contacts = await bookFiles.allContacts(teamId);
  await bookPost.sendBook(teamId, slackUserId, writeContactCsv(contacts), contacts.length);
}
