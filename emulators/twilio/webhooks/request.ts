import { randomUUID } from 'node:crypto';
import type { Method } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { HttpAnswer } from './http.ts';
import { NoAnswer } from './http.ts';
import type { Connection, RetryReason } from './overrides.ts';
import { readOverrides } from './overrides.ts';
import type { Params } from './signature.ts';
import { twilioSignature } from './signature.ts';

/** One request from Twilio to the application. */
export interface Webhook {
  /** Absolute, with the connection overrides in its fragment. */
  readonly url: string;
  readonly method: Method;
  readonly params: Params;
}

/** What became of it: the last answer, or why there was none. */
export type Outcome = { readonly answer: HttpAnswer } | { readonly failure: NoAnswer };

/**
 * Makes a signed request with the retries its URL asks for. By default nothing but a failed connection is retried: an answer of 5xx is
 * final (docs usage/webhooks/webhooks-connection-overrides). Retries carry the same I-Twilio-Idempotency-Token.
 */
export async function sendWebhook(world: World, webhook: Webhook): Promise<Outcome> {
  return world.activity.track(tries(world, webhook));
}

async function tries(world: World, webhook: Webhook): Promise<Outcome> {
  const connection = readOverrides(webhook.url);
  const token = randomUUID();
  const deadline = Date.now() + connection.totalMs;
  for (let attempt = 0; ; attempt += 1) {
    const readMs = Math.max(1, Math.min(connection.readMs, deadline - Date.now()));
    const outcome = await once(world, webhook, { ...connection, readMs }, token, attempt);
    const reason = retryReason(outcome);
    if (reason === undefined || !connection.retryOn.has(reason) || attempt >= connection.retries || Date.now() >= deadline) return outcome;
  }
}

function retryReason(outcome: Outcome): RetryReason | undefined {
  if ('failure' in outcome) return outcome.failure.reason;
  if (outcome.answer.status >= 500) return '5xx';
  return outcome.answer.status >= 400 ? '4xx' : undefined;
}

async function once(world: World, webhook: Webhook, connection: Connection, token: string, attempt: number): Promise<Outcome> {
  const form = formText(webhook.params);
  const isGet = webhook.method === 'GET';
  const url = isGet && form !== '' ? `${connection.url}${connection.url.includes('?') ? '&' : '?'}${form}` : connection.url;
  const headers = {
    'x-twilio-signature': twilioSignature(world.settings.authToken, url, isGet ? {} : webhook.params),
    'i-twilio-idempotency-token': token,
    'user-agent': 'TwilioProxy/1.1',
    accept: '*/*',
    ...(isGet ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'content-length': String(Buffer.byteLength(form)) }),
  };
  const began = performance.now();
  const entry = { direction: 'out' as const, what: `${webhook.method} ${connection.url}`, request: { params: webhook.params, attempt, token } };
  try {
    const { connectMs, readMs } = connection;
    const answer = await world.http.send({ url, method: webhook.method, headers, body: isGet ? undefined : form, connectMs, readMs });
    world.journal.write({ ...entry, response: answer.body, status: answer.status, tookMs: performance.now() - began });
    return { answer };
  } catch (error) {
    const failure = error instanceof NoAnswer ? error : new NoAnswer('ct', String(error));
    world.journal.write({ ...entry, response: failure.message, tookMs: performance.now() - began });
    return { failure };
  }
}

function formText(params: Params): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(key, one);
  }
  return form.toString();
}
