import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError, WebClient } from '@slack/web-api';
import { RateLimited, Unavailable } from '../conference/errors.ts';
import { slackLogger } from './logger.ts';
import type { Log } from '../conference/ports.ts';
import type { SlackSettings } from './settings.ts';

/** An answer of Slack's, or the code of its definite refusal (`channel_not_found`). */
export type Answer<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly code: string };

/** Codes with which Slack says "not now" in words instead of by HTTP status (docs: errors common to all methods). */
const PASSING: ReadonlySet<string> = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited', 'rate_limited']);

/**
 * A client that tries once. The SDK's own retries repeat a request whose answer was lost, and a message would stand there twice; ours
 * are jobs, which wait as long as Slack asks without holding up anything else.
 */
export function createWebClient({ botToken, apiUrl, timeoutMs }: SlackSettings, log: Log): WebClient {
  return new WebClient(botToken, {
    slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: slackLogger(log, 'dropped'),
  });
}

/**
 * Asks Slack, and says in our own terms what became of it.
 * @param what the method, for the log.
 * @throws RateLimited on 429; Unavailable when Slack did not answer or is out of order.
 */
export async function askSlack<Result>(what: string, ask: () => Promise<Result>): Promise<Answer<Result>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) throw new RateLimited(`Slack: ${what}`, error.retryAfter * 1_000);
    if (error instanceof WebAPIPlatformError) {
      const code = error.data.error;
      if (PASSING.has(code)) throw new Unavailable(`Slack: ${what}: ${code}`, { cause: error });
      return { ok: false, code };
    }
    if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) throw new Unavailable(`Slack: ${what}: ${error.message}`, { cause: error });
    throw error;
  }
}
