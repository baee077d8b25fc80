import type { WebClient } from '@slack/web-api';
import type { SlackIdentity, SlackLook } from '../doctor/ports/slack.ts';
import { RateLimited, Unavailable } from '../conference/errors.ts';
import type { AskSlack } from './asking.ts';

/** Asks Slack who we are, with the bot token (docs reference/methods/auth.test); once for all who want to know. */
export function createSlackLook(client: WebClient, askSlack: AskSlack): SlackLook {
  let known: Promise<SlackIdentity> | undefined;
  return { identity: () => (known ??= identity(client, askSlack)) };
}

async function identity(client: WebClient, askSlack: AskSlack): Promise<SlackIdentity> {
  try {
    const answer = await askSlack('auth.test', () => client.auth.test());
    if (!answer.ok) return { kind: 'refused', code: answer.code };
    const { team_id: teamId = '', team = '', user: bot = '', response_metadata: more } = answer.value;
    // The client reads them out of the header x-oauth-scopes.
    return { kind: 'known', teamId, team, bot, scopes: more?.scopes ?? null };
  } catch (error) {
    if (error instanceof Unavailable || error instanceof RateLimited) return { kind: 'unreachable', why: error.message };
    throw error;
  }
}
