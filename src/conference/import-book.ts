import { MAX_CSV_BYTES } from '../domain/contact-csv.ts';
import { isE164 } from '../domain/phone-number.ts';
import type { Context } from './context.ts';
import { insist } from './insist.ts';
import { mayChangeContacts } from './may-change-contacts.ts';
import type { FoundImport, ImportOutcome } from './ports.ts';

/** Imports a file somebody gave, all of it or nothing, and tells them what came of it. Once done it does nothing more. */
export async function importBook(context: Context, { teamId, importId }: { readonly teamId: string; readonly importId: string }): Promise<void> {
  const { bookFiles, bookPost, clock } = context;
  const wish = await bookFiles.findImport(teamId, importId);
  if (wish === null || wish.isTold) return;
  await bookPost.tellImport(teamId, wish.slackUserId, await carryOut(context, wish));
  await insist(clock, () => bookFiles.markTold(teamId, importId));
}

async function carryOut(context: Context, { id, teamId, slackUserId, fileId, counts }: FoundImport): Promise<ImportOutcome> {
  const { bookFiles, bookPost, readContactsApart, rules } = context;
  if (counts !== null) return { kind: 'imported', fileName: null, counts, ignored: [] };
  if (!(await mayChangeContacts(context, teamId, slackUserId))) return { kind: 'not-allowed' };
  const file = await bookPost.fetchFile(fileId, MAX_CSV_BYTES);
  if (file.kind !== 'file') return { kind: file.kind, fileName: file.kind === 'gone' ? null : file.name };
  const { name: fileName, bytes } = file;
  const ownNumbers = isE164(rules.ownNumber) ? [rules.ownNumber] : [];
  const read = await readContactsApart(decode(bytes), { defaultCountry: rules.defaultCountry, policy: { allowedCountries: rules.allowedCountries, ownNumbers } });
  if (!read.ok) return { kind: 'has-problems', fileName, problems: read.problems };
  return { kind: 'imported', fileName, counts: await bookFiles.importContacts(teamId, id, read.contacts), ignored: read.ignored };
}

/** UTF-8, or what Excel writes as "Unicode text", which says so with its first two bytes. What is neither has U+FFFD in it, and is refused. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
