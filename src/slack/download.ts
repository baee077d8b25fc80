import { Unavailable } from '../conference/errors.ts';
import type { SlackSettings } from './settings.ts';

/** Where Slack keeps files (docs reference/objects/file-object, url_private_download). */
const FILES_HOST = 'https://files.slack.com';

/** What is behind an address, or why it was not fetched. */
export type Downloaded = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' } | { readonly kind: 'elsewhere' } | { readonly kind: 'refused' };

/**
 * Fetches a file from Slack. The bot token goes along, and so to Slack's own hosts alone: to files.slack.com, or to where SLACK_API_URL says
 * that Slack is. A redirect is not followed: Slack sends whoever may not see a file to its sign-in page (docs messaging/working-with-files).
 * @param mostBytes a larger file is not read to its end.
 * @throws Unavailable when Slack did not answer.
 */
export async function download(address: string, mostBytes: number, { apiUrl, botToken, timeoutMs }: Pick<SlackSettings, 'apiUrl' | 'botToken' | 'timeoutMs'>): Promise<Downloaded> {
  if (!isSlacks(address, apiUrl)) return { kind: 'elsewhere' };
  try {
    const response = await fetch(address, { headers: { authorization: `Bearer ${botToken}` }, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 429 || response.status >= 500) throw new Unavailable(`Slack: a file: HTTP ${response.status}`);
    // A page for people stands where the file would be when the app may not see it.
    if (response.status !== 200 || response.body === null || response.headers.get('content-type')?.startsWith('text/html') === true) return { kind: 'refused' };
    return await read(response.body, mostBytes);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw new Unavailable('Slack: a file could not be fetched', { cause: error });
  }
}

function isSlacks(address: string, apiUrl: string): boolean {
  return URL.canParse(address) && [FILES_HOST, new URL(apiUrl).origin].includes(new URL(address).origin);
}

async function read(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Downloaded> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) return { kind: 'too-large' };
    parts.push(part);
  }
  return { kind: 'bytes', bytes: Buffer.concat(parts) };
}
