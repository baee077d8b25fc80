import type { WebClient } from '@slack/web-api';
import { Unavailable } from '../conference/errors.ts';
import type { BookPost, FetchedFile } from '../conference/ports.ts';
import type { ContactsAdmins } from '../domain/contacts-admins.ts';
import type { AskSlack } from './asking.ts';
import { download } from './download.ts';
import { bookSent, importTold, problemsFile } from './messages/book-files.ts';
import { whoMayChange } from './messages/book-words.ts';
import { ledgerFileName, ledgerSent, ledgerTitle } from './messages/ledger-files.ts';
import type { SlackSettings } from './settings.ts';

export interface BookPostSettings extends Pick<SlackSettings, 'apiUrl' | 'botToken' | 'timeoutMs'> {
  readonly contactsAdmins: ContactsAdmins;
}

/** Codes with which Slack says that a file is not there for us (docs files.info). */
const NOT_THERE: ReadonlySet<string> = new Set(['file_not_found', 'file_deleted', 'access_denied', 'not_allowed']);

/** Files of the phone book through Slack's Web API. */
export function createBookPost(client: WebClient, askSlack: AskSlack, settings: BookPostSettings): BookPost {
  const directMessages = async (userId: string): Promise<string> => {
    const answer = await askSlack('conversations.open', () => client.conversations.open({ users: userId }));
    const id = answer.ok ? answer.value.channel?.id : undefined;
    if (id === undefined) throw new Unavailable(`Slack: conversations.open: ${answer.ok ? 'no channel in the answer' : answer.code}`);
    return id;
  };
  const say = async (userId: string, text: string): Promise<void> => {
    const channel = await directMessages(userId);
    const answer = await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, text, unfurl_links: false, unfurl_media: false }), channel);
    if (!answer.ok) throw new Unavailable(`Slack: chat.postMessage: ${answer.code}`);
  };
  const send = async (userId: string, filename: string, title: string, content: string, comment: string): Promise<void> => {
    const channel = await directMessages(userId);
    const answer = await askSlack('files.completeUploadExternal', () => client.filesUploadV2({
      channel_id: channel, filename, title, file: Buffer.from(content, 'utf8'), initial_comment: comment,
    }), channel);
    if (!answer.ok) throw new Unavailable(`Slack: files.completeUploadExternal: ${answer.code}`);
  };
  return {
    fetchFile: (fileId, mostBytes) => fetchFile(client, askSlack, settings, fileId, mostBytes),

    tellImport: async (_teamId, userId, outcome) => {
      const text = importTold(outcome, settings.contactsAdmins);
      const file = outcome.kind === 'has-problems' ? problemsFile(outcome.problems) : null;
      await (file === null ? say(userId, text) : send(userId, 'problems.csv', 'Every line to put right', file, text));
    },

    sendBook: (_teamId, userId, csv, contacts) => send(userId, 'contacts.csv', 'Phone book', csv, bookSent(contacts)),
    sendLedger: (_teamId, userId, file) => send(userId, ledgerFileName(file), ledgerTitle(file), file.csv, ledgerSent(file)),
    tellWhoMay: (_teamId, userId) => say(userId, whoMayChange(settings.contactsAdmins)),
  };
}

async function fetchFile(client: WebClient, askSlack: AskSlack, settings: BookPostSettings, fileId: string, mostBytes: number): Promise<FetchedFile> {
  const answer = await askSlack('files.info', () => client.files.info({ file: fileId }));
  if (!answer.ok) {
    if (NOT_THERE.has(answer.code)) return { kind: 'gone' };
    throw new Unavailable(`Slack: files.info: ${answer.code}`);
  }
  const { file = {} } = answer.value;
  const name = file.name ?? 'the file';
  if (file.is_external === true || file.url_private_download === undefined) return { kind: 'elsewhere', name };
  if ((file.size ?? 0) > mostBytes) return { kind: 'too-large', name };
  const found = await download(file.url_private_download, mostBytes, settings);
  switch (found.kind) {
    case 'bytes': return { kind: 'file', name, bytes: found.bytes };
    case 'refused': return { kind: 'gone' };
    default: return { kind: found.kind, name };
  }
}
