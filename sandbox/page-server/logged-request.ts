import { z } from 'zod';
import { maskNumbersInText, maskPhoneNumber } from '../../src/domain/phone-number.ts';

export type Provider = 'Slack' | 'Twilio';
export type Party = Provider | 'App';

/** One request between the app and a provider, as the page shows it: without secrets, numbers masked. */
export interface LoggedRequest {
  /** Unique over both providers. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: Party;
  readonly to: Party;
  /** `POST /api/chat.postMessage`, `command /conference`, … */
  readonly what: string;
  readonly request: unknown;
  readonly response: unknown;
  /** The HTTP status; absent when no answer came. */
  readonly status: number | undefined;
  readonly tookMs: number | undefined;
  /** The fault that struck it, if one was planted. */
  readonly fault: string | undefined;
}

const entrySchema = z.looseObject({
  number: z.number(), at: z.number(), direction: z.enum(['in', 'out', 'world']), what: z.string(), request: z.unknown().optional(), response: z.unknown().optional(),
  status: z.number().optional(), tookMs: z.number().optional(), fault: z.string().optional(),
});

/** What only their owners may know: whoever has such an address or id may act with it. */
const SECRET_KEYS = /^(token|.*_token|.*secret|response_url|trigger_id|upload_url|authToken|url_private.*)$/u;
const PHONE_KEYS = /^(phone|mobile)/iu;

/** An entry of a provider's journal as a request; undefined for what was none. @param entry one `journal` event of either emulator. */
export function loggedRequest(provider: Provider, entry: unknown): LoggedRequest | undefined {
  const read = entrySchema.safeParse(entry).data;
  if (read === undefined || read.direction === 'world') return undefined;
  const { number, at, direction, what, request, response, status, tookMs, fault } = read;
  const [from, to] = direction === 'in' ? (['App', provider] as const) : ([provider, 'App'] as const);
  return {
    id: `${provider}-${number}`, at, from, to,
    what: maskNumbersInText(what.replace(/https?:\/\/[^/\s]+/u, '')),
    request: fitToShow(request), response: fitToShow(response), status, tookMs, fault,
  };
}

/** A body as it may be shown. */
export function fitToShow(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && value !== '') {
    if (SECRET_KEYS.test(key)) return '…';
    return PHONE_KEYS.test(key) && /\d/u.test(value) ? maskPhoneNumber(value) : maskNumbersInText(value);
  }
  if (Array.isArray(value)) return value.map((one) => fitToShow(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fitToShow(inner, name)]));
}
