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
export function createWebClient({ botToken, apiUrl, timeoutMs, fetch }: Pick<SlackSettings, 'botToken' | 'apiUrl' | 'timeoutMs' | 'fetch'>, log: Log): WebClient {
  return new WebClient(botToken, {
    slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: slackLogger(log, 'dropped'), ...(fetch === undefined ? {} : { fetch }),
  });
}

/**
 * Asks Slack by way of a method (`users.info`), and says in our own terms what became of it. `channel` is where it writes, if it does.
 * @throws RateLimited on 429, and without asking until the time Slack named is over; Unavailable when Slack did not answer or is out of order.
 */
export type AskSlack = <Result>(method: string, ask: () => Promise<Result>, channel?: string) => Promise<Answer<Result>>;

/**
 * One for all that ask with the same token. Slack limits each method by itself and wants to hear nothing of it until Retry-After is over
 * (docs apis/web-api/rate-limits): another job that asked meanwhile would only be refused too. Messages it limits by channel as well, and
 * does not say which limit it meant: a channel that has to wait holds up no other.
 * @param now the time, epoch milliseconds.
 */
export function createAskSlack(now: () => number): AskSlack {
  const quietUntil = new Map<string, number>();
  return async (method, ask, channel = '') => {
    const key = `${method} ${channel}`;
    const wait = (quietUntil.get(key) ?? 0) - now();
    if (wait <= 0) quietUntil.delete(key);
    if (wait > 0) throw new RateLimited(`Slack: ${method}`, wait);
    try {
      return await askOnce(method, ask);
    } catch (error) {
      if (error instanceof RateLimited) quietUntil.set(key, now() + error.retryAfterMs);
      throw error;
    }
  };
}

async function askOnce<Result>(method: string, ask: () => Promise<Result>): Promise<Answer<Result>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) throw new RateLimited(`Slack: ${method}`, error.retryAfter * 1_000);
    if (error instanceof WebAPIPlatformError) {
      const code = error.data.error;
      if (PASSING.has(code)) throw new Unavailable(`Slack: ${method}: ${code}`, { cause: error });
      return { ok: false, code };
    }
    if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) throw new Unavailable(`Slack: ${method}: ${error.message}`, { cause: error });
    throw error;
  }
}
