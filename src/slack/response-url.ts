import type { KnownBlock } from '@slack/types';
import { Unavailable } from '../conference/errors.ts';

/** A text, and the blocks that are shown instead of it. */
export interface Said {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/**
 * Says something only the person who typed the command reads, by the address that came with it: it works where the app is no member,
 * 5 times within 30 minutes (docs interactivity/handling-user-interaction).
 * @returns false when the address is used up, so that another way must be found.
 * @throws Unavailable when Slack did not answer: it may or may not have been said.
 */
export async function sayByResponseUrl(responseUrl: string, said: Said, timeoutMs: number): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...said }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new Unavailable('Slack: response_url did not answer', { cause: error });
  }
  if (response.status === 429 || response.status >= 500) throw new Unavailable(`Slack: response_url: HTTP ${response.status}`);
  return response.ok;
}
