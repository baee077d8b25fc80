import type { WebClient } from '@slack/web-api';
import type { Log } from '../../conference/ports.ts';
import { sayByResponseUrl } from '../response-url.ts';

/** Where somebody can be told something that nobody else reads. */
export interface Listener {
  readonly userId: string;
  /** Null: in their direct messages with the app. */
  readonly responseUrl: string | null;
}

export interface Saying {
  readonly client: WebClient;
  readonly log: Log;
  readonly timeoutMs: number;
}

/** Says something once, where they are or else in their direct messages. Never throws: whatever it tells of has happened already. */
export async function say({ client, log, timeoutMs }: Saying, { userId, responseUrl }: Listener, text: string): Promise<void> {
  try {
    if (responseUrl !== null && (await sayByResponseUrl(responseUrl, { text }, timeoutMs))) return;
    // A user's id stands for the app's direct messages with them (docs chat.postMessage, "Post to a DM").
    await client.chat.postMessage({ channel: userId, text });
  } catch (error) {
    log.warn({ error }, 'Somebody could not be told what came of their form');
  }
}
